package input

import (
	"bytes"
	"sort"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// escapes maps offsets of a decoded JSON string to those of its raw text. Each
// entry is the end of an escape sequence in both; between sequences the two
// run in parallel.
type escapes []struct{ decoded, raw int }

// raw returns the offset in the raw text of the byte at an offset of the
// decoded text. A character that was escaped is where its sequence begins.
func (e escapes) raw(decoded int) int {
	i := sort.Search(len(e), func(i int) bool { return e[i].decoded > decoded }) - 1
	if i < 0 {
		return decoded
	}
	return e[i].raw + decoded - e[i].decoded
}

// newEscapes reads the raw text of a JSON string, without its quotes, that the
// parser has accepted.
func newEscapes(raw []byte) escapes {
	var e escapes
	shorter := 0 // by how much the decoded text is
	for at := 0; ; {
		next := bytes.IndexByte(raw[at:], '\\')
		if next < 0 {
			return e
		}
		length, decoded := escapeSize(raw[at+next:])
		at += next + length
		shorter += length - decoded
		e = append(e, struct{ decoded, raw int }{at - shorter, at})
	}
}

// escapeSize returns the lengths of the escape sequence that raw begins with
// and of what it stands for.
func escapeSize(raw []byte) (length, decoded int) {
	if raw[1] != 'u' {
		return 2, 1
	}
	code, _ := strconv.ParseUint(string(raw[2:6]), 16, 16) // the parser has seen the digits
	if utf16.IsSurrogate(rune(code)) {
		return 12, 4
	}
	return 6, utf8.RuneLen(rune(code))
}
