package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/vhook/vhook/pkg/summary"
)

// screenWidth is where the header line ends, unless an event's name is long.
const screenWidth = 69

// cellGap separates the cells of a row.
const cellGap = "   "

// SummaryText writes the one-screen view of a payload.
func SummaryText(w io.Writer, s *summary.Summary, p *Palette) error {
	var b strings.Builder
	textHeader(&b, s, p)
	head, lines, body := headRows(s), itemTable(s.Order), bodyRows(s)
	width := labelColumn(head, body)
	textRows(&b, head, width, p)
	if len(lines) > 0 {
		b.WriteByte('\n')
		textTable(&b, lines, p)
	}
	if len(lines) > 0 && len(body) > 0 {
		b.WriteByte('\n')
	}
	textRows(&b, body, width, p)
	if s.Doubtful {
		b.WriteString("\n" + p.Faint(doubt) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

const doubt = "Some of these values are unreadable or disagree: vhook validate knows more."

func textHeader(b *strings.Builder, s *summary.Summary, p *Palette) {
	event, moment := clip(eventName(s.Event), valueWidth), clip(utc(s.Time, clockLayout), valueWidth)
	b.WriteString(p.Strong(event))
	if moment != "" {
		b.WriteString("  " + p.Faint(padLeft(moment, screenWidth-displayWidth(event)-2)))
	}
	b.WriteByte('\n')
}

// labelColumn returns the width that all labels fit in, with their cellGap.
func labelColumn(parts ...rows) int {
	width := len("redemption")
	for _, part := range parts {
		for _, r := range part {
			width = max(width, displayWidth(clip(r.label, labelWidth)))
		}
	}
	return width + 2
}

func textRows(b *strings.Builder, all rows, width int, p *Palette) {
	for _, r := range all {
		b.WriteString(padRight(clip(r.label, labelWidth), width))
		for i, c := range r.cells {
			if i > 0 {
				b.WriteString(cellGap)
			}
			b.WriteString(c.tone.paint(p)(clip(c.text, valueWidth)))
		}
		b.WriteByte('\n')
	}
}

func (t tone) paint(p *Palette) func(a ...any) string {
	switch t {
	case code:
		return p.Note
	case strong:
		return p.Strong
	case good:
		return p.Good
	case bad:
		return p.Error
	}
	return fmt.Sprint
}

// textTable lines up the table of items by display width.
func textTable(b *strings.Builder, lines []itemRow, p *Palette) {
	widths := [itemColumns]int{3, 0, 7, 8, 8, 8}
	head := itemRow{cells: itemColumnNames}
	for _, l := range append([]itemRow{head}, lines...) {
		for i, text := range l.cells {
			widths[i] = max(widths[i], displayWidth(clip(text, columnWidth(i))))
		}
	}
	b.WriteString(p.Faint(tableLine(head, widths)) + "\n")
	for _, l := range lines {
		text := tableLine(l, widths)
		if l.total {
			text = p.Strong(text)
		}
		b.WriteString(text + "\n")
	}
}

// columnWidth bounds a column; names leave room for the mark of free items.
func columnWidth(i int) int {
	if i == 1 {
		return nameWidth + len(freeMark)
	}
	return nameWidth
}

func tableLine(l itemRow, widths [itemColumns]int) string {
	var b strings.Builder
	for i, text := range l.cells {
		text = clip(text, columnWidth(i))
		b.WriteString("  ")
		if i == 1 {
			b.WriteString(padRight(text, widths[i]))
		} else {
			b.WriteString(padLeft(text, widths[i]))
		}
	}
	return strings.TrimRight(b.String(), " ")
}
