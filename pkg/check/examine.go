package check

import "github.com/vhook/vhook/pkg/payload"

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

// examine makes the checks of an object that it has the members for.
func (c *context) examine(list *checkList, n int) {
	c.lookAt(n)
	for _, check := range list.fitting(&c.view) {
		c.rule = check.rule
		check.look(c, n)
	}
}

// view is an object with those of its members that rules ask for.
type view struct {
	object        int
	there, valued wordSet
	members       [maxAsked]int32 // by place, zero for those that are not there

	first []uint8 // if not nil, the members are in slots; see [form]
	slots *[payload.MaxSlots]int32
	taken uint64 // the slots that are
}

// noObject is in view between texts.
const noObject = payload.None - 1

// at returns the member that a path begins with.
func (v *view) at(s *steps) int {
	n := int32(0)
	if v.first == nil {
		n = v.members[s.first%maxAsked]
	} else if slot := v.first[s.first%maxAsked]; v.taken>>(slot-1)&1 != 0 {
		n = v.slots[(slot-1)%payload.MaxSlots]
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

// eachMember runs the rules that look at members by their name on those below a
// node. What merchants put into metadata is theirs and left out.
// It goes as deep as the parser lets a document be.
func (c *context) eachMember(object int) {
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
		if i > n+1 {
			c.eachMember(n)
		}
	}
}
