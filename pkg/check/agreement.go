package check

import (
	"bytes"
	"math/bits"

	"github.com/vhook/vhook/pkg/payload"
)

// The comparison of two copies of one object.

// agreement checks that each pair of copies agrees on what both have.
func agreement(pairs ...members) []objectCheck {
	return eachPair(checkAgreement, pairs...)
}

func checkAgreement(c *context, _ int, at *asked) { c.agree(at[0], at[1]) }

// agree reports the first difference between two copies of one thing, in the
// members that both have. Members that are null in either count as absent.
func (c *context) agree(at, other int) {
	if c.Kind(at) != payload.Object || c.Kind(other) != payload.Object {
		return
	}
	if a, b, found := c.difference(at, other); found {
		c.reportTwo(a, b, c.name(a), c.name(b))
	}
}

// difference descends to the first pair of values that differ.
func (c *context) difference(a, b int) (x, y int, found bool) {
	k, other := c.Nodes[a].Kind, c.Nodes[b].Kind
	switch {
	case k == payload.Null || other == payload.Null || c.sameText(a, b):
		return 0, 0, false
	case k == payload.Object && other == payload.Object:
		return c.memberDifference(a, b)
	case k == payload.Array && other == payload.Array:
		return c.elementDifference(a, b)
	}
	return a, b, c.differ(a, b)
}

// sameText reports whether two values are written the same, where that means
// that they do not differ: of duplicate members only the first is looked up.
// Large ones are left alone, for their text would be read once a level.
func (c *context) sameText(a, b int) bool {
	const large = 16 << 10
	x, y := &c.Nodes[a], &c.Nodes[b]
	return x.End-x.Start == y.End-y.Start && x.End-x.Start <= large && len(c.Duplicates) == 0 &&
		string(c.Text[x.Start:x.End]) == string(c.Text[y.Start:y.End])
}

// sameShort reports whether two values are one short integer.
func (c *context) sameShort(a, b int) bool {
	v := c.Nodes[a].Short()
	return v >= 0 && v == c.Nodes[b].Short()
}

// slotDifference is memberDifference for objects of one layout. It meets members
// in the order of their slots, so of all that differ it takes the first.
func (c *context) slotDifference(a, b *payload.Members) (x, y int, found bool) {
	first := len(c.Nodes)
	for set := a.Taken & b.Taken &^ (a.Null | b.Null); set != 0; set &= set - 1 {
		slot := uint8(bits.TrailingZeros64(set))
		own, other := a.Slots.At(slot), b.Slots.At(slot)
		if own > first || c.sameShort(own, other) || c.sameText(own, other) {
			continue
		}
		if at, differs, ok := c.difference(own, other); ok {
			x, y, found, first = at, differs, true, own
		}
	}
	return x, y, found
}

// memberDifference looks for each member behind the one that it found last
// first: copies tend to have the same order.
func (c *context) memberDifference(a, b int) (x, y int, found bool) {
	if own, others := c.Common(a, b); own != nil {
		return c.slotDifference(own, others)
	}
	nodes, ordered := c.Nodes, len(c.Duplicates) == 0
	var index map[string]int // of b, if need be
	next, endB := b+1, int(nodes[b].Next)
	for child, end := a+1, int(nodes[a].Next); child < end; child = int(nodes[child].Next) {
		other, number := next, nodes[child].Sym
		if !ordered || other >= endB || nodes[other].Sym != number || number == 0 && !c.sameName(child, other) {
			if other = c.namesake(child, b, &index); other == payload.None {
				continue
			}
		}
		next = int(nodes[other].Next)
		if c.sameText(child, other) {
			continue
		}
		if x, y, found = c.difference(child, other); found {
			return x, y, true
		}
	}
	return 0, 0, false
}

// indexLarge returns the members of a large object by name, so that comparing
// two of them takes time linear in their size, and nil for a small one.
func (c *context) indexLarge(n int) map[string]int {
	const small = 32
	if c.Len(n) <= small {
		return nil
	}
	index := map[string]int{}
	for child := range c.Children(n) {
		if _, again := index[c.Key(child)]; !again {
			index[c.Key(child)] = child
		}
	}
	return index
}

func (c *context) sameName(a, b int) bool { return bytes.Equal(c.Name(a), c.Name(b)) }

// namesake returns the first member of an object with the name of another
// object's member.
func (c *context) namesake(child, object int, index *map[string]int) int {
	if *index == nil {
		if *index = c.indexLarge(object); *index == nil {
			if number := c.Nodes[child].Sym; number != 0 {
				return c.Member(object, number)
			}
			return c.Find(object, c.Name(child))
		}
	}
	if found, ok := (*index)[string(c.Name(child))]; ok {
		return found
	}
	return payload.None
}

func (c *context) elementDifference(a, b int) (x, y int, found bool) {
	endA, endB := int(c.Nodes[a].Next), int(c.Nodes[b].Next)
	i, j := a+1, b+1
	for ; i < endA && j < endB; i, j = int(c.Nodes[i].Next), int(c.Nodes[j].Next) {
		if x, y, found = c.difference(i, j); found {
			return x, y, true
		}
	}
	return a, b, i < endA || j < endB
}
