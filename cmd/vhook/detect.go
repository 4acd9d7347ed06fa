package main

import (
	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/report"
)

type detectOptions struct {
	*streams
	input  inputFlags
	color  colorFlag
	format words
}

func newDetect(s *streams) *cobra.Command {
	o := &detectOptions{streams: s, format: words{allowed: report.DetectionFormats()}}
	cmd := &cobra.Command{
		Use:   "detect [PATH...]",
		Short: "Tell the event of each payload and how it was recognised",
		Long: "Tell the event of each payload and how it was recognised: by its envelope, or by the shape and\n" +
			"the values of bare data. Where several events send the same data all of them are named.\n" +
			"The JSON formats have the headers of HTTP messages too, credentials masked.",
		Example: "  vhook detect payload.json\n" +
			"  vhook detect --format ndjson captured.ndjson",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, paths []string) error { return detect(o, paths) },
	}
	o.input.add(cmd)
	cmd.Flags().BoolVar(&o.input.check.AllowUnknown, "allow-unknown", false, "an event that is not recognised is no failure")
	o.format.add(cmd, "format", "output format")
	o.color.add(cmd)
	return cmd
}

// detect fails for a payload without a recognised event.
func detect(o *detectOptions, paths []string) error {
	options := report.Options{Palette: o.color.palette(o.out), Version: version}
	writer := report.NewDetectionWriter(o.out, o.format.value, options)
	failed := false
	err := o.input.each(o.streams, paths, recognising(), func(p *report.Payload) error {
		failed = failed || !p.Valid()
		return writer.Payload(p)
	})
	return finish(err, writer.Close(), failed)
}
