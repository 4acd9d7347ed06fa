package check

import "github.com/vhook/vhook/pkg/payload"

// view is an object whose members are in slots, so that what rules ask for need
// not be searched for.
type view struct {
	object      int
	taken, null uint64 // the slots that hold a member, those that hold a null
	slots       *[payload.MaxSlots]int32
	places      *[maxPaths]uint8 // by path, see [laidChecks]
}

// noObject is in view between texts.
const noObject = payload.None - 1

// examine makes those checks that the object in view has the members for.
func (c *context) examine(checks []laidCheck) {
	object, taken, empty := c.view.object, c.view.taken, c.view.null|^c.view.taken
	for i := range checks {
		if check := &checks[i]; check.needs&empty|check.unless&taken == 0 {
			c.rule = check.rule
			check.look(c, object)
		}
	}
}

// checkList is the checks of the objects of one name.
type checkList struct {
	checks []ruleCheck
	laid   *laidChecks // in a layout of what they ask for; made when needed
}

// examineList makes the checks of an object that no layout was known for.
func (c *context) examineList(list *checkList, n int) {
	if list.laid == nil {
		list.laid = new(laidChecks)
		list.laid.lay(c.words, askedBy(list.checks), list)
	}
	c.lookAt(list.laid, n)
	c.examine(list.laid.checks)
}

// lookAt takes an object into view. Of duplicate members it takes the first.
func (c *context) lookAt(laid *laidChecks, object int) {
	nodes, v := c.Nodes, &c.view
	*v = view{object: object, slots: &c.slots, places: &laid.places}
	for i, end := object+1, int(nodes[object].Next); i < end; {
		n, node := i, &nodes[i]
		if i++; node.Kind <= payload.Array {
			i = int(node.Next)
		}
		slot := laid.layout.Slot(node.Sym)
		if slot < 0 || v.taken>>slot&1 != 0 {
			continue
		}
		v.slots[slot%payload.MaxSlots] = int32(n)
		v.taken |= 1 << slot
		if node.Kind == payload.Null {
			v.null |= 1 << slot
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
			for _, m := range member.rules {
				if m.first && len(c.Duplicates) > 0 && c.follow(object, steps(node.Sym)) != n {
					continue
				}
				c.rule = m.rule
				m.look(c, object, n)
			}
		}
		if i > n+1 {
			c.eachMember(n)
		}
	}
}
