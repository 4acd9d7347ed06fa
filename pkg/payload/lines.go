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
	return Position{Line: line + 1, Column: d.characters(int(d.lines[line]), offset) + 1}
}

// markDistance is how far apart, in bytes, the marks of a text are.
const markDistance = 1 << 10

// characters counts those between two offsets. In a long line, which may have
// many findings, it starts from marks, so that each costs the same.
func (d *Document) characters(from, to int) int {
	if to-from <= 4*markDistance {
		return utf8.RuneCount(d.Text[from:to])
	}
	d.buildMarks()
	return d.charactersBefore(to) - d.charactersBefore(from)
}

// mark says how many characters stand before an offset.
type mark struct{ offset, count int32 }

func (d *Document) charactersBefore(offset int) int {
	m := d.marks[offset/markDistance]
	return int(m.count) + utf8.RuneCount(d.Text[m.offset:offset])
}

// buildMarks sets a mark at every multiple of markDistance, or at the start of
// the character that stands there.
func (d *Document) buildMarks() {
	if len(d.marks) > 0 {
		return
	}
	last := mark{}
	for at := 0; at <= len(d.Text); at += markDistance {
		start := at
		for back := 0; start > 0 && start < len(d.Text) && back < utf8.UTFMax-1 && !utf8.RuneStart(d.Text[start]); back++ {
			start--
		}
		last = mark{int32(start), last.count + int32(utf8.RuneCount(d.Text[last.offset:start]))}
		d.marks = append(d.marks, last)
	}
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
