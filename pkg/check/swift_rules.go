package check

import (
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// valid takes a webhook through the rules that the schemas have nothing against. Its
// data are not another event's: they have no member that its own does not list.
func (k *Checker) valid(det *event.Detection) error {
	k.context.data = det.Data
	k.detectionFindings(det)
	k.contrary(det)
	if !k.fitsSign(k.swift.chosen.traits, det.Data) {
		if err := k.sign(det); err != nil {
			return err
		}
	}
	if !k.hasUsual(det.Data) {
		if err := k.usual(det); err != nil {
			return err
		}
	}
	if len(k.options.Metadata) > 0 {
		k.visits.reset()
		k.visits.addMarks(k.swift.pass.Marks())
	}
	k.contracts(det)
	if k.rulesSwiftly(det) {
		return nil
	}
	k.visits.reset()
	k.visits.addMarks(k.swift.pass.Marks())
	k.readChecks()
	k.rules(det)
	return nil
}

// hasUsual reports whether data has the members that its event always has.
func (k *Checker) hasUsual(data int) bool {
	x := k.swift.chosen
	if !x.inSlots || k.doc.Kind(data) != payload.Object {
		return false
	}
	return x.usual&^k.doc.MembersOf(data).Taken == 0
}

// rulesSwiftly calls each rule on each object that a pass has read, in one way
// through them, or returns false where it had better be done the plain way.
func (k *Checker) rulesSwiftly(det *event.Detection) bool {
	if len(k.swift.pass.Branched) > 0 || k.doc.Kind(det.Data) != payload.Object {
		return false
	}
	c, nodes := &k.context, k.doc.Nodes
	c.event, c.freeform = det.Event.Name, false
	found := len(c.findings)
	// The members of the event's data need a look, but for those below an object
	// that had all of them looked at.
	from, end := det.Data, int(nodes[det.Data].Next)
	objects := k.swift.pass.Objects
	for i := range objects {
		f := k.swift.form(objects[i].Program)
		if f == nil {
			k.newForms(objects[i:])
			c.findings = c.findings[:found] // these objects have no room for what is asked
			return false
		}
		if f.idle {
			continue
		}
		n := objects[i].Node
		ofData := from <= n && n < end
		if !f.open {
			l := &f.laidChecks
			if ofData {
				l = &f.ofData
			}
			c.examine(l, n, k.doc.MembersOf(n))
			continue
		}
		if nodes[n].Key == 0 {
			c.findings = c.findings[:found] // an array may be the merchant's
			return false
		}
		for _, list := range f.lists {
			c.examineList(list, n)
		}
		if ofData {
			from = int(nodes[n].Next)
			c.eachMemberOf(n)
		}
	}
	return true
}

// form returns the form of what a program is about, nil where it has none yet.
func (s *swift) form(g *schema.Program) *form {
	if n := g.Number(); uint(n) < uint(len(s.forms)) {
		return s.forms[n]
	}
	return nil
}

// newForms makes the forms that objects lack.
func (k *Checker) newForms(objects []schema.Object) {
	for i := range objects {
		if g := objects[i].Program; k.swift.form(g) == nil {
			k.newForm(g)
		}
	}
}

// newForm makes a form of what a program is about, under the names of its objects
// and those given.
func (k *Checker) newForm(g *schema.Program, names ...string) {
	f := k.words.newForm(g, names...)
	k.doc.TakeNames()
	for _, other := range k.swift.forms {
		if other != nil && other.isLike(f) {
			f = other
			break
		}
	}
	k.swift.forms = reach(k.swift.forms, g.Number())
	k.swift.forms[g.Number()] = f
}
