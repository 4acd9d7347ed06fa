package input

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

type progress uint8

const (
	open   progress = iota // the text goes on
	closed                 // its brackets are closed
	broken                 // they cannot be: a document begins, or the wrong bracket closes
)

// maxOpen is how many brackets may be open: no parser takes a text with more.
const maxOpen = 1 << 12

// matcher follows brackets and strings through a text that arrives in pieces.
type matcher struct {
	start    int64     // of the text in the source
	at       int       // bytes looked at
	stack    []bracket // that are open
	last     byte      // the last byte outside strings that is no white space
	inString bool
	done     bool // the brackets are closed
}

type bracket struct {
	kind byte
	at   int64 // in the source
}

// begin prepares for the text that starts at an offset of the source. Where
// the text before it was broken off and this bracket was open in it, what has
// been seen of it is kept: however many lines are broken, each byte is looked
// at once.
func (m *matcher) begin(start int64) {
	i := slices.IndexFunc(m.stack, func(b bracket) bool { return b.at == start })
	if i <= 0 {
		*m = matcher{start: start, stack: m.stack[:0]}
		return
	}
	m.at -= int(start - m.start)
	m.start, m.stack = start, m.stack[i:]
}

// scan looks at text, whose first at bytes it has seen before. Where it
// returns closed, at is after the closing bracket; where broken, at the place.
func (m *matcher) scan(text []byte) progress {
	for m.at < len(text) {
		if m.inString {
			if p := m.scanString(text); p != open || m.inString {
				return p
			}
		}
		if m.skipOrdinary(text); m.at == len(text) {
			break
		}
		c := text[m.at]
		if roles[c] == opensString {
			m.at++
			m.last, m.inString = c, true
			continue
		}
		if p, ok := m.meet(text, c); !ok {
			return p
		}
		m.last = c
		m.at++
	}
	return open
}

// meet looks at a bracket, or at a letter that may begin the head of an HTTP
// message. It is false, with what scan is to return, where the text ends.
func (m *matcher) meet(text []byte, c byte) (progress, bool) {
	switch c {
	case '{', '[':
		if startsLine(text, m.at) && !continues(m.last) || len(m.stack) == maxOpen {
			return broken, false
		}
		m.stack = append(m.stack, bracket{c, m.start + int64(m.at)})
	case '}', ']':
		last := len(m.stack) - 1
		if m.stack[last].kind != c-2 { // '}' and ']' stand two after their opening
			return broken, false
		}
		if m.stack = m.stack[:last]; last == 0 {
			m.at++
			m.done = true
			return closed, false
		}
	default:
		if !startsLine(text, m.at) {
			break
		}
		if line := text[m.at:]; len(line) < maxLine && bytes.IndexByte(line, '\n') < 0 {
			return open, false // the rest of the line is still to come
		} else if startsMessage(line) {
			return broken, false
		}
	}
	return open, true
}

// skipOrdinary moves over strings that end in the text, and over bytes that
// mean nothing to the matcher.
func (m *matcher) skipOrdinary(text []byte) {
	at, last := m.at, m.last
	for at < len(text) {
		switch c := text[at]; roles[c] {
		case ordinary:
			at++
			last = c
		case blank:
			if at++; c == '\n' {
				at = payload.SkipIndent(text, at)
			}
		case opensString:
			end := skipPlain(text, at+1)
			if end == len(text) || text[end] != c {
				m.at, m.last = at, last
				return
			}
			at, last = end+1, c
			if at+2 > len(text) {
				break
			}
			switch text[at] { // what stands behind most strings
			case ':':
				if at, last = at+1, ':'; text[at] == ' ' {
					at++
				}
			case ',':
				if at, last = at+1, ','; text[at] == '\n' {
					at = payload.SkipIndent(text, at+1)
				}
			}
		default:
			m.at, m.last = at, last
			return
		}
	}
	m.at, m.last = at, last
}

// role is what a byte outside of strings means to the matcher.
type role uint8

const (
	ordinary role = iota
	blank
	opensString
	met // a bracket, or the first letter of the head of an HTTP message
)

var roles = func() (set [256]role) {
	for _, c := range []byte(" \t\r\n") {
		set[c] = blank
	}
	for _, c := range []byte("{[}]HPGDOTC") { // of HTTP and its methods
		set[c] = met
	}
	set['"'] = opensString
	return set
}()

// scanString moves behind the string's closing quote. A line end inside a
// string breaks it, and so the document.
func (m *matcher) scanString(text []byte) progress {
	for ; ; m.at++ {
		if m.at = skipPlain(text, m.at); m.at == len(text) {
			return open
		}
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

// skipPlain returns the place of the first quote, backslash or line end from i
// on, or where none is the end. It takes eight bytes at a time, of which the
// lowest that is flagged is exact.
func skipPlain(text []byte, i int) int {
	const lows, highs = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(text); i += 8 {
		w := binary.LittleEndian.Uint64(text[i:])
		quote, slash, end := w^lows*'"', w^lows*'\\', w^lows*'\n'
		special := ((quote - lows) | (slash - lows) | (end - lows)) &^ w & highs
		if special != 0 {
			return i + bits.TrailingZeros64(special)/8
		}
	}
	for i < len(text) && text[i] != '"' && text[i] != '\\' && text[i] != '\n' {
		i++
	}
	return i
}
