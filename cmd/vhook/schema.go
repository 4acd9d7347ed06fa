package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/input"
)

type schemaOptions struct {
	*streams
	all bool
	dir string
}

func newSchema(s *streams) *cobra.Command {
	o := &schemaOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "schema EVENT",
		Short: "Print the JSON Schema of an event's data, as one document",
		Long: "Print the JSON Schema (2020-12) of an event's data, bundled into one document that any other\n" +
			"validator and any editor can use. With --all, write those of every event into a directory.",
		Example: "  vhook schema redemption.succeeded > redemption.succeeded.schema.json\n" +
			"  vhook schema --all -o schemas",
		Args:              want("one EVENT, or --all", cobra.MaximumNArgs(1)),
		ValidArgsFunction: completeArg(eventNames),
		RunE:              func(_ *cobra.Command, args []string) error { return printSchema(o, args) },
	}
	cmd.Flags().BoolVar(&o.all, "all", false, "every event, each into a file of its own")
	cmd.Flags().StringVarP(&o.dir, "output", "o", "", "directory to write to, with --all")
	return cmd
}

func printSchema(o *schemaOptions, names []string) error {
	catalogue := event.Default()
	switch {
	case o.all && (len(names) > 0 || o.dir == "" || o.dir == standardOutputName):
		return errors.New("--all takes a directory, -o DIR, and no EVENT\nsee vhook schema --help")
	case o.all:
		return writeSchemas(o, catalogue)
	case len(names) == 0 || o.dir != "":
		return errors.New("vhook schema takes one EVENT, or --all -o DIR\nsee vhook schema --help")
	}
	e := catalogue.Find(names[0])
	switch {
	case e == nil:
		return unknownEvent(names[0])
	case !e.Documented:
		return fmt.Errorf("%s has no schema: Voucherify lists it without describing its payload", e.Name)
	}
	text, err := e.Bundle()
	if err != nil {
		return err
	}
	_, err = o.out.Write(text)
	return err
}

// writeSchemas writes the schema of every documented event into a directory,
// which it makes.
func writeSchemas(o *schemaOptions, catalogue *event.Catalogue) error {
	if err := os.MkdirAll(o.dir, 0o755); err != nil {
		return o.fileFailure(err)
	}
	count := 0
	for _, e := range catalogue.Events() {
		if !e.Documented {
			continue
		}
		text, err := e.Bundle()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(o.dir, e.Name+".schema.json"), text, 0o644); err != nil {
			return o.fileFailure(err)
		}
		count++
	}
	_, err := fmt.Fprintf(o.out, "%d schemas in %s\n", count, input.Shown(o.dir))
	return err
}
