package report

import (
	"io"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/payload"
)

// Payload is the result of one payload text with the place it came from.
type Payload struct {
	Source string
	Index  int   // of the text within its source, from 0
	Offset int64 // of the text within its source, in bytes
	// Line and Column are where the text begins in its source, from 1.
	Line, Column int
	*check.Result
}

// Place converts a byte offset of the text to a position in the source.
func (p *Payload) Place(offset int) payload.Position {
	at := p.Doc.Position(offset)
	if at.Line == 1 {
		at.Column += p.Column - 1
	}
	at.Line += p.Line - 1
	return at
}

// Counts adds up payloads and findings.
type Counts struct {
	Payloads int `json:"payloads"`
	Valid    int `json:"valid"`
	Invalid  int `json:"invalid"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
}

// Add counts one payload.
func (c *Counts) Add(r *check.Result) {
	c.Payloads++
	if r.Valid() {
		c.Valid++
	} else {
		c.Invalid++
	}
	c.Errors += r.Count(check.Error)
	c.Warnings += r.Count(check.Warning)
	c.Notes += r.Count(check.Note)
}

// Options say what a report shows and how.
type Options struct {
	Palette *Palette
	// Notes lists notes, which are otherwise only counted.
	Notes bool
	// Quiet leaves out everything but findings; machine formats have nothing
	// else to leave out.
	Quiet bool
	// Version of the tool, for formats that name it.
	Version string
}

// Reporter writes results in one format: each payload in order, then Close.
type Reporter interface {
	Payload(*Payload) error
	Close() error
}

// Format is one word of --format.
type Format struct {
	Name, Title string
	New         func(io.Writer, Options) Reporter
}

// Formats lists the formats of findings; the flag's check, its help and its
// completion read this list.
func Formats() []Format {
	return []Format{
		{"text", "lines with snippets, for people", newText},
		{"json", "one JSON document", newJSON},
		{"ndjson", "one JSON object a payload, a line each", newNDJSON},
	}
}

// shown returns the findings a report lists.
func (o *Options) shown(r *check.Result) []check.Finding {
	if o.Notes {
		return r.Findings
	}
	list := make([]check.Finding, 0, len(r.Findings))
	for _, f := range r.Findings {
		if f.Severity > check.Note {
			list = append(list, f)
		}
	}
	return list
}
