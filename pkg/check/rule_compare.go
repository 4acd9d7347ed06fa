package check

import (
	"fmt"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Checks that several families of rules are made of. A member that is absent,
// null or of a wrong type makes each of them silent, unless they say otherwise.

// members are the paths of two members that a rule compares. A breach is
// reported at the first, which is the one that follows from the other.
type members struct{ at, other string }

// sameValues checks that each pair holds one value.
func sameValues(pairs ...members) func(*context, int) {
	return func(c *context, n int) {
		for _, p := range pairs {
			c.checkSame(n, p)
		}
	}
}

func (c *context) checkSame(n int, p members) {
	at, ok := c.present(n, p.at)
	other, okOther := c.present(n, p.other)
	if ok && okOther && c.differ(at, other) {
		c.reportDifference(at, other, p)
	}
}

func (c *context) reportDifference(at, other int, p members) {
	f := c.report(at, "%s is %s, but %s is %s", p.at, c.value(at), p.other, c.value(other))
	c.relate(f, other)
}

// differ reports whether two nodes are scalars of one type with different
// values.
func (c *context) differ(a, b int) bool { return c.comparable(a, b) && !c.equal(a, b) }

// comparable reports whether two nodes are scalars of one type.
func (c *context) comparable(a, b int) bool {
	x, y := c.Kind(a), c.Kind(b)
	if x == y || isBool(x) && isBool(y) {
		return x != payload.Object && x != payload.Array
	}
	_, numberA := c.Float(a)
	_, numberB := c.Float(b)
	return numberA && numberB
}

func isBool(k payload.Kind) bool { return k == payload.True || k == payload.False }

// equal compares scalars, numbers by value and date-times as instants.
func (c *context) equal(a, b int) bool {
	if c.Kind(a) == c.Kind(b) && c.Equal(a, b) {
		return true
	}
	if c.Kind(a) == payload.String {
		return c.sameInstant(a, b)
	}
	x, okX := c.Float(a)
	y, okY := c.Float(b)
	return okX && okY && x == y
}

func (c *context) sameInstant(a, b int) bool {
	x, okX := c.date(a)
	y, okY := c.date(b)
	return okX && okY && x.Equal(y)
}

// notAbove checks that the first of each pair is at most the other.
func notAbove(pairs ...members) func(*context, int) {
	return func(c *context, n int) {
		for _, p := range pairs {
			v, ok := c.integers(n, p.at, p.other)
			if ok && v[0] > v[1] {
				f := c.report(c.at(n, p.at), "%s is %d, more than %s %d", p.at, v[0], p.other, v[1])
				c.relate(f, c.at(n, p.other))
			}
		}
	}
}

// notBefore checks that the date of the first is not before that of the other.
func notBefore(p members) func(*context, int) {
	return func(c *context, n int) {
		at, other := c.at(n, p.at), c.at(n, p.other)
		if c.IsNull(at) || c.IsNull(other) || inOrder(c.Chars(other), c.Chars(at)) {
			return
		}
		later, ok := c.date(at)
		earlier, okEarlier := c.date(other)
		if !ok || !okEarlier || !later.Before(earlier) {
			return
		}
		f := c.report(at, "%s is %s, before %s %s", p.at, c.value(at), p.other, c.value(other))
		c.relate(f, other)
	}
}

// equation is a member that follows from others of the same object. Parts that
// are absent are zero.
type equation struct {
	result string
	parts  []string
	// minus: the parts after the first, which must be there, are taken off it.
	minus bool
}

// sumOf checks that a member is the sum of parts.
func sumOf(total string, parts ...string) func(*context, int) {
	return equation{result: total, parts: parts}.check
}

// restOf checks that a member is what is left of the first part after the
// others are taken off.
func restOf(rest string, parts ...string) func(*context, int) {
	return equation{result: rest, parts: parts, minus: true}.check
}

func (e equation) check(c *context, n int) {
	got, ok := c.integer(n, e.result)
	want, okWant := e.value(c, n)
	if !ok || !okWant || got == want {
		return
	}
	f := c.report(c.at(n, e.result), "%s is %d, but %s", e.result, got, e.calculation(c, n))
	for _, part := range e.parts {
		c.relate(f, c.at(n, part))
	}
}

func (e equation) value(c *context, n int) (value int64, ok bool) {
	if _, there := c.present(n, e.parts[0]); e.minus && !there {
		return 0, false
	}
	for i, part := range e.parts {
		v, ok := c.amount(n, part)
		if !ok {
			return 0, false
		}
		if e.minus && i > 0 {
			v = -v
		}
		value += v
	}
	return value, true
}

// calculation shows the equation with the parts that are there.
func (e equation) calculation(c *context, n int) string {
	sign := " plus "
	if e.minus {
		sign = " less "
	}
	var names, terms []string
	for _, part := range e.parts {
		if at, ok := c.present(n, part); ok {
			names, terms = append(names, part), append(terms, part+" "+c.value(at))
		}
	}
	want, _ := e.value(c, n)
	switch len(terms) {
	case 0:
		return "there is no " + strings.Join(e.parts, " and no ")
	case 1:
		return fmt.Sprintf("%s is %d", names[0], want)
	}
	return fmt.Sprintf("%s is %d", strings.Join(terms, sign), want)
}

// addition shows a sum over the elements of an array with its terms, where
// they are few.
func (c *context) addition(array int, part string, sum int64) string {
	const few = 8
	n := c.Len(array)
	if n < 2 || n > few {
		return fmt.Sprintf("%d in all", sum)
	}
	var terms []string
	for element := range c.Children(array) {
		v, _ := c.amount(element, part)
		terms = append(terms, fmt.Sprint(v))
	}
	return fmt.Sprintf("%s = %d", strings.Join(terms, " + "), sum)
}
