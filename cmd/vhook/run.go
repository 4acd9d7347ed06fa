package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit codes. See also [exitCode].
const (
	exitOK       = 0
	exitFindings = 1   // a finding at or above --fail-on
	exitUsage    = 2   // an unknown flag, value or command
	exitInput    = 3   // something could not be read or written, or there was no payload
	exitSignal   = 128 // and the number of a signal
)

var (
	// errFindings says that a finding failed the run; it has been reported.
	errFindings = errors.New("findings")
	// errInput says that something could not be read, or that there was
	// nothing to read; it has been told.
	errInput = errors.New("input")
)

// run is the whole program: it builds a command tree, runs it on args and
// returns the exit code. Nothing outlives it, so tests call it many times.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	if args == nil {
		args = []string{} // cobra reads os.Args instead of nil
	}
	s := newStreams(in, out, errOut)
	return s.run(newRoot(s, args), args)
}

func (s *streams) run(root *cobra.Command, args []string) int {
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	defer s.unwatch()
	err := root.Execute()
	if failure := s.out.Flush(); failure != nil {
		err = failure // whatever else failed for it
	}
	code := exitCode(err)
	if code != exitOK && !errors.Is(err, errInput) && !errors.Is(err, errFindings) {
		fmt.Fprintf(s.err, "vhook: %s\n", strings.TrimSpace(err.Error()))
	}
	return code
}

// exitCode is the one place that chooses an exit code. An error that is none
// of the program's own comes from cobra and is about usage.
func exitCode(err error) int {
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE), errors.Is(err, io.ErrClosedPipe):
		return exitOK
	case errors.Is(err, errInput), errors.As(err, new(fileError)):
		return exitInput
	case errors.Is(err, errFindings):
		return exitFindings
	}
	return exitUsage
}

// commands are all there are, with what builds them.
var commands = []struct {
	name  string
	build func(*streams) *cobra.Command
	whole bool // it looks at the others
}{
	{"validate", newValidate, false},
	{"summary", newSummary, false},
	{"detect", newDetect, false},
	{"get", newGet, false},
	{"events", newEvents, false},
	{"schema", newSchema, false},
	{"explain", newExplain, false},
	{"test", newTest, false},
	{"baseline", newBaseline, false},
	{"init", newInit, false},
	{"man", newMan, true},
	{"completion", newCompletion, true},
	{"version", newVersion, false},
}

// newRoot returns the command tree for args. Where they begin with a command,
// it is the only one that is built: the others and their flags would be a
// twentieth of a run that reads one file.
func newRoot(s *streams, args []string) *cobra.Command {
	root := newBareRoot()
	for _, c := range commands {
		if len(args) > 0 && args[0] == c.name && !c.whole {
			root.AddCommand(c.build(s))
			return root
		}
	}
	root.Version = version()
	for _, c := range commands {
		root.AddCommand(c.build(s))
	}
	checkHelp(root)
	return root
}

// checkHelp makes help refuse what is no command; cobra shows the help of the
// program in its place.
func checkHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	help, _, _ := root.Find([]string{"help"})
	help.Args = func(_ *cobra.Command, args []string) error {
		if found, _, _ := root.Find(args); found != root {
			return nil
		}
		return knownCommand(root, args)
	}
}

func newBareRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "vhook",
		Short: "Inspect and validate Voucherify webhook payloads",
		Long: "vhook tells which Voucherify event a webhook payload is, whether it is what the documentation\n" +
			"promises, and what it says.",
		Example: "  vhook validate payload.json\n" +
			"  curl -s https://example.com/last-webhook | vhook summary\n" +
			"  vhook explain order/total",
		Args:              knownCommand,
		SilenceErrors:     true,
		SilenceUsage:      true,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return applyEnvironment(cmd) },
	}
	root.SetVersionTemplate("vhook {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%s%s\nsee %s --help", plainValue(err), meantFlag(cmd, err), cmd.CommandPath())
	})
	return root
}
