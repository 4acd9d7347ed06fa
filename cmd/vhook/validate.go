package main

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/report"
)

type validateOptions struct {
	*streams
	input  inputFlags
	color  colorFlag
	output outputFlags
	failOn words
	strict bool
	notes  bool
	quiet  bool
	living livingFlags
	paths  []string
}

func newValidate(s *streams) *cobra.Command {
	o := &validateOptions{
		streams: s,
		failOn:  words{allowed: check.Severities()},
	}
	cmd := &cobra.Command{
		Use:   "validate [PATH...]",
		Short: "Check payloads against the documented schema and the consistency rules",
		Long: "Detect the event of each payload, check it against the documented schema and the consistency\n" +
			"rules, and print the findings. PATH is a file, a directory, a quoted glob, or - for standard\n" +
			"input, which is also read where no PATH is given. A file may hold many payloads, one after the\n" +
			"other or in an array, as JSON or in HTTP messages, compressed with gzip or not.",
		Example: "  vhook validate payload.json\n" +
			"  curl -s https://example.com/last-webhook | vhook validate\n" +
			"  vhook validate --strict --format json captured/*.json\n" +
			"  vhook validate --format text --format sarif --output vhook.sarif captured/*.json",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			if err := exclusive(cmd, "strict", "fail-on"); err != nil {
				return err
			}
			if err := o.living.load(cmd, &o.input); err != nil {
				return err
			}
			return validate(o)
		},
	}
	o.input.add(cmd)
	cmd.Flags().BoolVar(&o.input.allowUnknown, "allow-unknown", false, "an event that is not recognised is a note")
	o.output.add(cmd)
	o.failOn.add(cmd, "fail-on", "severity from which a finding fails the run")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "the same as --fail-on warning")
	cmd.Flags().BoolVar(&o.notes, "notes", false, "list notes as well")
	cmd.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "print findings only")
	o.living.add(cmd)
	o.color.add(cmd)
	return cmd
}

func validate(o *validateOptions) error {
	options := o.reportOptions()
	out, err := o.output.open(o.streams, &o.color, options)
	if err != nil {
		return err
	}
	o.input.outputs, o.input.flush = o.output.paths(), out.flush
	failed := false
	err = o.input.each(o.streams, o.paths, validating(), func(p *report.Payload) error {
		o.living.apply(p, o.input.project)
		failed = o.living.fails(o.streams, p, options.FailOn) || failed
		return out.report(p)
	})
	o.living.known.tellStale(o.streams)
	complete := err == nil || errors.Is(err, errInput)
	return finish(o.fileFailure(err), out.close(complete), failed)
}

func (o *validateOptions) reportOptions() report.Options {
	failOn := check.ParseSeverity(o.failOn.value)
	if o.strict {
		failOn = check.Warning
	}
	return report.Options{Notes: o.notes, FailOn: failOn, Quiet: o.quiet, Version: version}
}
