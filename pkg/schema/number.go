package schema

import (
	"bytes"
	"cmp"
	"math"
	"math/bits"
)

// decimal is the exact value ±0.d1d2d3... × 10^exp of a JSON number. digits is
// d1d2d3... as in the text: a point may stand among them, no zero at either
// end. Zero has no digits. Nothing is ever expanded, so that 1e400000000 costs
// what it is long.
type decimal struct {
	negative bool
	digits   []byte
	exp      int64
}

func parseDecimal(raw []byte) decimal {
	var v decimal
	if raw[0] == '-' {
		v.negative, raw = true, raw[1:]
	}
	point, end := -1, len(raw)
	for i, c := range raw {
		if c == '.' {
			point = i
		} else if c|0x20 == 'e' {
			end, v.exp = i, parseExponent(raw[i+1:])
			break
		}
	}
	if point < 0 {
		point = end
	}
	first, last := 0, end
	for first < end && (raw[first] == '0' || raw[first] == '.') {
		first++
	}
	for last > first && (raw[last-1] == '0' || raw[last-1] == '.') {
		last--
	}
	if first == last {
		return decimal{}
	}
	v.digits = raw[first:last]
	v.exp += int64(point - first)
	if first > point {
		v.exp++
	}
	return v
}

// maxExponent is where exponents saturate: far above what other exponents and
// the length of a text can sum up to.
const maxExponent = 1 << 60

func parseExponent(raw []byte) int64 {
	negative := raw[0] == '-'
	if negative || raw[0] == '+' {
		raw = raw[1:]
	}
	var exp int64
	for _, c := range raw {
		exp = min(exp*10+int64(c-'0'), maxExponent)
	}
	if negative {
		return -exp
	}
	return exp
}

func (v decimal) isZero() bool { return len(v.digits) == 0 }

func (v decimal) isInteger() bool { return v.exp >= int64(v.precision()) }

// precision returns the number of digits.
func (v decimal) precision() int {
	if bytes.IndexByte(v.digits, '.') >= 0 {
		return len(v.digits) - 1
	}
	return len(v.digits)
}

func (v decimal) compare(w decimal) int {
	switch {
	case v.sign() != w.sign():
		return cmp.Compare(v.sign(), w.sign())
	case v.negative:
		return -compareMagnitude(v, w)
	}
	return compareMagnitude(v, w)
}

func (v decimal) sign() int {
	switch {
	case v.isZero():
		return 0
	case v.negative:
		return -1
	}
	return 1
}

func compareMagnitude(v, w decimal) int {
	if v.exp != w.exp {
		return cmp.Compare(v.exp, w.exp)
	}
	a, b := v.digits, w.digits
	for {
		a, b = skipPoint(a), skipPoint(b)
		if len(a) == 0 || len(b) == 0 || a[0] != b[0] {
			return bytes.Compare(a, b)
		}
		a, b = a[1:], b[1:]
	}
}

func skipPoint(digits []byte) []byte {
	if len(digits) > 0 && digits[0] == '.' {
		return digits[1:]
	}
	return digits
}

// clamp returns the absolute value of an integer, at most limit.
func (v decimal) clamp(limit int64) int64 {
	n := int64(0)
	for _, digit := range v.digits {
		if digit != '.' {
			n = min(10*n+int64(digit-'0'), limit)
		}
	}
	for zeros := v.exp - int64(v.precision()); zeros > 0 && n < limit; zeros-- {
		n = min(10*n, limit)
	}
	return n
}

// Integer returns the value of a JSON number that is an integer of up to 16 digits,
// however it is spelled: 70, 70.0 or 7e1.
func Integer(number []byte) (int64, bool) {
	v := parseDecimal(number)
	if !v.isInteger() || v.exp > 16 {
		return 0, false
	}
	n := v.clamp(math.MaxInt64)
	if v.negative {
		n = -n
	}
	return n, true
}

// divisor is a positive number prepared for [divisor.divides]:
// coefficient × 10^exp.
type divisor struct {
	coefficient uint64
	exp         int64
}

// maxPrecision is the number of digits that always fit 64 bits.
const maxPrecision = 19

func newDivisor(v decimal) divisor {
	var c uint64
	for _, digit := range v.digits {
		if digit != '.' {
			c = c*10 + uint64(digit-'0')
		}
	}
	return divisor{coefficient: c, exp: v.exp - int64(v.precision())}
}

// divides reports whether v is a multiple of m. The digits of v end in no zero,
// so that a power of ten in m that v has not itself cannot divide them.
func (m divisor) divides(v decimal) bool {
	if v.isZero() {
		return true
	}
	shift := v.exp - int64(v.precision()) - m.exp
	if shift < 0 {
		return false
	}
	var rest uint64
	for _, digit := range v.digits {
		if digit != '.' {
			rest = m.mulAdd(rest, 10, uint64(digit-'0'))
		}
	}
	for power := uint64(10) % m.coefficient; shift > 0; shift >>= 1 {
		if shift&1 == 1 {
			rest = m.mulAdd(rest, power, 0)
		}
		power = m.mulAdd(power, power, 0)
	}
	return rest%m.coefficient == 0
}

// mulAdd returns a*b + c modulo the coefficient.
func (m divisor) mulAdd(a, b, c uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	lo, carry := bits.Add64(lo, c, 0)
	return bits.Rem64(hi+carry, lo, m.coefficient)
}
