package report

import (
	"fmt"
	"strings"
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
	if at := p.Place(start); at.Exact {
		shown = at.Line
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

// window cuts a long line down to what surrounds the span.
func window(before, span, after string) (string, string, string) {
	if displayWidth(before)+displayWidth(span)+displayWidth(after) <= snippetWidth {
		return before, span, after
	}
	before = clipLeft(before, snippetLead)
	span = clipRight(span, snippetWidth-displayWidth(before))
	return before, span, clipRight(after, max(snippetWidth-displayWidth(before)-displayWidth(span), 0))
}
