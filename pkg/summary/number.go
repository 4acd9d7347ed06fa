package summary

import (
	"math/big"
	"strconv"
	"strings"
)

// Number is what a payload has where a number belongs: its JSON text, so that
// 20 digits stay 20 digits and a wrong type stays visible. It is empty where
// the payload has nothing.
type Number string

// MarshalJSON writes the number as the payload spells it.
func (n Number) MarshalJSON() ([]byte, error) { return []byte(n), nil }

// integer returns the value of an integer that fits 64 bits.
func (n Number) integer() (int64, bool) {
	v, err := strconv.ParseInt(string(n), 10, 64)
	return v, err == nil
}

// big returns the value of an integer, zero for anything else.
func (n Number) big() *big.Int {
	v, _ := n.integer()
	return big.NewInt(v)
}

// IsZero reports whether there is no number, or zero.
func (n Number) IsZero() bool { return n == "" || n == "0" }

// Money returns minor units as an amount with two decimals, and anything that
// is no 64-bit integer as it stands.
func (n Number) Money() string {
	v, ok := n.integer()
	if !ok {
		return string(n)
	}
	digits := strings.TrimPrefix(strconv.FormatInt(v, 10), "-")
	if len(digits) < 3 {
		digits = strings.Repeat("0", 3-len(digits)) + digits
	}
	point := len(digits) - 2
	sign := choose(v < 0, "-", "")
	return sign + digits[:point] + "." + digits[point:]
}

// minus returns a - b, and nothing where the result is not a 64-bit integer.
func minus(a, b Number) Number {
	x, okX := a.integer()
	y, okY := b.integer()
	if !okX || !okY {
		return ""
	}
	if diff := new(big.Int).Sub(big.NewInt(x), big.NewInt(y)); diff.IsInt64() {
		return Number(diff.String())
	}
	return ""
}
