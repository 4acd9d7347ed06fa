package schema

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// token is a text that is expected at some place, to be compared eight bytes at
// a time: the first eight, of which a shorter text has only some; the eight from
// offset at on, which end a text of up to sixteen; those from the sixteenth on,
// and the last. It is small, for there are many.
type token struct {
	head, body, rest, tail uint64
	size                   uint8
	at                     uint8
	shift                  uint8 // by which head and body leave out what is not of a short text
}

// tokenWindow is how many bytes of text a comparison needs, and the most that
// it compares.
const tokenWindow = 32

// noToken begins nothing: no text has such bytes.
var noToken = token{head: ^uint64(0), body: ^uint64(0)}

func newToken(text string) token {
	n := len(text)
	if n > tokenWindow {
		return noToken
	}
	t := token{size: uint8(n), shift: uint8(8 * max(0, 8-n)), at: uint8(min(max(0, n-8), 8))}
	var padded [tokenWindow]byte
	copy(padded[:], text)
	t.head, t.body, t.rest = word64(padded[0:]), word64(padded[t.at:]), word64(padded[16:])
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

// A text begins with t where it starts and ends as t does; it does not where t
// is longer than what is compared. The two stand apart for the sake of inlining.

// starts compares the first sixteen bytes.
func (t *token) starts(text *[tokenWindow]byte) bool {
	at := int(t.at & 15)
	return ((word64(text[0:8])^t.head)|(word64(text[at:at+8])^t.body))<<(t.shift&63) == 0
}

// ends compares what comes after the first sixteen bytes, if anything does.
func (t *token) ends(text *[tokenWindow]byte) bool {
	n := int(t.size)
	return word64(text[n-8:n]) == t.tail && (n <= 24 || word64(text[16:24]) == t.rest)
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
