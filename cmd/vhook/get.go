package main

import (
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
}

func newGet(s *streams) *cobra.Command {
	o := &getOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "get QUERY [PATH...]",
		Short: "Print what a gjson query finds in each payload",
		Long: "Print what a query in the path syntax of gjson finds in each payload, a line each: strings\n" +
			"plain, anything else as JSON. A string with line breaks takes several lines, unless --json is\n" +
			"given. A payload in which the query finds nothing prints no line.",
		Example: "  vhook get data.order.amount payload.json\n" +
			"  vhook get 'data.order.items.#.product_id' payload.json",
		Args: want("a QUERY, then any number of PATHs", cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := payload.CheckQuery(args[0]); err != nil {
				return err
			}
			return get(o, args[0], args[1:])
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print strings as JSON as well")
	o.input.addReading(cmd)
	return cmd
}

// get prints the finds of each payload. One whose text is no JSON fails the
// run, as the query cannot be asked.
func get(o *getOptions, query string, paths []string) error {
	failed := false
	err := o.input.each(o.streams, paths, recognising(), func(p *report.Payload) error {
		if p.Broken {
			failed = true
			o.complainOf(p)
			return nil
		}
		if dup, ok := p.Doc.Deciding(query); ok {
			complainOfDuplicate(o.streams, p, dup)
		}
		found, ok := p.Doc.Query(query, o.json)
		if !ok {
			return nil
		}
		_, err := fmt.Fprintf(o.out, "%s\n", found)
		return err
	})
	return finish(err, nil, failed)
}

// complainOfDuplicate tells where a payload has a member again.
func complainOfDuplicate(s *streams, p *report.Payload, dup payload.Duplicate) {
	at := p.Place(int(p.Doc.Nodes[dup.Again].Key) - 1)
	s.complain(fmt.Errorf("%s:%d:%d: a member stands twice in its object here; a query takes the first", input.Shown(p.Source), at.Line, at.Column))
}
