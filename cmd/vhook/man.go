package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newMan(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "Write manual pages into a directory",
		Long:    "Write a manual page for each command into a directory, which is made where it is missing.",
		Example: "  vhook man /usr/local/share/man/man1",
		Args:    want("one DIR", cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.fileFailure(writeManual(cmd.Root(), args[0]))
		},
	}
}

// writeManual writes the pages of a command and of all below it.
func writeManual(cmd *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, manName(cmd)+".1"), manPage(cmd), 0o666); err != nil {
		return err
	}
	for _, child := range manChildren(cmd) {
		if err := writeManual(child, dir); err != nil {
			return err
		}
	}
	return nil
}

func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

func manChildren(cmd *cobra.Command) []*cobra.Command {
	var list []*cobra.Command
	for _, child := range cmd.Commands() {
		if child.IsAvailableCommand() && child.Name() != "help" {
			list = append(list, child)
		}
	}
	return list
}

// manPage is the page of a command in roff. It has no date, so that it depends
// on nothing but the program. Of cobra's own generator we keep clear: its
// Markdown library costs every start of the program half a millisecond.
func manPage(cmd *cobra.Command) []byte {
	name := manName(cmd)
	long := cmd.Long
	if long == "" {
		long = cmd.Short + "."
	}
	p := &page{}
	fmt.Fprintf(p, ".TH %q 1 \"\" %q \"vhook manual\"\n", strings.ToUpper(name), "vhook "+version())
	p.section("NAME", fmt.Sprintf("%s - %s", name, cmd.Short))
	p.section("SYNOPSIS", cmd.UseLine())
	p.section("DESCRIPTION", long)
	p.flags(cmd)
	if cmd.Example != "" {
		p.WriteString(".SH EXAMPLES\n.nf\n" + roff(cmd.Example) + "\n.fi\n")
	}
	var others []string
	for _, other := range append(manChildren(cmd), cmd.Parent()) {
		if other != nil {
			others = append(others, manName(other)+"(1)")
		}
	}
	p.section("SEE ALSO", strings.Join(others, ", "))
	return []byte(p.String())
}

// page is a manual page that is being written.
type page struct{ strings.Builder }

func (p *page) section(title, text string) {
	p.WriteString(".SH " + title + "\n" + roff(text) + "\n")
}

func (p *page) flags(cmd *cobra.Command) {
	p.WriteString(".SH OPTIONS\n")
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		flag := "--" + f.Name
		if f.Shorthand != "" {
			flag = "-" + f.Shorthand + ", " + flag
		}
		fmt.Fprintf(p, ".TP\n%s\n%s\n", roff(strings.TrimSpace(flag+" "+value)), roff(usage))
	})
}

var roffEscaper = strings.NewReplacer(`\`, `\e`, "-", `\-`)

// roff escapes text so that none of it is taken for a request.
func roff(text string) string {
	lines := strings.Split(roffEscaper.Replace(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
