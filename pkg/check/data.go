package check

import (
	"slices"
	"strconv"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// data validates the event's data against its schema, if it has one.
func (k *Checker) data(det *event.Detection) error {
	switch {
	case det.Data == payload.None || k.doc.IsNull(det.Data) && det.Enveloped:
		return nil // the envelope's schema requires data
	case det.Outcome == event.Recognised && len(det.Candidates) > 1:
		if err := k.shared(det); err != nil {
			return err
		}
		return k.usual(det)
	case det.Outcome == event.Recognised:
		s, err := det.Event.Schema()
		if err != nil {
			return err
		}
		k.validate(s, det.Data, det.Event.Name)
		if err := k.contradictions(det); err != nil {
			return err
		}
		return k.usual(det)
	}
	return k.knownObjects(det.Data)
}

// validate adds the findings of one schema on one node, and remembers which
// objects it met.
func (k *Checker) validate(s *schema.Schema, n int, place string) {
	k.report.Reset()
	s.Validate(&k.doc, n, &k.report)
	k.visits.addMarks(k.report.Marks)
	k.findings(place)
}

// findings words what the engine reported.
func (k *Checker) findings(place string) {
	for _, v := range k.report.Violations {
		k.context.violation(v, place)
	}
	for _, u := range k.report.Unlisted {
		k.context.unlisted(u, place)
	}
}

// shared validates data that fits several events against what these share: a
// violation counts when every candidate has it. Where none of them has nothing
// against the data, but each something else, the best candidate's count.
func (k *Checker) shared(det *event.Detection) error {
	first, err := det.Event.Schema()
	if err != nil {
		return err
	}
	var other schema.Report
	k.report.Reset()
	first.Validate(&k.doc, det.Data, &k.report)
	shared, fits := k.report.Violations, len(k.report.Violations) == 0
	for _, e := range det.Candidates[1:] {
		s, err := e.Schema()
		if err != nil {
			return err
		}
		other.Reset()
		s.Validate(&k.doc, det.Data, &other)
		shared, fits = common(shared, other.Violations), fits || len(other.Violations) == 0
	}
	if fits || len(shared) > 0 {
		k.report.Violations = shared
	}
	k.visits.addMarks(k.report.Marks)
	k.findings(det.Event.Name)
	return nil
}

// usual reports members that data lacks although they are in every documented
// payload of each candidate. Data without any of several are another event's.
func (k *Checker) usual(det *event.Detection) error {
	c := &k.context
	if c.Kind(det.Data) != payload.Object {
		return nil
	}
	others, last := det.Candidates[:len(det.Candidates)-1], det.Candidates[len(det.Candidates)-1]
	names, err := last.Usual()
	var lacking []string
	for i, name := range names {
		if c.Field(det.Data, name) == payload.None && !slices.Contains(names[:i], name) && areUsual(name, others) {
			lacking = append(lacking, strconv.Quote(name))
		}
	}
	if len(lacking) == 0 {
		return err
	}
	f := c.reportAs(ruleEventMembers, det.Data, "%s lacks %s, which every documented payload has", c.subject(det.Data), enumerate(lacking, "and"))
	f.End, f.Place = f.Start+1, det.Event.Name
	if len(lacking) == len(names) && len(names) > 1 {
		f.Severity = Error
	}
	if c.Kind(c.Field(det.Data, "data")) == payload.Object {
		f.Help = "data stands in data: take one of them away"
	}
	return err
}

// areUsual reports whether a member is usual in each of the events.
func areUsual(member string, events []*event.Event) bool {
	return !slices.ContainsFunc(events, func(e *event.Event) bool {
		names, err := e.Usual()
		return err == nil && !slices.Contains(names, member)
	})
}

// common returns the violations of list that other has as well.
func common(list, other []schema.Violation) (both []schema.Violation) {
	type fault struct {
		node    int
		keyword schema.Keyword
		name    string
	}
	faultOf := func(v schema.Violation) fault { return fault{v.Node, v.Keyword, v.Name} }
	others := make(map[fault]bool, len(other))
	for _, v := range other {
		others[faultOf(v)] = true
	}
	for _, v := range list {
		if others[faultOf(v)] {
			both = append(both, v)
		}
	}
	return both
}

// knownObjects checks data without a schema of its own: each outermost object
// in it that says what it is, such as "object": "voucher", is held against the
// definition of that object.
func (k *Checker) knownObjects(n int) error {
	name := k.doc.Str(k.doc.Field(n, "object"))
	if name != "" {
		s, err := k.catalogue.Object(name)
		if err != nil {
			return err
		}
		if s != nil {
			k.validate(s, n, name)
			return nil
		}
	}
	for c := range k.doc.Children(n) {
		if err := k.knownObjects(c); err != nil {
			return err
		}
	}
	return nil
}
