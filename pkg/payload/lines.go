package payload

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// Position is a place for people: Line and Column count from 1, Column in
// characters (a malformed byte counts as one).
type Position struct{ Line, Column int }

// Position converts a byte offset of the text. Offsets past the end stand for
// the end. The line table is built on first use.
func (d *Document) Position(offset int) Position {
	offset = min(max(offset, 0), len(d.Text))
	d.buildLines()
	line, found := slices.BinarySearch(d.lines, int32(offset))
	if !found {
		line--
	}
	start := int(d.lines[line])
	return Position{Line: line + 1, Column: utf8.RuneCount(d.Text[start:offset]) + 1}
}

// Line returns the byte offsets of line number (from 1), without its line end.
func (d *Document) Line(number int) (start, end int) {
	d.buildLines()
	start, end = int(d.lines[number-1]), len(d.Text)
	if number < len(d.lines) {
		end = int(d.lines[number]) - 1
	}
	if end > start && d.Text[end-1] == '\r' {
		end--
	}
	return start, end
}

func (d *Document) buildLines() {
	if len(d.lines) > 0 {
		return
	}
	d.lines = append(d.lines, 0)
	for at := 0; ; {
		next := bytes.IndexByte(d.Text[at:], '\n')
		if next < 0 {
			return
		}
		at += next + 1
		d.lines = append(d.lines, int32(at))
	}
}
