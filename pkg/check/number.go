package check

import (
	"bytes"
	"strconv"
)

// maxNumber is the length of the longest number that exactInteger reads, and
// maxDigits the most digits of a result: those of [largest].
const (
	maxNumber = 64
	maxDigits = 16
)

// exactInteger reads a JSON number that is an integer, however it is written:
// 70, 70.0 or 1.5e3.
func exactInteger(raw []byte) (int64, bool) {
	if len(raw) > maxNumber {
		return 0, false
	}
	mantissa, exponent := raw, 0
	if i := bytes.IndexAny(raw, "eE"); i >= 0 {
		mantissa = raw[:i]
		exponent = exponentOf(raw[i+1:])
	}
	whole, fraction, _ := bytes.Cut(bytes.TrimPrefix(mantissa, []byte("-")), []byte("."))
	var memory [maxNumber]byte
	n := copy(memory[:], whole)
	n += copy(memory[n:], fraction)
	digits := bytes.TrimLeft(memory[:n], "0")
	if len(digits) == 0 {
		return 0, true
	}
	zeros := exponent - len(fraction) // to append, or if negative to take off
	significant := bytes.TrimRight(digits, "0")
	zeros += len(digits) - len(significant)
	if zeros < 0 || zeros > maxDigits || len(significant)+zeros > maxDigits {
		return 0, false
	}
	v := int64(0)
	for _, digit := range significant {
		v = 10*v + int64(digit-'0')
	}
	for range zeros {
		v *= 10
	}
	if raw[0] == '-' {
		v = -v
	}
	return v, true
}

// exponentOf reads an exponent; one that is too large to be read is as good as
// any that is too large to be used.
func exponentOf(text []byte) int {
	const tooLarge = 1 << 20
	v, err := strconv.Atoi(string(text))
	if err != nil {
		return tooLarge
	}
	return max(-tooLarge, min(v, tooLarge))
}
