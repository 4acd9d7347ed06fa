package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/report"
)

type validateOptions struct {
	*streams
	input    inputFlags
	color    colorFlag
	output   outputFlags
	failOn   words
	strict   bool
	report   report.Options
	baseline string
	expect   words
}

func newValidate(s *streams) *cobra.Command {
	o := &validateOptions{
		streams: s,
		failOn:  words{allowed: check.Severities()},
		expect:  words{allowed: []string{"valid", "invalid"}},
	}
	cmd := &cobra.Command{
		Use:   "validate [PATH...]",
		Short: "Check payloads against the documented schema and the consistency rules",
		Long: "Detect the event of each payload, check it against the documented schema and the consistency\n" +
			"rules, and print the findings. PATH is a file, a directory, in which what is hidden is left\n" +
			"out, a quoted glob, or - for standard input, which is also read where no PATH is given. A file\n" +
			"may hold many payloads, one after the other or in an array, as JSON or in HTTP messages,\n" +
			"compressed with gzip or not.",
		Example: "  vhook validate payload.json\n" +
			"  curl -s https://example.com/last-webhook | vhook validate\n" +
			"  vhook validate --strict --format json captured/*.json\n" +
			"  vhook validate --format text --format sarif --output vhook.sarif captured/*.json",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, paths []string) error {
			if err := exclusive(cmd, "strict", "fail-on"); err != nil {
				return err
			}
			if err := o.input.configure(cmd); err != nil {
				return err
			}
			return validate(o, paths)
		},
	}
	o.input.add(cmd)
	o.input.addChecking(cmd)
	o.output.add(cmd)
	o.failOn.add(cmd, "fail-on", "severity from which a finding fails the run")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "the same as --fail-on warning")
	cmd.Flags().BoolVar(&o.report.Notes, "notes", false, "list notes as well")
	cmd.Flags().BoolVarP(&o.report.Quiet, "quiet", "q", false, "print findings only")
	cmd.Flags().StringVar(&o.baseline, "baseline", "", "`file` of known findings, as vhook baseline writes it, to be silent about")
	o.expect.add(cmd, "expect", "what each payload has to be; an invalid one has a finding at or above --fail-on")
	o.color.add(cmd)
	return cmd
}

func validate(o *validateOptions, paths []string) error {
	known, err := readKnown(o.baseline)
	if err != nil {
		return err
	}
	o.report.Version, o.report.FailOn = version, check.ParseSeverity(o.failOn.value)
	if o.strict {
		o.report.FailOn = check.Warning
	}
	out, err := o.output.open(o.streams, &o.color, o.report)
	if err != nil {
		return err
	}
	o.input.outputs, o.input.flush = o.output.paths(), out.flush
	failed := false
	err = o.input.each(o.streams, paths, validating(), func(p *report.Payload) error {
		o.input.project.judge(p)
		known.suppress(p)
		failed = o.fails(p) || failed
		return out.report(p)
	})
	known.tellStale(o.streams)
	complete := err == nil || errors.Is(err, errInput)
	return finish(o.fileFailure(err), out.close(complete), failed)
}

// fails reports whether a payload fails the run. One that lacks the fault it
// should have is told.
func (o *validateOptions) fails(p *report.Payload) bool {
	faulty := p.AtLeast(o.report.FailOn)
	if o.expect.value == "valid" {
		return faulty
	}
	if !faulty {
		o.complain(fmt.Errorf("%s: expected to be invalid, but it has no %s", report.Locate(p), o.report.FailOn))
	}
	return !faulty
}
