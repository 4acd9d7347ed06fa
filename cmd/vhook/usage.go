package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/input"
)

// How a command line that cannot be followed is told.

// unknown words the error for a name that is not in a list, with the nearest.
func unknown(what, name string, list []string) error {
	if near := event.Nearest(name, list); near != "" {
		return fmt.Errorf("no %s %q, did you mean %s?", what, name, near)
	}
	return fmt.Errorf("no %s %q", what, name)
}

// unknownEvent words the error for a name that is no event's.
func unknownEvent(name string) error {
	catalogue := event.Default()
	if note := catalogue.Former(name); note != "" {
		return fmt.Errorf("%q is an event of the past: %s", name, note)
	}
	return fmt.Errorf("%w\nvhook events lists them", unknown("event", name, catalogue.Names()))
}

// plainValue words the error of a flag's value without what Go says of it.
func plainValue(err error) string {
	text := err.Error()
	if n, ok := errors.AsType[*strconv.NumError](err); ok {
		wanted := "want a whole number"
		if n.Func == "ParseBool" {
			wanted = "want true or false"
		}
		text = strings.ReplaceAll(text, n.Error(), wanted)
	}
	return input.Shown(text)
}

// meantFlag names the flag that an unknown one is nearest to.
func meantFlag(cmd *cobra.Command, err error) string {
	name, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return ""
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := event.Nearest(name, names); near != "" {
		return ", did you mean --" + near + "?"
	}
	return ""
}

// knownCommand refuses a word that is no command, and names the nearest.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("%w\nsee vhook --help", unknown("command", args[0], names))
}

// exclusive refuses two flags that are both given.
func exclusive(cmd *cobra.Command, one, other string) error {
	if cmd.Flags().Changed(one) && cmd.Flags().Changed(other) {
		return fmt.Errorf("--%s and --%s exclude each other", one, other)
	}
	return nil
}

// want words the error for a wrong number of arguments.
func want(what string, check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if check(cmd, args) != nil {
			return fmt.Errorf("%s takes %s\nsee %[1]s --help", cmd.CommandPath(), what)
		}
		return nil
	}
}
