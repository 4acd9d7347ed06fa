package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/report"
)

type getOptions struct {
	*streams
	input inputFlags
	json  bool
	query string
	paths []string
}

func newGet(s *streams) *cobra.Command {
	o := &getOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "get QUERY [PATH...]",
		Short: "Print what a gjson query finds in each payload",
		Long: "Print what a query in the path syntax of gjson finds in each payload, a line each: strings\n" +
			"plain, anything else as JSON. A payload in which the query finds nothing prints no line.",
		Example: "  vhook get data.order.amount payload.json\n" +
			"  vhook get 'data.order.items.#.product_id' payload.json",
		Args: want("a QUERY, then any number of PATHs", cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			o.query, o.paths = args[0], args[1:]
			if err := payload.CheckQuery(o.query); err != nil {
				return err
			}
			return get(o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print strings as JSON as well")
	o.input.addReading(cmd)
	return cmd
}

// get prints the finds of each payload. One whose text is no JSON fails the
// run, as the query cannot be asked.
func get(o *getOptions) error {
	failed := false
	err := o.input.each(o.streams, o.paths, recognising(), func(p *report.Payload) error {
		if p.Broken {
			failed = true
			return complainOfText(o.streams, p)
		}
		found, ok := p.Doc.Query(o.query, o.json)
		if !ok {
			return nil
		}
		_, err := fmt.Fprintf(o.out, "%s\n", found)
		return err
	})
	return finish(err, nil, failed)
}

// complainOfText tells on standard error why a text could not be used.
func complainOfText(s *streams, p *report.Payload) error {
	f := p.Findings[0]
	at := p.Place(f.Start)
	s.complain(fmt.Errorf("%s:%d:%d: %s", input.Shown(p.Source), at.Line, at.Column, f.Message))
	return nil
}

// finish combines the error of a walk, that of its output, and whether a
// payload failed. Trouble with the input weighs more than findings.
func finish(walk, flush error, failed bool) error {
	switch {
	case walk != nil && !errors.Is(walk, errInput):
		return walk
	case flush != nil:
		return flush
	case walk == nil && failed:
		return errFindings
	}
	return walk
}
