package payload

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// scanString reads the string that opens at text[i] and returns the offset
// after its closing quote, and whether it holds escape sequences.
func scanString(text []byte, i int) (end int, escaped bool, err *SyntaxError) {
	start := i
	i++
	for {
		i = skipPlain(text, i)
		if i >= len(text) {
			return i, escaped, &SyntaxError{Reason: Truncated, Expect: ExpectQuote, Start: start, End: len(text)}
		}
		switch c := text[i]; {
		case c == '"':
			return i + 1, escaped, nil
		case c == '\\':
			escaped = true
			if i, err = scanEscape(text, i); err != nil {
				return i, escaped, err
			}
		case c < 0x20:
			return i, escaped, &SyntaxError{Reason: ControlCharacter, Start: i, End: i + 1}
		case c < utf8.RuneSelf:
			i++
		case 0xc2 <= c && c < 0xe0 && i+1 < len(text) && text[i+1]&0xc0 == 0x80:
			i += 2 // as most letters beyond ASCII
		default:
			r, size := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError && size == 1 {
				return i, escaped, &SyntaxError{Reason: InvalidUTF8, Start: i, End: i + 1}
			}
			i += size
		}
	}
}

const (
	lows  = 0x0101010101010101
	highs = 0x8080808080808080
)

// swar are the words that skipPlain takes characters apart with. They are
// variables to stay in memory: constants would take registers that there are too
// few of where it is inlined.
var swar = struct{ quote, slash, low, one, high uint64 }{
	quote: lows * 2, slash: lows * '\\', low: 1<<64 - lows*0x21, one: 1<<64 - lows, high: highs,
}

// skipPlain skips, eight bytes at a time, characters that need no look of
// their own. It may stop early, never late: the lowest flagged byte of a word
// is exact, those above it may be flagged by a borrow.
func skipPlain(text []byte, i int) int {
	if i < 0 {
		return i // so that the compiler need not look each time
	}
	for ; i <= len(text)-8; i += 8 {
		w := binary.LittleEndian.Uint64(text[i : i+8])
		low, slash := w^swar.quote, w^swar.slash // of low the quote is 0x20, what is below 0x20 stays there
		special := ((low + swar.low) | (slash + swar.one) | w) & swar.high
		if special != 0 {
			return i + bits.TrailingZeros64(special)/8
		}
	}
	return i
}

// SkipIndent returns the offset of the first byte from text[i] on that is no
// space.
func SkipIndent(text []byte, i int) int {
	for ; i >= 0 && i <= len(text)-8; i += 8 {
		if others := binary.LittleEndian.Uint64(text[i:i+8]) ^ lows*' '; others != 0 {
			return i + bits.TrailingZeros64(others)/8
		}
	}
	for i < len(text) && text[i] == ' ' {
		i++
	}
	return i
}

// scanEscape reads the escape sequence at text[i], a backslash.
func scanEscape(text []byte, i int) (int, *SyntaxError) {
	if i+1 >= len(text) {
		return i, &SyntaxError{Reason: Truncated, Expect: ExpectQuote, Start: i, End: len(text)}
	}
	switch text[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2, nil
	case 'u':
	default:
		_, size := utf8.DecodeRune(text[i+1:])
		return i, &SyntaxError{Reason: BadEscape, Start: i, End: i + 1 + size}
	}
	r := hex4(text, i+2)
	switch {
	case r < 0:
		return i, &SyntaxError{Reason: BadEscape, Start: i, End: i + 2}
	case !utf16.IsSurrogate(r):
		return i + 6, nil
	case i+12 <= len(text) && text[i+6] == '\\' && text[i+7] == 'u' &&
		utf16.DecodeRune(r, hex4(text, i+8)) != utf8.RuneError:
		return i + 12, nil
	}
	return i, &SyntaxError{Reason: LoneSurrogate, Start: i, End: i + 6}
}

