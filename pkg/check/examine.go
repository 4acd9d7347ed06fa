package check

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// wordSet is a set of places in the words that checks ask for.
type wordSet [maxAsked / 64]uint64

const maxAsked = 128

func (s *wordSet) add(place uint8) { s[place/64%(maxAsked/64)] |= 1 << (place % 64) }

func (s *wordSet) hasAll(of *wordSet) bool { return of[0]&^s[0]|of[1]&^s[1] == 0 }

func (s *wordSet) hasAny(of *wordSet) bool { return of[0]&s[0]|of[1]&s[1] != 0 }

// checkList is the checks of the objects of one name.
type checkList struct {
	checks []ruleCheck
	// fit are those that the object with these members asks for. Objects of one
	// name tend to have the same.
	fit           []*ruleCheck
	there, valued wordSet
}

// fitting returns the checks that an object has the members for.
func (l *checkList) fitting(v *view) []*ruleCheck {
	if l.fit == nil || v.there != l.there || v.valued != l.valued {
		l.there, l.valued, l.fit = v.there, v.valued, l.fit[:0]
		for i := range l.checks {
			if check := &l.checks[i]; v.valued.hasAll(&check.needs) && !v.there.hasAny(&check.unless) {
				l.fit = append(l.fit, check)
			}
		}
	}
	return l.fit
}

// examineEach examines the objects of one name. Events repeat whole objects: as
// long as nothing was found, one that is written like another shortly before
// is passed over.
func (c *context) examineEach(list *checkList, objects []int) {
	const recent = 4
	found := len(c.findings)
	for i, n := range objects {
		if len(c.findings) > found || !c.isCopy(n, objects[max(0, i-recent):i]) {
			c.examine(list, n)
		}
	}
}

// examine makes the checks of an object that it has the members for.
func (c *context) examine(list *checkList, n int) {
	c.lookAt(n)
	for _, check := range list.fitting(&c.view) {
		c.rule = check.rule
		check.look(c, n)
	}
}

// isCopy reports whether a node is written like one of others.
func (c *context) isCopy(n int, others []int) bool {
	for _, other := range others {
		if c.sameText(n, other) {
			return true
		}
	}
	return false
}

// view is an object with those of its members that rules ask for.
type view struct {
	object        int
	there, valued wordSet
	members       [maxAsked]int32 // by place, zero for those that are not there

	first []uint8 // if not nil, the members are in slots; see [form]
	slots []int32
}

// noObject is in view between texts.
const noObject = payload.None - 1

// at returns the member that a path begins with.
func (v *view) at(s *steps) int {
	n := int32(0)
	if v.first == nil {
		n = v.members[s.first%maxAsked]
	} else if slot := v.first[s.first%maxAsked]; slot > 0 {
		n = v.slots[slot-1]
	}
	if n == 0 {
		return payload.None
	}
	return int(n)
}

// lookAt takes an object into view. Of duplicate members it takes the first.
func (c *context) lookAt(object int) {
	nodes, places, v := c.Nodes, c.words.places, &c.view
	*v = view{object: object}
	for i, end := object+1, int(nodes[object].Next); i < end; {
		node := &nodes[i]
		if int(node.Sym) < len(places) {
			if place := places[node.Sym]; place != 0 && v.members[place%maxAsked] == 0 {
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
}

// eachMember runs the rules that look at members by their name on those of the
// data. What merchants put into metadata is theirs and left out.
func (c *context) eachMember(data int) {
	c.walk.start(len(c.words.named), len(c.findings))
	c.membersBelow(data)
}

// membersBelow goes as deep as the parser lets a document be.
func (c *context) membersBelow(object int) {
	nodes, named := c.Nodes, c.words.named
	for i, end := object+1, int(nodes[object].Next); i < end; {
		n, node := i, &nodes[i]
		if i++; node.Kind <= payload.Array {
			i = int(node.Next)
		}
		if int(node.Sym) < len(named) && named[node.Sym] != 0 {
			member := &c.words.members[named[node.Sym]]
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
	return before > 0 && len(c.findings) == c.walk.found && c.sameText(n, before)
}
