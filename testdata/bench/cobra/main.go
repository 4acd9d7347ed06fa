// Command cobra only builds a command tree of the size of vhook's and runs one
// of its commands: the floor below which no program on cobra can start.
package main

import (
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "floor", SilenceErrors: true, SilenceUsage: true}
	for _, name := range []string{"validate", "summary", "detect", "get", "events", "schema", "explain", "completion", "version"} {
		cmd := &cobra.Command{Use: name, Short: name, Args: cobra.ArbitraryArgs, RunE: func(*cobra.Command, []string) error { return nil }}
		for _, flag := range []string{"format", "fail-on", "color", "event"} {
			cmd.Flags().String(flag, "", flag)
		}
		for _, flag := range []string{"strict", "notes", "quiet", "allow-empty"} {
			cmd.Flags().Bool(flag, false, flag)
		}
		root.AddCommand(cmd)
	}
	root.SetArgs(os.Args[1:])
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}
