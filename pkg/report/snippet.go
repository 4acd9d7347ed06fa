package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// snippetWidth is how many columns of a source line a snippet shows, and
// snippetLead how many of them stand before the span in a longer line. What is
// more than snippetBytes away from either end of the span is not looked at.
const (
	snippetWidth = 100
	snippetLead  = 40
	snippetBytes = 8 * snippetWidth
)

// snippet writes the source line of a span with carets under it:
//
//	24 |     "amount": "7000",
//	   |               ^~~~~~
//
// A span over several lines is marked to the end of its first. An ellipsis stands for
// what shares the line with the payload and comes before it.
func (o *Options) snippet(b *strings.Builder, p *Payload, start, end int) {
	if len(p.Doc.Text) == 0 && !p.Inline {
		return
	}
	number := p.Doc.Position(start).Line
	shown := number
	if p.Exact() {
		shown = p.Place(start).Line
	}
	lineStart, lineEnd := p.Doc.Line(number)
	start, end = min(start, lineEnd), min(end, lineEnd)
	end = max(start, end)
	cut := ""
	if number == 1 && p.Inline {
		cut = ellipsis
	}
	before, span, after := window(
		cut+printable(string(p.Doc.Text[max(lineStart, start-snippetBytes):start])),
		printable(string(p.Doc.Text[start:min(end, start+snippetBytes)])),
		printable(string(p.Doc.Text[end:min(lineEnd, end+snippetBytes)])))
	marks := "^" + strings.Repeat("~", max(displayWidth(span)-1, 0))
	fmt.Fprintf(b, "%5d | %s\n", shown, before+span+strings.TrimRight(after, " "))
	fmt.Fprintf(b, "      | %s%s\n", strings.Repeat(" ", displayWidth(before)), o.Palette.Good(marks))
}

const ellipsis = "…"

// window cuts a long line down to what surrounds the span.
func window(before, span, after string) (string, string, string) {
	if displayWidth(before)+displayWidth(span)+displayWidth(after) <= snippetWidth {
		return before, span, after
	}
	before = clipLeft(before, snippetLead)
	span = clipRight(span, snippetWidth-displayWidth(before))
	return before, span, clipRight(after, max(snippetWidth-displayWidth(before)-displayWidth(span), 0))
}

// clipRight cuts s to at most columns of width, with an ellipsis for the rest.
func clipRight(s string, columns int) string {
	if displayWidth(s) <= columns {
		return s
	}
	used := 1
	for i, r := range s {
		if used += runeWidth(r); used > columns {
			return s[:i] + ellipsis
		}
	}
	return s
}

func clipLeft(s string, columns int) string {
	if displayWidth(s) <= columns {
		return s
	}
	used := 1
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if used += runeWidth(r); used > columns {
			return ellipsis + strings.TrimLeftFunc(s[i:], func(r rune) bool { return runeWidth(r) == 0 })
		}
		i -= size
	}
	return s
}

// displayWidth returns the columns that a terminal gives printable text.
func displayWidth(s string) int {
	columns := 0
	for _, r := range s {
		columns += runeWidth(r)
	}
	return columns
}

func runeWidth(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// printable makes text from a payload or a file name safe for a terminal: a
// tab becomes a space, any other control character, direction override or
// malformed byte the replacement character.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case obeyed(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// obeyed reports whether a terminal could take a character for a command: a
// control character or a direction override.
func obeyed(r rune) bool {
	return unicode.IsControl(r) || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}
