package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/event"
)

// shells lists the shells there are completions for, with the name of the file
// that holds them.
var shells = []struct {
	name, file string
	write      func(*cobra.Command, io.Writer) error
}{
	{"bash", "vhook.bash", func(c *cobra.Command, w io.Writer) error { return c.GenBashCompletionV2(w, true) }},
	{"zsh", "_vhook", (*cobra.Command).GenZshCompletion},
	{"fish", "vhook.fish", func(c *cobra.Command, w io.Writer) error { return c.GenFishCompletion(w, true) }},
	{"powershell", "vhook.ps1", (*cobra.Command).GenPowerShellCompletionWithDesc},
}

func newCompletion(s *streams) *cobra.Command {
	names := make([]string, len(shells))
	for i, shell := range shells {
		names[i] = shell.name
	}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print completions for a shell: bash, zsh, fish, powershell",
		Example: "  source <(vhook completion bash)\n" +
			"  vhook completion zsh > \"${fpath[1]}/_vhook\"",
		Args:              want("one SHELL", cobra.ExactArgs(1)),
		ValidArgsFunction: completeArg(func() []string { return names }),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, shell := range shells {
				if shell.name == args[0] {
					return shell.write(cmd.Root(), s.out)
				}
			}
			return fmt.Errorf("no shell %q: want one of %s", args[0], strings.Join(names, ", "))
		},
	}
}

// complete offers fixed words as completions of a flag.
func complete(cmd *cobra.Command, flag string, list []string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp))
}

// completeArg offers words for the first argument only.
func completeArg(list func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return list(), cobra.ShellCompDirectiveNoFileComp
	}
}

func eventNames() []string { return event.Default().Names() }
