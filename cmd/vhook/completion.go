package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
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
