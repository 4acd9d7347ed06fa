package main

import (
	"bufio"
	"errors"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/report"
)

type validateOptions struct {
	*streams
	input  inputFlags
	color  colorFlag
	format words
	failOn words
	strict bool
	notes  bool
	quiet  bool
	paths  []string
}

func newValidate(s *streams) *cobra.Command {
	o := &validateOptions{
		streams: s,
		format:  words{allowed: formatNames(report.Formats())},
		failOn:  words{allowed: check.Severities()},
	}
	cmd := &cobra.Command{
		Use:   "validate [PATH...]",
		Short: "Check payloads against the documented schema and the consistency rules",
		Long: "Detect the event of each payload, check it against the documented schema and the consistency\n" +
			"rules, and print the findings. PATH is a file, or - for standard input, which is also read\n" +
			"where no PATH is given. A file may hold many payloads, one after the other.",
		Example: "  vhook validate payload.json\n" +
			"  curl -s https://example.com/last-webhook | vhook validate\n" +
			"  vhook validate --strict --format json captured/*.json",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			o.paths = args
			return validate(o)
		},
	}
	o.input.add(cmd)
	cmd.Flags().BoolVar(&o.input.allowUnknown, "allow-unknown", false, "an event that is not recognised is a note")
	o.format.add(cmd, "format", "output format")
	o.failOn.add(cmd, "fail-on", "severity from which a finding fails the run")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "the same as --fail-on warning")
	cmd.Flags().BoolVar(&o.notes, "notes", false, "list notes as well")
	cmd.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "print findings only")
	o.color.add(cmd)
	cmd.MarkFlagsMutuallyExclusive("strict", "fail-on")
	return cmd
}

func formatNames(formats []report.Format) []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.Name
	}
	return names
}

func validate(o *validateOptions) error {
	failOn := check.ParseSeverity(o.failOn.value)
	if o.strict {
		failOn = check.Warning
	}
	checker, err := o.input.checker()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(o.out)
	reporter := newReporter(o, out)
	failed := false
	err = o.input.each(o.streams, o.paths, checker.Run, func(p *report.Payload) error {
		failed = failed || p.AtLeast(failOn)
		return reporter.Payload(p)
	})
	return finish(err, errors.Join(reporter.Close(), out.Flush()), failed)
}

func newReporter(o *validateOptions, out *bufio.Writer) report.Reporter {
	options := report.Options{Palette: o.color.palette(o.out), Notes: o.notes, Quiet: o.quiet, Version: version()}
	for _, f := range report.Formats() {
		if f.Name == o.format.value {
			return f.New(out, options)
		}
	}
	panic("validate: --format accepts an unknown word")
}
