package check

import "github.com/vhook/vhook/pkg/payload"

// asked are the nodes that a check asks for, in the order of its paths, each
// [payload.None] where there is none. They are good until the next check.
type asked [maxAsked]int

// maxAsked is the most that a check asks for.
const maxAsked = 8

// examine makes those checks that an object has the members for.
func (c *context) examine(l *laidChecks, object int, members *payload.Members) {
	taken, empty, slots := members.Taken, members.Null|^members.Taken, members.Slots
	c.goOn(l.branches, slots)
	at, checks := &c.asked, l.checks
	for i := range checks {
		check := &checks[i]
		if check.needs&empty != 0 || check.unless&taken != 0 {
			continue
		}
		// Most checks ask for one or two. A slot that is not asked for is zero, of no name.
		at[0], at[1] = slots.At(check.slots[0]), slots.At(check.slots[1])
		for j := uint8(2); j < check.count; j++ {
			at[j%maxAsked] = slots.At(check.slots[j%maxAsked])
		}
		c.check = check.of
		check.of.look(c, object, at)
	}
}

// goOn fills the slots that branches lead to.
func (c *context) goOn(branches []branch, slots *payload.Slots) {
	for i := range branches {
		b := &branches[i]
		n := slots.At(b.from)
		if n == payload.None {
			continue
		}
		members := c.MembersOf(n)
		if members == nil {
			for _, s := range b.steps {
				slots.Put(s.to, c.Member(n, s.name))
			}
			continue
		}
		for _, s := range b.steps {
			slots.Put(s.to, members.Named(s.name))
		}
	}
}

// checkList is the checks of the objects of one name.
type checkList struct {
	unread []*Rule // those whose checks are not in the list yet, nil if all are
	count  int     // of the checks of all
	checks []ruleCheck
	laid   *laidChecks // in a layout of what they ask for; made when needed
}

// examineList makes the checks of an object that no layout was known for.
func (c *context) examineList(list *checkList, n int) {
	if list.laid == nil {
		list.laid = new(laidChecks)
		list.laid.lay(askedBy(list.checks), list)
	}
	members := c.lay(list.laid.layout, n)
	c.examine(list.laid, n, &members)
}

// lay returns the members of an object in the slots of a layout, of duplicates the
// first. They are good until the next call.
func (c *context) lay(layout *payload.Layout, object int) payload.Members {
	nodes, m := c.Nodes, payload.Members{Slots: &c.slots}
	clear(c.slots[:])
	for i, end := object+1, int(nodes[object].Next); i < end; {
		n, node := i, &nodes[i]
		if i++; node.Kind <= payload.Array {
			i = int(node.Next)
		}
		slot := layout.Slot(node.Sym)
		if slot == 0 || m.Taken>>slot&1 != 0 {
			continue
		}
		m.Slots[slot] = int32(n + 1)
		m.Taken |= 1 << slot
		if node.Kind == payload.Null {
			m.Null |= 1 << slot
		}
	}
	return m
}

// ask finds what a check of an object asks for.
func (c *context) ask(object int, ways []payload.Way) *asked {
	for i, way := range ways {
		c.asked[i] = c.Follow(object, way)
	}
	return &c.asked
}

// eachMemberOf is eachMember for an object that may be the merchant's.
func (c *context) eachMemberOf(object int) {
	if !c.words.isForeign(c.Nodes[object].Sym) {
		c.eachMember(object)
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
			for i := range member.rules {
				m := &member.rules[i]
				if m.first && !c.isFirst(n) {
					continue
				}
				at := c.ask(object, m.asks)
				at[0] = n
				c.check = &m.ruleCheck
				m.look(c, object, at)
			}
		}
		if i > n+1 {
			c.eachMember(n)
		}
	}
}

// isFirst reports whether a member is the first of its name in its object. It does
// not search the object, which may have many of that name.
func (c *context) isFirst(n int) bool {
	if len(c.Duplicates) > 0 && c.again == nil {
		c.again = make(map[int]bool, len(c.Duplicates))
		for _, dup := range c.Duplicates {
			c.again[dup.Again] = true
		}
	}
	return !c.again[n]
}