// hex4 returns the value of four hexadecimal digits, -1 where there are none.
func hex4(text []byte, i int) rune {
	if i+4 > len(text) {
		return -1
	}
	var r rune
	for _, c := range text[i : i+4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

// unescape appends the decoded characters of raw, which the parser accepted.
func unescape(dst, raw []byte) []byte {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			dst = append(dst, raw[i])
			continue
		}
		i++
		switch raw[i] {
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		case 'u':
			r := hex4(raw, i+1)
			i += 4
			if utf16.IsSurrogate(r) {
				r = utf16.DecodeRune(r, hex4(raw, i+3))
				i += 6
			}
			dst = utf8.AppendRune(dst, r)
		default:
			dst = append(dst, raw[i])
		}
	}
	return dst
}

// scanNumber reads the number at text[i], which is a minus sign or a digit.
func scanNumber(text []byte, i int) (int, Kind, *SyntaxError) {
	start, kind := i, Integer
	if text[i] == '-' {
		i++
	}
	first := i
	if i = skipDigits(text, i); i == first || text[first] == '0' && i > first+1 {
		return i, kind, badNumber(text, start, i)
	}
	if i < len(text) && text[i] == '.' {
		kind, first = Number, i+1
		if i = skipDigits(text, first); i == first {
			return i, kind, badNumber(text, start, i)
		}
	}
	if i < len(text) && text[i]|0x20 == 'e' {
		kind, first = Number, i+1
		if first < len(text) && (text[first] == '+' || text[first] == '-') {
			first++
		}
		if i = skipDigits(text, first); i == first {
			return i, kind, badNumber(text, start, i)
		}
	}
	if i < len(text) && text[i] != ',' && isWord(text[i]) {
		return i, kind, badNumber(text, start, i)
	}
	return i, kind, nil
}

// overDigits takes all bytes but 0 to 9 beyond 0x7f.
const overDigits = lows * (0x7f - 9)

// skipDigits skips, eight bytes at a time, decimal digits.
func skipDigits(text []byte, i int) int {
	for ; i >= 0 && i <= len(text)-8; i += 8 {
		w := binary.LittleEndian.Uint64(text[i:i+8]) ^ lows*'0'
		if others := (w | (w + overDigits)) & highs; others != 0 {
			return i + bits.TrailingZeros64(others)/8
		}
	}
	for i < len(text) && '0' <= text[i] && text[i] <= '9' {
		i++
	}
	return i
}

// badNumber spans the whole word, so that a reader sees what was meant.
func badNumber(text []byte, start, i int) *SyntaxError {
	if last := text[i-1]; i == len(text) && (last < '0' || last > '9') {
		return &SyntaxError{Reason: Truncated, Expect: ExpectValue, Start: start, End: i}
	}
	return &SyntaxError{Reason: BadNumber, Start: start, End: max(wordEnd(text, i), start+1)}
}

func scanLiteral(text []byte, i int) (Kind, int) {
	kind, end := Kind(0), i
	switch word := text[i:min(i+5, len(text))]; {
	case len(word) >= 4 && string(word[:4]) == "null":
		kind, end = Null, i+4
	case len(word) >= 4 && string(word[:4]) == "true":
		kind, end = True, i+4
	case string(word) == "false":
		kind, end = False, i+5
	}
	if end < len(text) && isWord(text[end]) {
		return 0, i
	}
	return kind, end
}

func literalError(text []byte, i int) *SyntaxError {
	end := wordEnd(text, i)
	switch {
	case end == i:
		return &SyntaxError{Reason: Unexpected, Expect: ExpectValue, Start: i, End: i + 1}
	case (text[i] == '+' || text[i] == '.') && bytes.ContainsAny(text[i:end], "0123456789"):
		return &SyntaxError{Reason: BadNumber, Start: i, End: end}
	case end == len(text) && isLiteralPrefix(string(text[i:end])):
		return &SyntaxError{Reason: Truncated, Expect: ExpectValue, Start: i, End: end}
	}
	return &SyntaxError{Reason: BadLiteral, Expect: ExpectValue, Start: i, End: end}
}

func isLiteralPrefix(word string) bool {
	return slices.ContainsFunc([]string{"true", "false", "null"}, func(l string) bool { return strings.HasPrefix(l, word) })
}

// wordEnd returns the end of the run of letters, digits and the characters of
// numbers that starts at i.
func wordEnd(text []byte, i int) int {
	for i < len(text) && isWord(text[i]) {
		i++
	}
	return i
}

func isWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '.' || c == '+' || c == '-'
}
