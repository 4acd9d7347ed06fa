package check

import "github.com/vhook/vhook/pkg/payload"

// view is an object whose members are in slots, so that what rules ask for need
// not be searched for.
type view struct {
	object int
	taken  uint64 // the slots that hold a member
	slots  []int32
	places *[maxPaths]uint8 // by path, see [laidChecks]
}

// noObject is in view between texts.
const noObject = payload.None - 1

// checkList is the checks of the objects of one name.
type checkList struct {
	checks []ruleCheck
	laid   *laidChecks // in the layout of what they ask for; made when needed
}

// examine makes the checks of an object that it has the members for.
func (c *context) examine(list *checkList, n int) {
	if list.laid == nil {
		list.laid = c.words.lay(askedBy(list.checks), list)
	}
	valued := c.lookAt(list.laid, n)
	for i := range list.laid.checks {
		if check := &list.laid.checks[i]; check.fits(c.view.taken, valued) {
			c.rule = check.rule
			check.look(c, n)
		}
	}
}

// lookAt takes an object into view, and returns the slots of the members that
// are not null. Of duplicate members it takes the first.
func (c *context) lookAt(laid *laidChecks, object int) (valued uint64) {
	nodes, taken := c.Nodes, uint64(0)
	for i, end := object+1, int(nodes[object].Next); i < end; {
		n, node := i, &nodes[i]
		if i++; node.Kind <= payload.Array {
			i = int(node.Next)
		}
		slot := laid.layout.Slot(node.Sym)
		if slot < 0 || taken>>slot&1 != 0 {
			continue
		}
		c.slots[slot] = int32(n)
		taken |= 1 << slot
		if node.Kind != payload.Null {
			valued |= 1 << slot
		}
	}
	c.view = view{object, taken, c.slots[:], &laid.places}
	return valued
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
