package input

import (
	"bytes"
	"io"

	"github.com/vhook/vhook/pkg/payload"
)

// To follow the brackets of each document only to find that they close where
// the next one begins would read an archive twice. So where [Options.Unseen]
// allows it, what looks like a document is handed out unseen, and its parser is
// the judge. It opens with '{' at the start of a line, its last byte but white
// space is '}', and the next line opens with '{' as well. Either it is one line
// itself, or it ends with the first '}' that neither ',' nor '}' nor ']'
// follows, as one of them follows each '}' in a document but the last. Then all
// ways to look at it lead to the same place:
//
//   - What is one JSON document ends where its brackets close.
//   - A document that is broken or still open where the next line begins ends
//     there at the latest: that line cannot continue it.
//   - Where one ends before, more texts follow, of which the last ends there,
//     too. Only an array could reach beyond, or the head of an HTTP message.
//     Either begins behind a '}' that closes a document, or with a line behind
//     a broken one, which opens with '[' or is a start line. So no '[' stands
//     behind a '}', with a byte order mark or not, or at the start of a line.
//     What follows a '}' in many lines begins no head, and none of them may be
//     a start line; and in one line there is no room for a head, as it ends
//     with an empty line.
//
// Nothing lies beyond the end of the stream. What reaches to it is handed out
// for the sake of its '}' alone.

// unseen returns what looks like a document here as one text, if it does.
func (s *Splitter) unseen() (Text, bool) {
	if !s.trusts || s.offset < s.doubted || s.buf[s.pos] != '{' || s.column != 1 || s.counted != s.pos || s.message.headers != nil {
		return Text{}, false
	}
	end, ok := s.unseenLine()
	lines := 1
	if !ok {
		if end, ok = s.unseenLines(); !ok {
			s.doubted = s.offset + int64(end)
			return Text{}, false
		}
		lines = bytes.Count(s.buf[s.pos:s.pos+end], []byte{'\n'})
	}
	n := end
	for isSpace(s.buf[s.pos+n-1]) {
		n--
	}
	t := s.begin()
	t.Bytes, t.unseen = s.buf[s.pos:s.pos+n:s.pos+end], end
	if s.pos += end; s.pos == len(s.buf) {
		t.max = s.max
	}
	s.offset += int64(end)
	s.line += lines
	s.counted = s.pos
	return t, true
}

// unseenLine returns the offset (from pos) after the line that begins here, if
// it may be handed out.
func (s *Splitter) unseenLine() (end int, ok bool) {
	text := s.window()
	end = bytes.IndexByte(text, '\n') + 1
	return end, end > 0 && end < len(text) && text[end] == '{' && lastByte(text[:end]) == '}' && !opensArray(text[:end])
}

// unseenLines returns the offset (from pos) after the lines that begin here, if
// they may be handed out, else of a place that no lines reach which are and
// begin before it.
func (s *Splitter) unseenLines() (end int, ok bool) {
	end, ok = s.lastBrace()
	text := s.buf[s.pos : s.pos+end]
	return end, ok && (s.pos+end == len(s.buf) || !opensArray(text) && !opensMessage(text))
}

// lastBrace returns the offset (from pos) of what stands behind the first '}'
// that neither ',' nor '}' nor ']' follows, and whether that is a line which
// opens with '{' or the end of the stream. It reads on where no such '}' is in
// sight, but not where a document may end: whoever sends it may wait for an
// answer.
func (s *Splitter) lastBrace() (end int, ok bool) {
	for at := 0; ; {
		text := s.window()
		brace := bytes.IndexByte(text[at:], '}')
		if brace < 0 {
			if at = len(text); at >= readSize || !s.extend() {
				return at, false
			}
			continue
		}
		if at = skipBlank(text, at+brace+1); at == len(text) {
			return at, s.err == io.EOF && at <= s.max
		}
		if c := text[at]; c != ',' && c != '}' && c != ']' {
			return at, c == '{' && text[at-1] == '\n'
		}
	}
}

// skipBlank returns the place of the first byte from i on that is no white
// space, or the end.
func skipBlank(text []byte, i int) int {
	for i < len(text) && isSpace(text[i]) {
		if i++; text[i-1] == '\n' {
			i = payload.SkipIndent(text, i)
		}
	}
	return i
}

// opensArray reports whether a square bracket opens at the start of a line, behind
// a closing brace, or behind what ends as a byte order mark does.
func opensArray(text []byte) bool {
	return hasBehind(text, '[', func(before []byte) bool {
		last := lastByte(before)
		return before[len(before)-1] == '\n' || last == '}' || last == byteOrderMark[2]
	})
}

// opensMessage reports whether there may be the start line of an HTTP message.
func opensMessage(text []byte) bool {
	return hasBehind(text, '/', func(before []byte) bool { return before[len(before)-1] == 'P' })
}

// hasBehind reports whether a byte stands in text, but not first, behind
// something that fits.
func hasBehind(text []byte, c byte, fits func(before []byte) bool) bool {
	for at := 1; ; at++ {
		next := bytes.IndexByte(text[at:], c)
		if next < 0 {
			return false
		}
		if at += next; fits(text[:at]) {
			return true
		}
	}
}

// Unseen reports whether the text was taken for a document without a look at
// it. If it is none, there are other texts in its place: those of [Text.Split].
func (t *Text) Unseen() bool { return t.unseen > 0 }

// Split returns the texts in place of an unseen one.
func (t *Text) Split() []Text {
	buf := append(make([]byte, 0, t.unseen+len("{")), t.Bytes[:t.unseen]...)
	s := &Splitter{buf: buf, err: io.EOF, max: t.max, offset: t.Offset, line: t.Line, column: t.Column}
	if t.max == 0 {
		return s.splitBefore()
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

// splitBefore returns the texts of an unseen one that stands before another, all
// that s holds.
func (s *Splitter) splitBefore() (texts []Text) {
	s.max = len(s.buf)
	s.buf = append(s.buf, '{') // as the next line opens
	for s.skipToText(); s.pos < s.max; s.skipToText() {
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
