package payload

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"
)

// MaxSafeInteger is 2^53 - 1: up to it, and down to its negative, a reader that
// makes IEEE 754 doubles of numbers, as most do, keeps every integer apart from
// the others (RFC 8259, section 6; RFC 7493, section 2.2).
const MaxSafeInteger = 1<<53 - 1

// safeDigits is how many digits an integer may have to be safe whatever they are.
const safeDigits = 15

// IsSafe reports whether such a reader makes of a number nothing beyond
// [MaxSafeInteger]. That it rounds a fraction is nobody's loss.
func IsSafe(number []byte, kind Kind) bool {
	return kind == Integer && len(number) <= safeDigits || Magnitude(number) <= MaxSafeInteger
}

// Magnitude returns the absolute value of a number as a double, infinity for what
// is beyond them all.
//
//go:noinline
func Magnitude(number []byte) float64 {
	v, _ := strconv.ParseFloat(string(number), 64) // the error says what is infinite
	return math.Abs(v)
}

// Short returns the value of an integer of up to seven digits without a sign, and
// what is negative for any other node.
func (n *Node) Short() int32 { return ^n.aside }

// ReadShort makes n such an integer at text[i], all of whose digits are read at once:
// neighbours become a number of two digits, those one of four, those one of eight. It
// returns the offset after them, zero where it reads none or the text ends soon.
func (n *Node) ReadShort(text []byte, i int) (end int) {
	if i < 0 || i > len(text)-8 {
		return 0
	}
	w := binary.LittleEndian.Uint64(text[i:i+8]) ^ lows*'0'
	digits := uint(bits.TrailingZeros64((w|(w+overDigits))&highs)) / 8
	if digits-1 >= 7 || digits > 1 && w&0xff == 0 || !endsNumber(byte(w>>(8*digits&63))^'0') {
		return 0
	}
	w <<= (64 - 8*digits) & 63
	w = w * (10<<8 + 1) >> 8 & 0x00ff00ff00ff00ff
	w = w * (100<<16 + 1) >> 16 & 0x0000ffff0000ffff
	end = i + int(digits)
	n.Kind, n.End, n.aside = Integer, int32(end), ^int32(w*(10000<<32+1)>>32)
	return end
}

func endsNumber(c byte) bool { return c == ',' || c == '}' || c == ']' || c <= ' ' }
