package schema

import (
	"encoding/binary"
	"unicode/utf8"
)

// token is a text that is expected at some place, to be compared eight bytes at
// a time: the first eight, of which a shorter text has only some, those from
// the eighth and the sixteenth on, and the last eight.
type token struct {
	head, mask, mid, mid2, tail uint64
	size                        int
}

// tokenWindow is how many bytes of text a comparison needs, and the most that
// it compares.
const tokenWindow = 32

// noToken begins nothing.
var noToken = token{head: 1}

func newToken(text string) token {
	t := token{size: len(text), mask: ^uint64(0)}
	if len(text) > tokenWindow {
		return noToken
	}
	if len(text) < 8 {
		t.mask >>= 64 - 8*len(text)
	}
	var padded [tokenWindow]byte
	copy(padded[:], text)
	t.head, t.mid, t.mid2 = word64(padded[0:]), word64(padded[8:]), word64(padded[16:])
	t.tail = word64(padded[max(0, len(text)-8):])
	return t
}

// newName returns the token of a member name with quotes and colon. Names that
// can be written in several ways have none.
func newName(name string) token {
	for _, c := range []byte(name) {
		if c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return noToken
		}
	}
	return newToken(`"` + name + `":`)
}

func word64(text []byte) uint64 { return binary.LittleEndian.Uint64(text) }

// begins reports whether text begins with t. It denies it where t is longer
// than what it compares.
func (t *token) begins(text *[tokenWindow]byte) bool {
	return word64(text[0:8])&t.mask == t.head && (t.size <= 8 || t.ends(text))
}

// ends compares what comes after the first eight bytes.
func (t *token) ends(text *[tokenWindow]byte) bool {
	n := t.size
	if word64(text[n-8:n]) != t.tail {
		return false
	}
	return n <= 16 || word64(text[8:16]) == t.mid && (n <= 24 || word64(text[16:24]) == t.mid2)
}
