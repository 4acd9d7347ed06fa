package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/report"
)

// livingFlags are what a project adds to validation: its configuration, the
// findings it lives with, and whether its payloads are meant to be valid.
type livingFlags struct {
	config   configFlags
	baseline string
	expect   words
	known    *known
}

func (f *livingFlags) add(cmd *cobra.Command) {
	f.config.add(cmd)
	cmd.Flags().StringVar(&f.baseline, "baseline", "", "`file` of known findings, as vhook baseline writes it, to be silent about")
	f.expect.allowed = []string{"valid", "invalid"}
	f.expect.add(cmd, "expect", "what each payload has to be; an invalid one has a finding at or above --fail-on")
}

// load reads what the flags name.
func (f *livingFlags) load(cmd *cobra.Command, in *inputFlags) error {
	if err := in.configure(cmd, &f.config); err != nil {
		return err
	}
	var err error
	f.known, err = readKnown(f.baseline)
	return err
}

// fails reports whether a payload fails the run. One that lacks the fault it
// should have is told.
func (f *livingFlags) fails(s *streams, p *report.Payload, failOn check.Severity) bool {
	faulty := p.AtLeast(failOn)
	if f.expect.value == "valid" {
		return faulty
	}
	if !faulty {
		s.complain(fmt.Errorf("%s: expected to be invalid, but it has no %s", report.Locate(p), failOn))
	}
	return !faulty
}
