package input

import "bytes"

// extent returns where the text that begins at pos ends, reading on as needed.
// It may move the buffer, and pos with it.
func (s *Splitter) extent() int {
	if !opens(s.buf[s.pos]) {
		return s.pos + s.nextDocument(0)
	}
	var m matcher
	for {
		switch m.scan(s.buf[s.pos:]) {
		case closed:
			return s.pos + m.at
		case broken:
			return s.pos + s.brokenExtent(m.at)
		}
		if !s.fill() {
			return s.pos + s.brokenExtent(m.at)
		}
	}
}

// brokenExtent returns how far a document reaches that was found broken at
// offset at (from pos). One that had its content on its first line, with a
// document on the next, is a broken line of NDJSON and ends with it.
func (s *Splitter) brokenExtent(at int) int {
	end := bytes.IndexByte(s.buf[s.pos:], '\n')
	if end < 0 || len(bytes.TrimSpace(s.buf[s.pos:s.pos+end])) == 1 {
		return s.nextDocument(at)
	}
	next := end
	for ; ; next++ {
		if s.ensure(next + 1); next >= len(s.buf)-s.pos {
			return next
		}
		if !isSpace(s.buf[s.pos+next]) {
			break
		}
	}
	if text := s.buf[s.pos:]; text[next] == text[0] && startsLine(text, next) {
		return end + 1
	}
	return s.nextDocument(at)
}

// nextDocument returns the offset (from pos) of the first line from offset
// from on that opens with a bracket and cannot continue what stands before it,
// or of the end of the stream.
func (s *Splitter) nextDocument(from int) int {
	for at := from; ; {
		text := s.buf[s.pos:]
		if at < len(text) && at > 0 && opens(text[at]) && startsLine(text, at) && !continues(lastByte(text[:at])) {
			return at
		}
		if at < len(text) {
			if next := bytes.IndexByte(text[at:], '\n'); next >= 0 && at+next+1 < len(text) {
				at += next + 1
				continue
			}
		}
		if !s.fill() {
			return len(s.buf) - s.pos
		}
	}
}

func opens(c byte) bool { return c == '{' || c == '[' }

// continues reports whether an opening bracket may follow c in a document.
func continues(c byte) bool { return c == ':' || c == ',' || c == '[' }

func startsLine(text []byte, at int) bool { return at == 0 || text[at-1] == '\n' }

// lastByte returns the last byte of text that is no white space, zero if none.
func lastByte(text []byte) byte {
	for i := len(text) - 1; i >= 0; i-- {
		if !isSpace(text[i]) {
			return text[i]
		}
	}
	return 0
}

type progress uint8

const (
	open   progress = iota // the text goes on
	closed                 // its brackets are closed
	broken                 // they cannot be: a document begins, or the wrong bracket closes
)

// matcher follows brackets and strings through a text that arrives in pieces.
type matcher struct {
	at       int    // bytes looked at
	stack    []byte // brackets that are open
	last     byte   // the last byte outside strings that is no white space
	inString bool
}

// scan looks at text, whose first at bytes it has seen before. Where it
// returns closed, at is after the closing bracket; where broken, at the place.
func (m *matcher) scan(text []byte) progress {
	for m.at < len(text) {
		if m.inString {
			if p := m.scanString(text); p != open || m.inString {
				return p
			}
			continue
		}
		c := text[m.at]
		switch c {
		case '"':
			m.inString = true
		case '{', '[':
			if startsLine(text, m.at) && m.at > 0 && !continues(m.last) {
				return broken
			}
			m.stack = append(m.stack, c)
		case '}', ']':
			if m.stack[len(m.stack)-1] != c-2 {
				return broken
			}
			if m.stack = m.stack[:len(m.stack)-1]; len(m.stack) == 0 {
				m.at++
				return closed
			}
		}
		if !isSpace(c) {
			m.last = c
		}
		m.at++
	}
	return open
}

// scanString moves behind the string's closing quote. A line end inside a
// string breaks it, and so the document.
func (m *matcher) scanString(text []byte) progress {
	for ; ; m.at++ {
		special := bytes.IndexAny(text[m.at:], "\"\\\n")
		if special < 0 {
			m.at = len(text)
			return open
		}
		m.at += special
		switch text[m.at] {
		case '"':
			m.inString = false
			m.at++
			return open
		case '\n':
			return broken
		case '\\':
			if m.at+1 == len(text) {
				return open // the escaped character is still to come
			}
			m.at++
		}
	}
}
