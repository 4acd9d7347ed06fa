package input

import (
	"bytes"
	"io"
)

// Archives are NDJSON: a line is a document. To follow the brackets of each
// line only to find that they close at its end would read the archive twice.
// So where [Options.Unseen] allows it, a line that looks like a document is
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
//
// So it is with a file that is one document, once its end has been read: it is
// handed out unseen if it opens with '{' and closes with '}', and no line in
// it opens as a second document would.

// unseen returns an unseen text that begins here, if one may.
func (s *Splitter) unseen() (Text, bool) {
	if !s.trusts || s.buf[s.pos] != '{' || s.message.headers != nil {
		return Text{}, false
	}
	if s.index == 0 && s.err == io.EOF && len(s.buf)-s.pos <= s.max {
		if t, ok := s.unseenRest(); ok {
			return t, true
		}
	}
	return s.unseenLine()
}

// unseenRest returns all that is left of the stream as one text, if it looks
// like a document.
func (s *Splitter) unseenRest() (Text, bool) {
	rest := s.buf[s.pos:]
	n := len(bytes.TrimRight(rest, " \t\r\n"))
	if rest[n-1] != '}' || objectFollows(rest) {
		return Text{}, false
	}
	t := s.begin()
	t.Bytes, t.unseen, t.max = rest[:n:len(rest)], len(rest), s.max
	s.advance(len(rest))
	return t, true
}

// objectFollows reports whether a line after the first opens with '{'.
func objectFollows(text []byte) bool {
	for at := 1; ; at++ {
		next := bytes.IndexByte(text[at:], '{')
		if next < 0 {
			return false
		}
		if at += next; text[at-1] == '\n' {
			return true
		}
	}
}

// unseenLine returns the line that begins here as one text, if it looks like a
// document.
func (s *Splitter) unseenLine() (Text, bool) {
	if s.column != 1 || s.counted != s.pos {
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
	t.Bytes, t.unseen = text[:n:end], end
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

// Unseen reports whether the text was taken for a document without a look at
// it. If it is none, there are other texts in its place: those of [Text.Split].
func (t *Text) Unseen() bool { return t.unseen > 0 }

// Split returns the texts in place of an unseen one. Their indexes count from
// 0.
func (t *Text) Split() []Text {
	s := &Splitter{buf: bytes.Clone(t.Bytes[:t.unseen]), err: io.EOF, max: t.max, offset: t.Offset, line: t.Line, column: t.Column}
	if t.max == 0 {
		return s.splitLine()
	}
	var texts []Text
	for {
		text, err := s.Next()
		if err != nil {
			return texts
		}
		texts = append(texts, text)
	}
}

// splitLine returns the texts of an unseen line, all that s holds.
func (s *Splitter) splitLine() (texts []Text) {
	s.max = len(s.buf)
	s.buf = append(s.buf, '{') // as the next line begins
	for s.skipSpace(); s.pos < s.max; s.skipSpace() {
		texts = append(texts, s.whole())
	}
	return texts
}

// MoveTo appends the text to buf, and makes its Bytes those.
func (t *Text) MoveTo(buf []byte) []byte {
	start, n := len(buf), len(t.Bytes)
	buf = append(buf, t.Bytes[:max(n, t.unseen)]...)
	t.Bytes = buf[start : start+n : len(buf)]
	return buf
}
