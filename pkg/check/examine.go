package check

import (
	"bytes"
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// wordSet is a set of places in the words that checks ask for.
type wordSet [maxAsked / 64]uint64

const maxAsked = 128

func (s *wordSet) add(place uint8) { s[place/64%(maxAsked/64)] |= 1 << (place % 64) }

func (s *wordSet) remove(place uint8) { s[place/64%(maxAsked/64)] &^= 1 << (place % 64) }

func (s *wordSet) has(place uint8) bool { return s[place/64%(maxAsked/64)]>>(place%64)&1 != 0 }

func (s *wordSet) hasAll(of *wordSet) bool { return of[0]&^s[0]|of[1]&^s[1] == 0 }

func (s *wordSet) hasAny(of *wordSet) bool { return of[0]&s[0]|of[1]&s[1] != 0 }

// checksOf returns the checks of an object by its name, never nil.
func (v *vocabulary) checksOf(object string) []ruleCheck {
	if checks := v.checks[object]; checks != nil {
		return checks
	}
	return []ruleCheck{}
}

// examineEach examines the objects of one name. Events repeat whole objects: as
// long as nothing was found, one that is written like another shortly before
// is passed over.
func (c *context) examineEach(checks []ruleCheck, objects []int) {
	const recent = 4
	if len(checks) == 0 {
		return
	}
	found := len(c.findings)
	for i, n := range objects {
		if len(c.findings) > found || !c.isCopy(n, objects[max(0, i-recent):i]) {
			c.examine(checks, n)
		}
	}
}

// isCopy reports whether a node is written like one of others.
func (c *context) isCopy(n int, others []int) bool {
	for _, other := range others {
		if bytes.Equal(c.Raw(n), c.Raw(other)) {
			return true
		}
	}
	return false
}

// examine makes the checks of an object that it has the members for.
func (c *context) examine(checks []ruleCheck, n int) {
	c.look(n)
	for i := range checks {
		if check := &checks[i]; c.view.valued.hasAll(&check.needs) && !c.view.there.hasAny(&check.unless) {
			c.rule = check.rule
			check.look(c, n)
		}
	}
}

// view is an object with those of its members that rules ask for.
type view struct {
	object        int
	there, valued wordSet
	members       [maxAsked]int32 // by place, for those that are there
}

func (v *view) at(place uint8) int {
	if !v.there.has(place) {
		return payload.None
	}
	return int(v.members[place%maxAsked])
}

// look takes an object into view. Of duplicate members it takes the first.
func (c *context) look(object int) {
	nodes, places, v := c.Nodes, c.words.places, &c.view
	v.object, v.there, v.valued = object, wordSet{}, wordSet{}
	for i, end := object+1, int(nodes[object].Next); i < end; {
		node := &nodes[i]
		if int(node.Sym) < len(places) {
			if place := places[node.Sym]; !v.there.has(place) {
				v.members[place%maxAsked] = int32(i)
				v.there.add(place)
				if node.Kind != payload.Null {
					v.valued.add(place)
				}
			}
		}
		if i++; node.Kind <= payload.Array {
			i = int(node.Next)
		}
	}
	v.there.remove(0)
}

// eachMember runs the rules that look at members by their name on those of the
// data. What merchants put into metadata is theirs and left out.
func (c *context) eachMember(data int) {
	c.walk.start(len(c.words.members), len(c.findings))
	c.membersBelow(data)
}

// membersBelow goes as deep as the parser lets a document be.
func (c *context) membersBelow(object int) {
	nodes, byNumber := c.Nodes, c.words.members
	for i, end := object+1, int(nodes[object].Next); i < end; {
		n, node := i, &nodes[i]
		if i++; node.Kind <= payload.Array {
			i = int(node.Next)
		}
		if int(node.Sym) < len(byNumber) {
			member := &byNumber[node.Sym]
			if member.skip {
				continue
			}
			for j := range member.rules {
				c.rule = member.rules[j].rule
				member.rules[j].look(c, object, n)
			}
		}
		if i > n+1 && !c.repeats(n) {
			c.membersBelow(n)
		}
	}
}

// walk is where eachMember has been.
type walk struct {
	last  []int32 // by number, the member of this name that was met last
	found int     // findings before it
}

func (w *walk) start(numbers, found int) {
	w.last, w.found = slices.Grow(w.last[:0], numbers)[:numbers], found
	clear(w.last)
}

// repeats reports whether a member is written like the one of its name before,
// and nothing was found so far: then there is nothing to find in it either.
func (c *context) repeats(n int) bool {
	number := c.Nodes[n].Sym
	if number == 0 || int(number) >= len(c.walk.last) {
		return false
	}
	before := int(c.walk.last[number])
	c.walk.last[number] = int32(n)
	return before > 0 && len(c.findings) == c.walk.found && bytes.Equal(c.Raw(n), c.Raw(before))
}
