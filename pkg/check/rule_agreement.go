package check

import "github.com/vhook/vhook/pkg/payload"

// The comparison of two copies of one object.

// agreement checks that each pair of copies agrees on what both have.
func agreement(pairs ...members) func(*context, int) {
	return func(c *context, n int) {
		for _, p := range pairs {
			c.agree(n, p)
		}
	}
}

// agree reports the first difference between two copies of one thing, in the
// members that both have. Members that are null in either count as absent.
func (c *context) agree(n int, p members) {
	at, other := c.at(n, p.at), c.at(n, p.other)
	if c.Kind(at) != payload.Object || c.Kind(other) != payload.Object {
		return
	}
	if a, b, found := c.difference(at, other); found {
		f := c.report(a, "%s is %s, but %s is %s", c.name(a), c.value(a), c.name(b), c.value(b))
		c.relate(f, b)
	}
}

// difference descends to the first pair of values that differ.
func (c *context) difference(a, b int) (x, y int, found bool) {
	switch {
	case c.IsNull(a) || c.IsNull(b):
		return 0, 0, false
	case c.Kind(a) == payload.Object && c.Kind(b) == payload.Object:
		return c.memberDifference(a, b)
	case c.Kind(a) == payload.Array && c.Kind(b) == payload.Array:
		return c.elementDifference(a, b)
	}
	return a, b, c.comparable(a, b) && !c.equal(a, b)
}

func (c *context) memberDifference(a, b int) (x, y int, found bool) {
	member := c.lookup(b)
	for child := range c.Children(a) {
		other := member(c.Key(child))
		if other == payload.None {
			continue
		}
		if x, y, found = c.difference(child, other); found {
			return x, y, true
		}
	}
	return 0, 0, false
}

// lookup finds members of an object by name. For large objects it builds an
// index, so that comparing two of them takes time linear in their size.
func (c *context) lookup(n int) func(name string) int {
	const small = 32
	if c.Len(n) <= small {
		return func(name string) int { return c.Field(n, name) }
	}
	index := map[string]int{}
	for child := range c.Children(n) {
		if _, again := index[c.Key(child)]; !again {
			index[c.Key(child)] = child
		}
	}
	return func(name string) int {
		if child, ok := index[name]; ok {
			return child
		}
		return payload.None
	}
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
