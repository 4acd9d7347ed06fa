package report

import (
	"fmt"

	"github.com/fatih/color"
	"github.com/vhook/vhook/pkg/check"
)

// Palette paints the few roles that output has. Each method returns its text
// unchanged when colour is off.
type Palette struct {
	Error, Warning, Note, Good, Strong, Faint func(a ...any) string
}

// NewPalette returns a palette that paints or does not, whatever the
// environment says.
func NewPalette(on bool) *Palette {
	paint := func(attributes ...color.Attribute) func(a ...any) string {
		if !on {
			return fmt.Sprint
		}
		c := color.New(attributes...)
		c.EnableColor()
		return c.SprintFunc()
	}
	return &Palette{
		Error:   paint(color.FgRed, color.Bold),
		Warning: paint(color.FgYellow, color.Bold),
		Note:    paint(color.FgCyan),
		Good:    paint(color.FgGreen),
		Strong:  paint(color.Bold),
		Faint:   paint(color.Faint),
	}
}

// severity returns what paints a severity.
func (p *Palette) severity(s check.Severity) func(...any) string {
	switch s {
	case check.Error:
		return p.Error
	case check.Warning:
		return p.Warning
	}
	return p.Note
}
