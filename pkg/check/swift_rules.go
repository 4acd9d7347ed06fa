package check

import (
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// valid takes a webhook through the rules that the schemas have nothing against.
func (k *Checker) valid(det *event.Detection) error {
	k.context.data = det.Data
	k.detectionFindings(det)
	if err := k.sign(det); err != nil {
		return err
	}
	if !k.hasUsual(det.Data) {
		if err := k.usual(det); err != nil {
			return err
		}
	}
	k.visits.reset()
	if len(k.options.Metadata) > 0 {
		k.visits.addMarks(k.swift.pass.Marks())
	}
	k.contracts(det)
	if k.rulesSwiftly(det) {
		return nil
	}
	if len(k.options.Metadata) == 0 {
		k.visits.addMarks(k.swift.pass.Marks())
	}
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

// swiftRules is [Checker.rules] for what a pass has read: one way through the
// objects of the text.
type swiftRules struct {
	*context
	*swift
	walked, end int // nodes of the event's data whose members need a look
}

// rulesSwiftly calls each rule on each object it looks at, or returns false
// where it had better be done the plain way.
func (k *Checker) rulesSwiftly(det *event.Detection) bool {
	if len(k.swift.pass.Branched) > 0 || k.doc.Kind(det.Data) != payload.Object {
		return false
	}
	c, chosen := &k.context, k.swift.chosen
	c.event = det.Event.Name
	found := len(c.findings)
	s := swiftRules{c, &k.swift, det.Data, int(k.doc.Nodes[det.Data].Next)}
	for _, o := range k.swift.pass.Objects {
		f := s.form(o.Program)
		if o.Node == det.Data {
			f = chosen.form
		}
		switch {
		case f.idle:
		case !f.open:
			s.object(f, o.Node)
		case k.doc.Nodes[o.Node].Key == 0:
			c.findings = c.findings[:found] // an array may be the merchant's
			return false
		default:
			s.examineOpen(f, o.Node)
		}
	}
	return true
}

// ofData reports whether object n is of the event's data, and its members need
// a look.
func (s *swiftRules) ofData(n int) bool { return s.walked <= n && n < s.end }

// object runs the rules on an object and its members.
func (s *swiftRules) object(f *form, n int) {
	members := s.MembersOf(n)
	checks := f.checks
	if s.ofData(n) {
		checks = f.ofData
	}
	s.examine(checks, n, members)
}

// examineOpen looks at an object that has no slots, and at all members below it.
func (s *swiftRules) examineOpen(f *form, n int) {
	for _, list := range f.lists {
		s.examineList(list, n)
	}
	if s.ofData(n) {
		s.walked = int(s.Nodes[n].Next)
		if !s.words.isForeign(s.Nodes[n].Sym) {
			s.eachMember(n)
		}
	}
}

// form returns the form of what a program is about, but for the event's data.
func (s *swiftRules) form(g *schema.Program) *form {
	if n := g.Number(); n < len(s.forms) {
		if f := s.forms[n]; f != nil {
			return f
		}
	}
	return s.newForm(g)
}

func (s *swiftRules) newForm(g *schema.Program) *form {
	f := s.words.newForm(g)
	for _, other := range s.forms {
		if other != nil && other.isLike(f) {
			f = other
			break
		}
	}
	s.forms = reach(s.forms, g.Number())
	s.forms[g.Number()] = f
	return f
}
