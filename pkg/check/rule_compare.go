package check

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Checks that several families of rules are made of. A member that is absent,
// null or of a wrong type makes each of them silent, unless they say otherwise.

// cases are few values by a word each; those that are asked for most come
// first.
type cases[V any] []struct {
	word  string
	value V
}

func (list cases[V]) find(word []byte) (value V, ok bool) {
	for i := range list {
		if string(word) == list[i].word {
			return list[i].value, true
		}
	}
	return value, false
}

// members are the paths of two members that a rule compares. A breach is
// reported at the first, which is the one that follows from the other.
type members struct{ at, other string }

// pair is members as rules use them.
type pair struct{ at, other path }

func (m members) pair() pair { return pair{pathOf(m.at), pathOf(m.other)} }

// eachPair makes a check of each pair that has nothing to say where one of the
// two is absent or null.
func eachPair(pairs []members, check func(p pair) look) []objectCheck {
	checks := make([]objectCheck, len(pairs))
	for i, m := range pairs {
		p := m.pair()
		checks[i] = objectCheck{needs: []string{firstWord(m.at), firstWord(m.other)}, asks: []path{p.at, p.other}, look: check(p)}
	}
	return checks
}

// sameValues checks that each pair holds one value.
func sameValues(pairs ...members) []objectCheck {
	return eachPair(pairs, func(p pair) look {
		return func(c *context, _ int, at *asked) { c.checkSame(at[0], at[1], p) }
	})
}

// checkSamePair looks the two up first.
func (c *context) checkSamePair(n int, p pair) { c.checkSame(c.at(n, p.at), c.at(n, p.other), p) }

func (c *context) checkSame(at, other int, p pair) {
	if c.IsNull(at) || c.IsNull(other) || bytes.Equal(c.Raw(at), c.Raw(other)) {
		return // as nearly always
	}
	if c.differ(at, other) {
		f := c.report(at, "%s is %s, but %s is %s", p.at, c.value(at), p.other, c.value(other))
		c.relate(f, other)
	}
}

// differ reports whether two nodes are scalars of one type with different
// values.
func (c *context) differ(a, b int) bool {
	return !bytes.Equal(c.Raw(a), c.Raw(b)) && c.comparable(a, b) && !c.equal(a, b)
}

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
func notAbove(pairs ...members) []objectCheck {
	return eachPair(pairs, func(p pair) look {
		return func(c *context, _ int, at *asked) { c.checkNotAbove(at[0], at[1], p) }
	})
}

func (c *context) checkNotAbove(at, other int, p pair) {
	v, ok := c.integer(at)
	if !ok {
		return
	}
	if most, ok := c.integer(other); ok && v > most {
		f := c.report(at, "%s is %d, more than %s %d", p.at, v, p.other, most)
		c.relate(f, other)
	}
}

// notBefore checks that the date of the first is not before that of the other.
func notBefore(m members) []objectCheck {
	return eachPair([]members{m}, func(p pair) look {
		return func(c *context, _ int, at *asked) { c.checkDates(at[0], at[1], p) }
	})
}

func (c *context) checkDates(at, other int, p pair) {
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

// equation is a member that follows from others of the same object. Parts that
// are absent are zero. It asks for the result, then for the parts.
type equation struct {
	result path
	parts  []path
	// minus: the parts after the first, which must be there, are taken off it.
	minus bool
}

// sumOf checks that a member is the sum of parts.
func sumOf(total string, parts ...string) []objectCheck {
	return given(total, newEquation(total, parts).check, parts...)
}

// restOf checks that a member is what is left of the first part after the
// others are taken off.
func restOf(rest string, parts ...string) []objectCheck {
	e := newEquation(rest, parts)
	e.minus = true
	return given(rest+" "+parts[0], e.check, parts[1:]...)
}

func newEquation(result string, parts []string) *equation {
	e := &equation{result: pathOf(result)}
	for _, part := range parts {
		e.parts = append(e.parts, pathOf(part))
	}
	return e
}

func (e *equation) check(c *context, _ int, at *asked) {
	got, ok := c.integer(at[0])
	if !ok {
		return
	}
	parts := at[1 : 1+len(e.parts)]
	want, ok := e.value(c, parts)
	if !ok || got == want {
		return
	}
	f := c.report(at[0], "%s is %d, but %s", e.result, got, e.calculation(c, parts))
	c.relate(f, parts...)
}

func (e *equation) value(c *context, parts []int) (value int64, ok bool) {
	for i, at := range parts {
		if c.IsNull(at) {
			if e.minus && i == 0 {
				return 0, false
			}
			continue
		}
		v, ok := c.integer(at)
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
func (e *equation) calculation(c *context, parts []int) string {
	sign := " plus "
	if e.minus {
		sign = " less "
	}
	var names, terms []string
	for i, part := range e.parts {
		if at := parts[i]; !c.IsNull(at) {
			names, terms = append(names, part.String()), append(terms, part.String()+" "+c.value(at))
		}
	}
	want, _ := e.value(c, parts)
	switch len(terms) {
	case 0:
		return "there is no " + joinPaths(e.parts, " and no ")
	case 1:
		return fmt.Sprintf("%s is %d", names[0], want)
	}
	return fmt.Sprintf("%s is %d", strings.Join(terms, sign), want)
}

// addition shows a sum over the elements of an array with its terms, where
// they are few.
func (c *context) addition(array int, part path, sum int64) string {
	const few = 8
	n := c.Len(array)
	if n < 2 || n > few {
		return fmt.Sprintf("%d in all", sum)
	}
	var terms []string
	for element := range c.Children(array) {
		v, _ := c.amount(c.at(element, part))
		terms = append(terms, fmt.Sprint(v))
	}
	return fmt.Sprintf("%s = %d", strings.Join(terms, " + "), sum)
}
