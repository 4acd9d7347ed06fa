package schema

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// token is a text that is expected at some place, to be compared eight bytes at
// a time: the first eight and the next eight, each with a mask for a text that
// does not fill them; those from the sixteenth on, and the last eight. It is
// small, for there are many.
type token struct {
	head, headMask uint64
	body, bodyMask uint64
	rest, tail     uint64
	size           uint8
}

// tokenWindow is how many bytes of text a comparison needs, and the most that
// it compares.
const tokenWindow = 32

// noToken begins nothing: no text has such bytes.
var noToken = token{head: ^uint64(0), headMask: ^uint64(0)}

func newToken(text string) token {
	n := len(text)
	if n > tokenWindow {
		return noToken
	}
	t := token{size: uint8(n), headMask: ^uint64(0) >> (8 * max(0, 8-n)), bodyMask: 1<<(8*max(0, n-8)) - 1}
	var padded [tokenWindow]byte
	copy(padded[:], text)
	t.head, t.body, t.rest = word64(padded[0:]), word64(padded[8:]), word64(padded[16:])
	t.tail = word64(padded[max(0, n-8):])
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

// begins reports whether text begins with t. It is as long as may be inlined.
func (t *token) begins(text *[tokenWindow]byte) bool {
	n := int(t.size)
	return (word64(text[0:8])^t.head)&t.headMask|(word64(text[8:16])^t.body)&t.bodyMask == 0 &&
		(n <= 16 || word64(text[n-8:n]) == t.tail && (n <= 24 || word64(text[16:24]) == t.rest))
}

// hashName mixes the first seven characters of the member name that text begins
// with. What it returns for other texts means nothing.
func hashName(text *[tokenWindow]byte) int {
	const lows, highs, quotes = 0x0101010101010101, 0x8080808080808080, 0x2222222222222222
	w := word64(text[0:8])
	others := w>>8 ^ quotes
	end := bits.TrailingZeros64((others - lows) &^ others & highs) // of the name, in bits; 64 if it is longer
	w <<= max(0, 55-end) & 63                                      // leaves out what comes after its quote
	return int(w * 0x9e3779b97f4a7c15 >> 48)
}
