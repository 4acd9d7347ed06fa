package main

import (
	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/report"
)

type eventsOptions struct {
	*streams
	color  colorFlag
	format words
}

func newEvents(s *streams) *cobra.Command {
	o := &eventsOptions{streams: s, format: words{allowed: report.CatalogueFormats()}}
	cmd := &cobra.Command{
		Use:   "events [EVENT]",
		Short: "List the events, or the fields of one",
		Long: "List the events that Voucherify sends, by family, with where their webhooks are set up. With an\n" +
			"EVENT, list the fields of its data: path, type with ? where null is allowed, whether it is\n" +
			"required, and what it is.",
		Example: "  vhook events\n" +
			"  vhook events redemption.succeeded",
		Args:              want("one EVENT at most", cobra.MaximumNArgs(1)),
		ValidArgsFunction: completeArg(eventNames),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return events(o)
			}
			return eventFields(o, args[0])
		},
	}
	o.format.add(cmd, "format", "output format")
	o.color.add(cmd)
	return cmd
}

func (o *eventsOptions) writer() *report.CatalogueWriter {
	return report.NewCatalogueWriter(o.out, o.format.value, o.color.palette(o.out))
}

func events(o *eventsOptions) error { return o.writer().Events(event.Default().Events()) }

func eventFields(o *eventsOptions, name string) error {
	e := event.Default().Find(name)
	if e == nil {
		return unknownEvent(name)
	}
	var fields []event.Field
	if e.Documented {
		var err error
		if fields, err = e.Fields(); err != nil {
			return err
		}
	}
	return o.writer().Fields(e, fields)
}
