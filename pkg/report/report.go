// Package report renders results and summaries: text with snippets and
// colours, JSON, and what other programs read: annotations, SARIF, JUnit, TAP,
// Markdown, templates. It decides nothing about payloads.
package report

import (
	"fmt"
	"io"
	"text/template"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/input"
)

// Payload is the result of one payload text with the place it came from.
type Payload struct {
	Source string
	Index  int // of the text in the source, from 0
	input.Text
	*check.Result
}

// Place returns where the byte at an offset of the text stands in the source.
func (p *Payload) Place(offset int) input.Place { return p.Text.Place(p.Doc, offset) }

// counts adds up payloads and findings.
type counts struct {
	Payloads int `json:"payloads"`
	Valid    int `json:"valid"`
	Invalid  int `json:"invalid"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
	// Suppressed counts findings that a baseline took out of the others.
	Suppressed int `json:"suppressed,omitempty"`
}

func (c *counts) add(r *check.Result) {
	c.Payloads++
	if r.Valid() {
		c.Valid++
	} else {
		c.Invalid++
	}
	c.Errors += r.Count(check.Error)
	c.Warnings += r.Count(check.Warning)
	c.Notes += r.Count(check.Note)
	c.Suppressed += r.Suppressed
}

// String tells the counts in one line.
func (c counts) String() string {
	line := fmt.Sprintf("%s: %d valid, %d invalid; %s, %s, %s", Plural(c.Payloads, "payload"), c.Valid, c.Invalid,
		Plural(c.Errors, "error"), Plural(c.Warnings, "warning"), Plural(c.Notes, "note"))
	if c.Suppressed > 0 {
		line += fmt.Sprintf("; %d suppressed", c.Suppressed)
	}
	return line
}

// Options say what a report shows and how.
type Options struct {
	Palette *Palette
	// Notes lists notes, which are otherwise only counted.
	Notes bool
	// FailOn is the severity from which a finding fails its payload, for
	// formats that say of each payload whether it passed.
	FailOn check.Severity
	// Quiet leaves out everything but findings; machine formats have nothing
	// else to leave out.
	Quiet bool
	// Version returns that of the tool, for formats that name it.
	Version func() string
	// Template is what [TemplateFormat] executes.
	Template *template.Template
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

// TemplateFormat is the name of the format that needs [Options.Template].
const TemplateFormat = "template"

// Formats lists the formats of findings; the flag's check, its help and its
// completion read this list.
func Formats() []Format {
	return []Format{
		{"text", "lines with snippets, for people", newText},
		{"json", "one JSON document", newJSON},
		{"ndjson", "one JSON object a payload, a line each", newNDJSON},
		{"github", "annotations of GitHub Actions", newGitHub},
		{"sarif", "SARIF 2.1.0, for code scanning and editors", newSARIF},
		{"junit", "JUnit XML, a test case a payload", newJUnit},
		{"tap", "Test Anything Protocol 14, a test point a payload", newTAP},
		{"markdown", "a table, for pull requests and job summaries", newMarkdown},
		{TemplateFormat, "what --template makes of the JSON document", newTemplate},
	}
}

// placeOf returns the place of a finding in the form of those that it relates to.
func placeOf(f check.Finding) check.Related {
	return check.Related{Pointer: f.Pointer, Start: f.Start, End: f.End}
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

// unlisted counts the notes that fail a payload and are not listed.
func (o *Options) unlisted(r *check.Result) int {
	if o.Notes || o.FailOn != check.Note {
		return 0
	}
	return r.Count(check.Note)
}

// unlistedWords tells of such notes.
func unlistedWords(notes int) string {
	return Plural(notes, "note") + " at or above --fail-on, listed with --notes"
}
