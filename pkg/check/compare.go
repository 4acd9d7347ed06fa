package check

import (
	"bytes"
	"fmt"
	"strings"
	"time"

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

// pair is members as rules go to them.
type pair struct{ at, other path }

func (m members) pair() pair { return pair{pathOf(m.at), pathOf(m.other)} }

// eachPair makes a check of each pair.
func eachPair(look look, pairs ...members) []objectCheck {
	return []objectCheck{{pairs: pairs, look: look}}
}

// sameValues checks that each pair holds one value.
func sameValues(pairs ...members) []objectCheck { return eachPair(checkSame, pairs...) }

func checkSame(c *context, _ int, at *asked) {
	if !c.same(at[0], at[1]) {
		c.reportDifferent(at[0], at[1], c.word(0), c.word(1))
	}
}

// sameCustomers is sameValues for ids of customers: null in place of the first says
// that there is no customer, which few payloads could show to be wrong. One that is
// left out says nothing.
func sameCustomers(pairs ...members) []objectCheck { return eachPair(checkCustomer, pairs...) }

// ownCustomer is sameCustomers for customer_id of an object and its customer.
func ownCustomer() objectCheck {
	return objectCheck{needs: "customer.id", asks: []string{"customer_id"}, look: checkOwnCustomer}
}

func checkCustomer(c *context, _ int, at *asked)    { c.compareCustomers(at, 0, 1) }
func checkOwnCustomer(c *context, _ int, at *asked) { c.compareCustomers(at, 1, 0) }

// compareCustomers compares two of the nodes that a check asks for.
func (c *context) compareCustomers(at *asked, id, other int) {
	switch {
	case c.Kind(at[id]) == payload.Null && c.Kind(at[other]) == payload.String:
		c.reportTwo(at[id], at[other], c.word(id), c.word(other)).Severity = Warning
	case !c.same(at[id], at[other]):
		c.reportDifferent(at[id], at[other], c.word(id), c.word(other))
	}
}

// checkSamePair looks the two up first.
func (c *context) checkSamePair(n int, p pair) {
	if at, other := c.at(n, p.at), c.at(n, p.other); !c.same(at, other) {
		c.reportDifferent(at, other, p.at.String(), p.other.String())
	}
}

// same reports whether one of two nodes is absent or null, or both are written the
// same, as nearly always.
func (c *context) same(at, other int) bool {
	return c.IsNull(at) || c.IsNull(other) || bytes.Equal(c.Raw(at), c.Raw(other))
}

// reportDifferent is for values that are not the same.
func (c *context) reportDifferent(at, other int, name, otherName string) {
	if c.differ(at, other) {
		c.reportTwo(at, other, name, otherName)
	}
}

func (c *context) reportTwo(at, other int, name, otherName string) *Finding {
	f := c.report(at, "%s is %s, but %s is %s", name, c.value(at), otherName, c.value(other))
	c.relate(f, other)
	f.differing = differing{c.name(at), c.name(other)}
	return f
}

// differ reports whether two nodes are scalars of one type with different
// values; what is absent or null does not.
func (c *context) differ(a, b int) bool {
	return !c.same(a, b) && c.comparable(a, b) && !c.equal(a, b)
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
func notAbove(pairs ...members) []objectCheck { return eachPair(checkNotAbove, pairs...) }

func checkNotAbove(c *context, _ int, at *asked) {
	v, ok := c.integer(at[0])
	if !ok {
		return
	}
	if most, ok := c.integer(at[1]); ok && v > most {
		f := c.report(at[0], "%s is %d, more than %s %d", c.word(0), v, c.word(1), most)
		c.relate(f, at[1])
	}
}

// checkNotBefore looks at two dates.
func checkNotBefore(c *context, _ int, at *asked) {
	if c.IsNull(at[0]) || c.IsNull(at[1]) || inOrder(c.Chars(at[1]), c.Chars(at[0])) {
		return
	}
	later, ok := c.date(at[0])
	earlier, okEarlier := c.date(at[1])
	// Some dates are told to the millisecond, others to the microsecond.
	if !ok || !okEarlier || !later.Before(earlier.Truncate(time.Millisecond)) {
		return
	}
	f := c.report(at[0], "%s is %s, before %s %s", c.word(0), c.value(at[0]), c.word(1), c.value(at[1]))
	c.relate(f, at[1])
}

// checkMoment checks that two dates are less than a minute apart.
func checkMoment(c *context, _ int, at *asked) {
	if c.sameMinute(at[0], at[1]) {
		return
	}
	a, ok := c.date(at[0])
	b, okB := c.date(at[1])
	if apart := a.Sub(b).Abs(); ok && okB && apart >= time.Minute {
		f := c.report(at[0], "%s is %s, but %s is %s", c.word(0), c.value(at[0]), c.word(1), c.value(at[1]))
		c.relate(f, at[1])
	}
}

// sameMinute reports whether two dates begin alike up to the minute, in the form
// that Voucherify gives its dates.
func (c *context) sameMinute(a, b int) bool {
	const minute = len("2006-01-02T15:04:")
	x, y := c.Chars(a), c.Chars(b)
	return isUsualDate(x) && isUsualDate(y) && string(x[:minute]) == string(y[:minute])
}

// checkSum checks that the first member that it is handed is the sum of the others,
// checkRest that it is what is left of the second, which must be there, after the
// others are taken off. Others that are absent are zero.
func checkSum(c *context, _ int, at *asked)  { c.checkEquation(at, false) }
func checkRest(c *context, _ int, at *asked) { c.checkEquation(at, true) }

func (c *context) checkEquation(at *asked, minus bool) {
	got, ok := c.integer(at[0])
	if !ok {
		return
	}
	parts := at[1:len(c.check.asks)]
	want, ok := c.total(parts, minus)
	if !ok || got == want {
		return
	}
	f := c.report(at[0], "%s is %d, but %s", c.word(0), got, c.calculation(parts, want, minus))
	c.relate(f, parts...)
}

func (c *context) total(parts []int, minus bool) (total int64, ok bool) {
	for i, at := range parts {
		if c.IsNull(at) {
			if minus && i == 0 {
				return 0, false
			}
			continue
		}
		v, ok := c.integer(at)
		if !ok {
			return 0, false
		}
		if minus && i > 0 {
			v = -v
		}
		total += v
	}
	return total, true
}

// calculation shows what a total is made of: those parts that are there.
func (c *context) calculation(parts []int, total int64, minus bool) string {
	sign := " plus "
	if minus {
		sign = " less "
	}
	var names, terms []string
	for i, at := range parts {
		if name := c.word(1 + i); !c.IsNull(at) {
			names, terms = append(names, name), append(terms, name+" "+c.value(at))
		}
	}
	switch len(terms) {
	case 0:
		return "there is no " + strings.Join(c.check.words()[1:], " and no ")
	case 1:
		return fmt.Sprintf("%s is %d", names[0], total)
	}
	return fmt.Sprintf("%s is %d", strings.Join(terms, sign), total)
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
