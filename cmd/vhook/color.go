package main

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/report"
)

// colorFlag is --color.
type colorFlag struct{ words }

func (c *colorFlag) add(cmd *cobra.Command) {
	c.allowed = []string{"auto", "always", "never"}
	c.words.add(cmd, "color", "when to paint")
}

// palette decides on colour: the flag, then NO_COLOR, CLICOLOR_FORCE and
// CLICOLOR in that order, then whether out is a terminal that can.
func (c *colorFlag) palette(out io.Writer) *report.Palette {
	return report.NewPalette(c.paints(out))
}

func (c *colorFlag) paints(out io.Writer) bool {
	switch {
	case c.value != "auto":
		return c.value == "always"
	case os.Getenv("NO_COLOR") != "":
		return false
	case isSet("CLICOLOR_FORCE"):
		return true
	case os.Getenv("CLICOLOR") == "0":
		return false
	}
	return isTerminal(out) && os.Getenv("TERM") != "dumb"
}

// isSet reports whether a variable says yes: anything but nothing and 0.
func isSet(name string) bool {
	value := os.Getenv(name)
	return value != "" && value != "0"
}

func isTerminal(stream any) bool {
	if out, ok := stream.(*standardOutput); ok {
		stream = out.to
	}
	f, ok := stream.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
