package input

import (
	"bytes"
	"io"
)

// Archives are NDJSON: a line is a document. To follow the brackets of each
// line only to find that they close at its end would read the archive twice.
// So where [Options.Lines] allows it, a line that looks like a document is
// handed out unseen, and its parser is the judge. The line opens with '{', its
// last byte but white space is '}', and the next line opens with '{' as well.
// Then every way to look at it leads to the same place:
//
//   - What is one JSON document ends where its brackets close.
//   - A document that is broken or still open at the line's end ends there,
//     for the next line begins a document that cannot continue this one.
//   - Brackets that close before leave more texts on the line, of which the
//     last ends with it, too. Only an array could reach beyond; a line that
//     may hold one behind a document is no such line.

// unseenLine returns the line that begins here as one text, if it looks like a
// document.
func (s *Splitter) unseenLine() (Text, bool) {
	if s.buf[s.pos] != '{' || s.column != 1 || s.counted != s.pos || s.message.headers != nil {
		return Text{}, false
	}
	end := s.lineEnd()
	text := s.window()
	if end == len(text) || text[end] != '{' {
		return Text{}, false
	}
	n := end
	for isSpace(text[n-1]) {
		n--
	}
	if text[n-1] != '}' || arrayFollows(text[:n]) {
		return Text{}, false
	}
	t := s.begin()
	t.Bytes, t.line = text[:n:end], end
	s.pos += end
	s.offset += int64(end)
	s.line++
	s.counted = s.pos
	return t, true
}

// lineEnd returns the offset (from pos) after the line that begins here, or of
// the end of the window. It reads on once where the line is cut off by the end
// of what was read, but not where a document may end there: whoever sends it
// may wait for an answer.
func (s *Splitter) lineEnd() int {
	text := s.window()
	end := bytes.IndexByte(text, '\n')
	if end < 0 && len(text) < readSize && lastByte(text) != '}' && s.extend() {
		text = s.window()
		end = bytes.IndexByte(text, '\n')
	}
	if end < 0 {
		return len(text)
	}
	return end + 1
}

// arrayFollows reports whether a square bracket opens behind a closing brace,
// as it does in no document outside of strings.
func arrayFollows(line []byte) bool {
	for at := 0; ; at++ {
		next := bytes.IndexByte(line[at:], '[')
		if next < 0 {
			return false
		}
		at += next
		if lastByte(line[:at]) == '}' {
			return true
		}
	}
}

// Unseen reports whether the text is a line that was taken for a document
// without a look at it. If it is none, the line's texts are those of
// [Text.Split].
func (t *Text) Unseen() bool { return t.line > 0 }

// Split returns the texts of an unseen line. Their indexes count from 0.
func (t *Text) Split() []Text {
	line := t.Bytes[:t.line]
	s := Splitter{
		buf: append(bytes.Clone(line), '{'), // as the next line begins
		err: io.EOF, max: t.line, offset: t.Offset, line: t.Line, column: t.Column,
	}
	var texts []Text
	for s.skipSpace(); s.pos < len(line); s.skipSpace() {
		texts = append(texts, s.whole())
	}
	return texts
}

// MoveTo appends the text to buf, and makes its Bytes those.
func (t *Text) MoveTo(buf []byte) []byte {
	start, n := len(buf), len(t.Bytes)
	buf = append(buf, t.Bytes[:max(n, t.line)]...)
	t.Bytes = buf[start : start+n : len(buf)]
	return buf
}
