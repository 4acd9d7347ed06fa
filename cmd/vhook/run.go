package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit codes. See also [exitCode].
const (
	exitOK       = 0
	exitFindings = 1 // a finding at or above --fail-on
	exitUsage    = 2 // an unknown flag, value or command
	exitInput    = 3 // something could not be read, or there was no payload
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
	s := &streams{in: in, out: out, err: errOut}
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.Execute()
	code := exitCode(err)
	if code == exitUsage {
		fmt.Fprintf(errOut, "vhook: %s\n", strings.TrimSpace(err.Error()))
	}
	return code
}

// exitCode is the one place that chooses an exit code. An error that is none
// of the program's own comes from cobra and is about usage.
func exitCode(err error) int {
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE), errors.Is(err, io.ErrClosedPipe):
		return exitOK
	case errors.Is(err, errInput):
		return exitInput
	case errors.Is(err, errFindings):
		return exitFindings
	}
	return exitUsage
}

// streams are the standard streams of a run.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// complain writes an error about the run to standard error.
func (s *streams) complain(err error) { fmt.Fprintf(s.err, "vhook: %s\n", plainError(err)) }

// plainError words an error of the file system without the name of the call.
func plainError(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return fmt.Sprintf("%s: %v", path.Path, path.Err)
	}
	return err.Error()
}

func newRoot(s *streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "vhook",
		Short: "Inspect and validate Voucherify webhook payloads",
		Long: "vhook tells which Voucherify event a webhook payload is, whether it is what the documentation\n" +
			"promises, and what it says.",
		Example: "  vhook validate payload.json\n" +
			"  curl -s https://example.com/last-webhook | vhook summary\n" +
			"  vhook explain order/total",
		Version:           version(),
		Args:              knownCommand,
		SilenceErrors:     true,
		SilenceUsage:      true,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return applyEnvironment(cmd) },
	}
	root.SetVersionTemplate("vhook {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w%s\nsee %s --help", err, meantFlag(cmd, err), cmd.CommandPath())
	})
	root.AddCommand(
		newValidate(s),
		newSummary(s),
		newDetect(s),
		newGet(s),
		newEvents(s),
		newSchema(s),
		newExplain(s),
		newTest(s),
		newBaseline(s),
		newInit(s),
		newMan(s),
		newCompletion(s),
		newVersion(s),
	)
	return root
}
