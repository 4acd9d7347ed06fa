package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// setting is a flag that a variable can set as well.
type setting struct {
	flag, variable string
	// commands names those that heed the variable; none means all that have
	// the flag.
	commands []string
}

// settings lists what the environment can say. A flag wins over its variable,
// and that over the configuration.
var settings = []setting{
	{"format", "VHOOK_FORMAT", []string{"validate"}}, // others have other formats
	{"fail-on", "VHOOK_FAIL_ON", nil},
	{"notes", "VHOOK_NOTES", nil},
	{"color", "VHOOK_COLOR", nil},
	{"jobs", "VHOOK_JOBS", nil},
	{"config", "VHOOK_CONFIG", nil},
}

// lookup returns the value of the variable, unless it is empty or the command
// does not heed it.
func (s setting) lookup(cmd *cobra.Command) (string, bool) {
	value := os.Getenv(s.variable)
	return value, value != "" && (s.commands == nil || slices.Contains(s.commands, cmd.Name()))
}

// applyEnvironment sets the flags that the command line leaves alone. They do
// not count as given, so that --strict goes with VHOOK_FAIL_ON.
func applyEnvironment(cmd *cobra.Command) error {
	for _, s := range settings {
		value, ok := s.lookup(cmd)
		f := cmd.Flags().Lookup(s.flag)
		if !ok || f == nil || f.Changed {
			continue
		}
		if err := f.Value.Set(value); err != nil {
			return fmt.Errorf("%s=%s: %s", s.variable, value, plainValue(err))
		}
	}
	return nil
}

// isOpen reports whether neither the command line nor the environment says
// anything of a flag.
func isOpen(cmd *cobra.Command, f *pflag.Flag) bool {
	return !f.Changed && !slices.ContainsFunc(settings, func(s setting) bool {
		_, ok := s.lookup(cmd)
		return ok && s.flag == f.Name
	})
}
