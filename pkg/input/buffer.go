package input

import (
	"bytes"
	"unicode/utf8"
)

// advance moves over the next n bytes and keeps count of the place.
func (s *Splitter) advance(n int) {
	passed := s.buf[s.pos : s.pos+n]
	s.offset += int64(n)
	s.pos += n
	if bytes.IndexByte(passed, '\n') >= 0 {
		s.line += bytes.Count(passed, []byte{'\n'})
		s.column, s.counted = 1, s.pos-n+bytes.LastIndexByte(passed, '\n')+1
		s.inked, passed = false, s.buf[s.counted:s.pos]
	}
	s.inked = s.inked || len(bytes.TrimLeft(passed, " \t\r\ufeff")) > 0
}

// countColumn makes column that of pos. Few places need theirs, so characters
// are counted when one does.
func (s *Splitter) countColumn() {
	s.column += utf8.RuneCount(s.buf[s.counted:s.pos])
	s.counted = s.pos
}

const readSize = 64 << 10

// fill reads more, false at the end. Bytes handed out are overwritten, those
// after pos keep their distance to it.
func (s *Splitter) fill() bool {
	if s.err != nil {
		return false
	}
	if s.pos > 0 && (s.pos == len(s.buf) || cap(s.buf)-len(s.buf) < readSize) {
		from := s.pos - cutLength(s.buf[s.counted:s.pos])
		s.column += utf8.RuneCount(s.buf[s.counted:from])
		s.buf = s.buf[:copy(s.buf, s.buf[from:])]
		s.pos, s.counted = s.pos-from, 0
	}
	if cap(s.buf)-len(s.buf) < readSize {
		grown := make([]byte, len(s.buf), max(2*cap(s.buf), 2*readSize))
		copy(grown, s.buf)
		s.buf = grown
	}
	for s.err == nil {
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		s.err = err
		if n > 0 {
			return true
		}
	}
	return false
}

// cutLength returns the length of the character that text ends within, zero if
// it ends with one.
func cutLength(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if last := text[len(text)-n:]; utf8.RuneStart(last[0]) {
			if utf8.FullRune(last) {
				return 0
			}
			return n
		}
	}
	return 0
}

// ensure reads until n bytes stand after pos or the stream ends.
func (s *Splitter) ensure(n int) {
	for len(s.buf)-s.pos < n && s.fill() {
	}
}

// window returns what stands after pos, as far as a text may reach: a byte
// more than the largest. How much was read at once must not matter for where
// texts end.
func (s *Splitter) window() []byte {
	return s.buf[s.pos:min(len(s.buf), s.pos+s.max+1)]
}

// extend reads more into the window. It is false at the end of the stream, and
// where the window is full.
func (s *Splitter) extend() bool {
	return len(s.buf)-s.pos <= s.max && s.fill()
}

// peek returns the offset (from pos) of the first byte from offset from on that
// is no white space; false where there is none in the window.
func (s *Splitter) peek(from int) (int, bool) {
	for at := from; ; at++ {
		for at >= len(s.window()) {
			if !s.extend() {
				return at, false
			}
		}
		if !isSpace(s.buf[s.pos+at]) {
			return at, true
		}
	}
}

// lineEnd returns the offset (from pos) of the first line end in the window,
// reading on; negative where there is none.
func (s *Splitter) lineEnd() int {
	for seen := 0; ; {
		text := s.window()
		if end := bytes.IndexByte(text[seen:], '\n'); end >= 0 {
			return seen + end
		}
		if seen = len(text); !s.extend() {
			return -1
		}
	}
}

// lineAt returns the line that begins at an offset (from pos), without its
// line end, and the offset after it. It is false for a line of more than
// maxLine bytes; the last line of a stream needs no end.
func (s *Splitter) lineAt(at int) (line []byte, next int, ok bool) {
	for seen := at; ; {
		rest := s.buf[s.pos:]
		if end := bytes.IndexByte(rest[seen:], '\n'); end >= 0 && seen+end-at <= maxLine {
			return bytes.TrimSuffix(rest[at:seen+end], []byte{'\r'}), seen + end + 1, true
		}
		seen = len(rest)
		if seen-at > maxLine {
			return nil, at, false
		}
		if !s.fill() {
			return rest[at:], seen, true
		}
	}
}

const maxLine = 16 << 10
