package main

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/report"
	"github.com/vhook/vhook/pkg/summary"
)

type summaryOptions struct {
	*streams
	input   inputFlags
	color   colorFlag
	format  words
	oneline bool
}

func newSummary(s *streams) *cobra.Command {
	o := &summaryOptions{streams: s, format: words{allowed: report.SummaryFormats()}}
	cmd := &cobra.Command{
		Use:     "summary [PATH...]",
		Aliases: []string{"inspect"},
		Short:   "Tell what payloads say: customer, order, discounts, voucher",
		Long: "Tell what each payload says: event, customer, order totals, discounts, the redeemed voucher.\n" +
			"A summary shows what is there and never judges; vhook validate does.",
		Example: "  vhook summary payload.json\n" +
			"  vhook summary --oneline captured.ndjson\n" +
			"  vhook summary --format markdown payload.json",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, paths []string) error { return summarise(o, paths) },
	}
	o.input.add(cmd)
	o.format.add(cmd, "format", "output format")
	cmd.Flags().BoolVar(&o.oneline, "oneline", false, "one line a payload, and totals at the end")
	o.color.add(cmd)
	return cmd
}

func summarise(o *summaryOptions, paths []string) error {
	if o.oneline && o.format.value != "text" {
		return errors.New("--oneline goes with --format text only")
	}
	options := report.Options{Palette: o.color.palette(o.out), Version: version}
	writer := report.NewSummaryWriter(o.out, o.format.value, o.oneline, options)
	failed := false
	err := o.input.each(o.streams, paths, recognising(), func(p *report.Payload) error {
		if p.Detection == nil {
			failed = true
			o.complainOf(p)
			return writer.Summary(p, nil)
		}
		name := ""
		if p.Detection.Event != nil {
			name = p.Detection.Event.Name
		}
		return writer.Summary(p, summary.Build(p.Doc, p.Detection.Data, name))
	})
	return finish(err, writer.Close(), failed)
}
