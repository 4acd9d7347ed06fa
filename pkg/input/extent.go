package input

import "bytes"

// tooLarge is the extent of a text of more than the largest size.
const tooLarge = -1

// extent returns how far (from pos) the text reaches that begins here, reading
// on as needed. It leaves in m how far its brackets were followed.
func (s *Splitter) extent(m *matcher) int {
	if !opens(s.buf[s.pos]) {
		return s.bounded(s.nextDocument(0))
	}
	for {
		switch m.scan(s.window()) {
		case closed:
			return s.within(m.at)
		case broken:
			return s.bounded(s.brokenExtent(m.at))
		}
		if !s.extend() {
			break
		}
	}
	if len(s.window()) > s.max {
		if end := s.brokenLine(); end > 0 {
			return end
		}
		return tooLarge
	}
	return s.bounded(s.brokenExtent(m.at))
}

func (s *Splitter) within(n int) int {
	if n > s.max {
		return tooLarge
	}
	return n
}

// brokenExtent returns how far a document reaches that was found broken at
// offset at (from pos). One that had its content on its first line, with a
// document on the next, is a broken line of NDJSON and ends with it.
func (s *Splitter) brokenExtent(at int) int {
	end := s.lineEnd()
	if end < 0 || len(bytes.TrimSpace(s.buf[s.pos:s.pos+end])) == 1 {
		return s.nextDocument(at)
	}
	next, ok := s.peek(end)
	if !ok {
		return s.within(next)
	}
	if text := s.window(); text[next] == text[0] && startsLine(text, next) {
		return end + 1
	}
	return s.nextDocument(at)
}

// brokenLine returns the extent of a broken line of NDJSON that looked as if
// it went on for ever, zero where the text is none: the line after it must be
// a whole document.
func (s *Splitter) brokenLine() int {
	text := s.window()
	end := bytes.IndexByte(text, '\n')
	if end < 0 || len(bytes.TrimSpace(text[:end])) == 1 {
		return 0
	}
	next := text[end+1:]
	if length := bytes.IndexByte(next, '\n'); length > 0 && opens(next[0]) {
		var m matcher
		if m.scan(next[:length]) == closed && len(bytes.TrimSpace(next[m.at:length])) == 0 {
			return end + 1
		}
	}
	return 0
}

// nextDocument returns the offset (from pos) of the first line from offset
// from on that begins a document and cannot continue what stands before it, or
// of the end of the stream.
func (s *Splitter) nextDocument(from int) int {
	text := s.buf[s.pos:]
	k := seeker{at: from, last: lastByte(text[:from]), startsLine: startsLine(text, from)}
	for !k.seek(s) {
		if !s.extend() {
			break
		}
	}
	return s.within(k.at)
}

// skipLarge drops the rest of a text that m has followed for as far as a text
// may reach, in flat memory.
func (s *Splitter) skipLarge(m *matcher) {
	for m.at > 0 && !m.done && m.scan(s.buf[s.pos:]) == open {
		s.advance(m.at - 1) // it looks back by one byte
		if m.at = 1; !s.fill() {
			break
		}
	}
	if m.done {
		s.advance(m.at)
		return
	}
	k := seeker{at: m.at, last: m.last, startsLine: startsLine(s.buf[s.pos:], m.at)}
	for !k.seek(s) {
		s.advance(k.at)
		if k.at = 0; !s.fill() {
			return
		}
	}
	s.advance(k.at)
}

// seeker looks for the line that begins the next document.
type seeker struct {
	at         int  // bytes looked at, from pos
	last       byte // the last byte before at that is no white space
	startsLine bool // a line begins at at
}

// seek goes on through what has been read; true when the line is found.
func (k *seeker) seek(s *Splitter) bool {
	for s.pos+k.at < len(s.buf) {
		if k.startsLine && s.beginsDocument(k.at, k.last) {
			return true
		}
		text := s.buf[s.pos+k.at:]
		end := bytes.IndexByte(text, '\n') + 1
		if k.startsLine = end > 0; !k.startsLine {
			end = len(text)
		}
		if last := lastByte(text[:end]); !isSpace(last) {
			k.last = last
		}
		k.at += end
	}
	return false
}

// beginsDocument reports whether the line at an offset (from pos) begins a
// document or an HTTP message, when last stands before it.
func (s *Splitter) beginsDocument(at int, last byte) bool {
	if c := s.buf[s.pos+at]; c < 'A' || c > 'Z' {
		return opens(c) && !continues(last)
	}
	return s.messageAt(at)
}

func opens(c byte) bool { return c == '{' || c == '[' }

// continues reports whether an opening bracket may follow c in a document.
func continues(c byte) bool { return c == ':' || c == ',' || c == '[' }

// startsLine reports whether a line other than the first starts at an offset.
func startsLine(text []byte, at int) bool { return at > 0 && text[at-1] == '\n' }

// lastByte returns the last byte of text that is no white space, a space if there
// is none.
func lastByte(text []byte) byte {
	for i := len(text) - 1; i >= 0; i-- {
		if !isSpace(text[i]) {
			return text[i]
		}
	}
	return ' '
}
