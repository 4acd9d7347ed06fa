package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/event"
)

func newSchema(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema EVENT",
		Short: "Print the JSON Schema of an event's data, as one document",
		Long: "Print the JSON Schema (2020-12) of an event's data, bundled into one document that any other\n" +
			"validator and any editor can use.",
		Example:           "  vhook schema redemption.succeeded > redemption.succeeded.schema.json",
		Args:              want("one EVENT", cobra.ExactArgs(1)),
		ValidArgsFunction: completeArg(eventNames),
		RunE:              func(_ *cobra.Command, args []string) error { return printSchema(s, args[0]) },
	}
}

func printSchema(s *streams, name string) error {
	catalogue := event.Default()
	e := catalogue.Find(name)
	switch {
	case e == nil:
		return unknown("event", name, catalogue.Names())
	case !e.Documented:
		return fmt.Errorf("%s has no schema: Voucherify lists it without describing its payload", name)
	}
	text, err := e.Bundle()
	if err != nil {
		return err
	}
	_, err = s.out.Write(text)
	return err
}
