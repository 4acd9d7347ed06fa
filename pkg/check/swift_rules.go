package check

import (
	"math/bits"

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
	for _, s := range k.swift.chosen.usual {
		if s == 0 || k.doc.Member(data, s) == payload.None {
			return false
		}
	}
	return true
}

// swiftRules is [Checker.rules] for what a pass has read: one way through the
// objects of the text.
type swiftRules struct {
	*context
	*swift
	found int // findings before

	data, end int // the nodes of the event's data
	passed    int // objects before this node need no look
	walked    int // nor do members of those before this one
}

// rulesSwiftly calls each rule on each object it looks at, or returns false
// where it had better be done the plain way.
func (k *Checker) rulesSwiftly(det *event.Detection) bool {
	if len(k.swift.pass.Branched) > 0 || k.doc.Kind(det.Data) != payload.Object {
		return false
	}
	k.context.event = det.Event.Name
	s := swiftRules{
		context: &k.context, swift: &k.swift, found: len(k.context.findings),
		data: det.Data, end: int(k.doc.Nodes[det.Data].Next),
	}
	for i := range k.swift.pass.Objects {
		if n := k.swift.pass.Objects[i].Node; n >= s.passed && !s.object(i, n) {
			k.context.findings = k.context.findings[:s.found]
			return false
		}
	}
	return true
}

// object looks at the object i of the pass.
func (s *swiftRules) object(i, n int) bool {
	f := s.form(s.pass.Objects[i].Program, n == s.data)
	ofData := s.data <= n && n < s.end && n >= s.walked
	if f.open {
		s.examineOpen(f, n, ofData)
		return true
	}
	if ofData && s.isRepeated(f, i, n) {
		s.passed = int(s.Nodes[n].Next)
		return true
	}
	members := s.MembersOf(n)
	s.view.object, s.view.first, s.view.slots, s.view.taken = n, f.first, members.Slots, members.Taken
	c := s.context
	for _, check := range f.fitting(members) {
		c.rule = check.rule
		check.look(c, n)
	}
	return !ofData || s.lookAtMembers(f, n, members)
}

// examineOpen looks at an object that has no slots, and at all members below it.
func (s *swiftRules) examineOpen(f *form, n int, ofData bool) {
	for _, list := range f.lists {
		s.examine(list, n)
	}
	if ofData {
		s.walked = int(s.Nodes[n].Next)
		if !s.context.words.isForeign(s.Nodes[n].Sym) {
			s.eachMember(n)
		}
	}
}

// lookAtMembers runs the rules on members by their name. It cannot tell what is
// below an array of foreign objects from the rest.
func (s *swiftRules) lookAtMembers(f *form, n int, m *payload.Members) bool {
	c := s.context
	for set := m.Taken & f.named; set != 0; set &= set - 1 {
		slot := bits.TrailingZeros64(set)
		rules := f.members[slot]
		for j := range rules {
			c.rule = rules[j].rule
			rules[j].look(c, n, int(m.Slots[slot]))
		}
	}
	for set := m.Taken & f.foreign; set != 0; set &= set - 1 {
		if s.Nodes[m.Slots[bits.TrailingZeros64(set)]].Kind == payload.Array {
			return false
		}
	}
	return true
}

// isRepeated reports whether an object of the data is written like the one of
// its form and name before, with the same forms below, while nothing was found:
// then there is nothing to find in it either. Events repeat whole objects.
func (s *swiftRules) isRepeated(f *form, i, n int) bool {
	before, met := f.last, f.turn == s.texts
	f.last, f.turn = i, s.texts
	if !met || len(s.findings) > s.found {
		return false
	}
	objects := s.pass.Objects
	other := objects[before].Node
	if s.Nodes[n].Sym != s.Nodes[other].Sym || !s.sameText(n, other) {
		return false
	}
	for end := int(s.Nodes[n].Next); i < len(objects) && objects[i].Node < end; i, before = i+1, before+1 {
		if s.form(objects[i].Program, false) != s.form(objects[before].Program, false) {
			return false
		}
	}
	return true
}

// form returns the form of what a program is about.
func (w *swift) form(g *schema.Program, isData bool) *form {
	forms := &w.forms
	if isData {
		forms = &w.dataForms
	}
	if number := g.Number(); number < len(*forms) && (*forms)[number] != nil {
		return (*forms)[number]
	}
	return w.newForm(forms, g, isData)
}

func (w *swift) newForm(forms *[]*form, g *schema.Program, isData bool) *form {
	f := w.words.newForm(g, isData)
	for _, other := range *forms {
		if other != nil && other.isLike(f) {
			f = other
		}
	}
	if more := g.Number() + 1 - len(*forms); more > 0 {
		*forms = append(*forms, make([]*form, more)...)
	}
	(*forms)[g.Number()] = f
	return f
}
