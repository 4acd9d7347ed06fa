package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// words is the value of a flag that takes one of several words. Its check, its
// help and its completion come from the one list.
type words struct {
	value   string
	allowed []string
}

// String, Set and Type make words a pflag.Value.
func (w *words) String() string { return w.value }
func (w *words) Type() string   { return "word" }

func (w *words) Set(value string) error {
	if !slices.Contains(w.allowed, value) {
		return fmt.Errorf("want one of %s", strings.Join(w.allowed, ", "))
	}
	w.value = value
	return nil
}

// add defines a flag with the words, of which the first is the default.
func (w *words) add(cmd *cobra.Command, name, usage string) {
	w.value = w.allowed[0]
	cmd.Flags().Var(w, name, usage+": "+strings.Join(w.allowed, ", "))
	complete(cmd, name, w.allowed)
}
