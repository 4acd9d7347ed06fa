package report

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
)

// textReporter writes what a person reads: a line a finding with its snippet,
// a line for a payload that is valid, and a count where there were several.
type textReporter struct {
	w       io.Writer
	options Options
	counts  counts

	line          []byte // that is being written
	source, shown string // the last source, and how it is shown
	// what stands before and after the name of a payload that is valid
	before, after string
}

func newText(w io.Writer, o Options) Reporter {
	r := &textReporter{w: w, options: o}
	before, after, _ := strings.Cut(o.Palette.Strong("*"), "*")
	r.before, r.after = before, ":"+after+" "+o.Palette.Good("valid")+" "
	return r
}

func (r *textReporter) Payload(p *Payload) error {
	r.counts.add(p.Result)
	if len(p.Findings) == 0 && !r.options.Quiet {
		_, err := r.w.Write(r.valid(p))
		return err
	}
	var b strings.Builder
	for _, f := range r.options.shown(p.Result) {
		r.finding(&b, p, f)
	}
	if rest := r.options.unlisted(p.Result); rest > 0 {
		fmt.Fprintf(&b, "%s %s\n", r.options.Palette.Strong(Locate(p)+":"), unlistedWords(rest))
	}
	if p.Valid() && !r.options.Quiet {
		b.Write(r.valid(p))
	}
	_, err := io.WriteString(r.w, b.String())
	return err
}

func (r *textReporter) finding(b *strings.Builder, p *Payload, f check.Finding) {
	at := p.Place(f.Start)
	palette := r.options.Palette
	fmt.Fprintf(b, "%s %s %s %s\n",
		palette.Strong(fmt.Sprintf("%s:%d:%d:", printable(p.Source), at.Line, at.Column)),
		palette.severity(f.Severity)(f.Severity.String()+":"), printable(f.Message), palette.Faint("["+f.Rule+"]"))
	r.options.snippet(b, p, f.Start, f.End)
	if !at.Exact {
		inner := p.Doc.Position(f.Start)
		fmt.Fprintf(b, "      = in the decoded body at %d:%d\n", inner.Line, inner.Column)
	}
	if place := strings.TrimSpace(prefixed("at ", f.Pointer) + prefixed(" in ", f.Place)); place != "" {
		fmt.Fprintf(b, "      = %s\n", printable(place))
	}
	for _, rel := range f.Related {
		pos := p.Place(rel.Start).Position
		if !at.Exact {
			pos = p.Doc.Position(rel.Start)
		}
		fmt.Fprintf(b, "      = see %d:%d: %s\n", pos.Line, pos.Column, printable(cmp.Or(rel.Message, rel.Pointer)))
	}
	if f.Help != "" {
		fmt.Fprintf(b, "      %s %s\n", palette.Strong("help:"), printable(f.Help))
	}
}

// prefixed puts a prefix before text, unless that is empty.
func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

// valid returns the line of a payload that is valid, put together without
// allocating: archives consist of these.
func (r *textReporter) valid(p *Payload) []byte {
	if p.Source != r.source {
		r.source, r.shown = p.Source, printable(p.Source)
	}
	line := append(append(r.line[:0], r.before...), r.shown...)
	if p.Index > 0 {
		line = strconv.AppendInt(append(line, ':'), int64(p.Line), 10)
	}
	line = append(append(line, r.after...), eventWords(p)...)
	r.line = append(line, '\n')
	return r.line
}

// Locate names a payload: its source, with the line where it is not the first.
func Locate(p *Payload) string {
	if p.Index == 0 {
		return printable(p.Source)
	}
	return fmt.Sprintf("%s:%d", printable(p.Source), p.Line)
}

const unknownEvent = "unknown event"

// eventWords names the event of a payload, or its candidates.
func eventWords(p *Payload) string {
	switch det := p.Detection; {
	case p.Broken:
		return "unreadable"
	case det == nil:
		return unknownEvent
	case det.Event == nil && det.Outcome == event.Custom:
		return "custom data"
	case det.Event == nil:
		return unknownEvent
	case det.Outcome == event.Custom:
		return det.Event.Name + " (custom data)"
	case len(det.Candidates) > 1:
		return fmt.Sprintf("%s (or %s)", det.Event.Name, strings.Join(det.Names()[1:], ", "))
	default:
		return det.Event.Name
	}
}

func (r *textReporter) Close() error {
	if r.counts.Payloads < 2 && r.counts.Suppressed == 0 || r.options.Quiet {
		return nil
	}
	_, err := fmt.Fprintln(r.w, r.counts)
	return err
}

// Plural counts things in words.
func Plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
