package summary

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Number is what a payload has where a number belongs: its JSON text, so that
// 20 digits stay 20 digits and a wrong type stays visible. It is empty where
// the payload has nothing.
type Number string

// MarshalJSON writes the number as the payload spells it.
func (n Number) MarshalJSON() ([]byte, error) { return []byte(n), nil }

// longest is how many characters of an integer are read. No sum of money is as long.
const longest = 64

// integer returns the value of an integer, whether readers keep it or not; spelled with
// a fraction or an exponent, one that floating point holds exactly.
func (n Number) integer() (*big.Int, bool) {
	switch {
	case len(n) > longest:
		return nil, false
	case !strings.ContainsAny(string(n), ".eE"):
		return new(big.Int).SetString(string(n), 10)
	}
	v, err := strconv.ParseFloat(string(n), 64)
	if err != nil || v != math.Trunc(v) || math.Abs(v) > payload.MaxSafeInteger {
		return nil, false
	}
	return big.NewInt(int64(v)), true
}

// isSafe reports whether n is an integer that every reader keeps.
func (n Number) isSafe() bool {
	v, ok := n.integer()
	return ok && v.CmpAbs(big.NewInt(payload.MaxSafeInteger)) <= 0
}

// big returns the value of an integer, zero for anything else.
func (n Number) big() *big.Int {
	if v, ok := n.integer(); ok {
		return v
	}
	return new(big.Int)
}

// IsZero reports whether there is no number, or zero.
func (n Number) IsZero() bool {
	v, ok := n.integer()
	return n == "" || ok && v.Sign() == 0
}

// Money returns minor units as an amount with two decimals, and anything that
// is no integer as it stands.
func (n Number) Money() string {
	v, ok := n.integer()
	if !ok {
		return string(n)
	}
	digits := strings.TrimPrefix(v.String(), "-")
	if len(digits) < 3 {
		digits = strings.Repeat("0", 3-len(digits)) + digits
	}
	point := len(digits) - 2
	return choose(v.Sign() < 0, "-", "") + digits[:point] + "." + digits[point:]
}

// minus returns a - b, "" where one is no integer.
func minus(a, b Number) Number {
	x, okX := a.integer()
	y, okY := b.integer()
	if !okX || !okY {
		return ""
	}
	return Number(x.Sub(x, y).String())
}
