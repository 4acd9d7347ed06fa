package payload

import (
	"math"
	"strconv"
)

// MaxSafeInteger is 2^53 - 1: up to it, and down to its negative, a reader that
// makes IEEE 754 doubles of numbers, as most do, keeps every integer apart from
// the others (RFC 8259, section 6; RFC 7493, section 2.2).
const MaxSafeInteger = 1<<53 - 1

// SafeDigits is how many digits an integer may have to be safe whatever they are.
const SafeDigits = 15

// IsSafe reports whether such a reader makes of a number nothing beyond
// [MaxSafeInteger]. That it rounds a fraction is nobody's loss.
func IsSafe(number []byte, kind Kind) bool {
	return kind == Integer && len(number) <= SafeDigits || Magnitude(number) <= MaxSafeInteger
}

// Magnitude returns the absolute value of a number as a double, infinity for what
// is beyond them all.
//
//go:noinline
func Magnitude(number []byte) float64 {
	v, _ := strconv.ParseFloat(string(number), 64) // the error says what is infinite
	return math.Abs(v)
}
