package check

import (
	"slices"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// contradictions reports what contradicts the event that the envelope or the user
// named.
func (k *Checker) contradictions(det *event.Detection) error {
	if det.By == event.ByShape {
		return nil
	}
	k.contrary(det)
	k.other(det)
	return k.sign(det)
}

// sign reports the first value that contradicts the event by its sign.
func (k *Checker) sign(det *event.Detection) error {
	sign, severity, err := signOf(det.Event)
	if sign == nil || sign.Holds(&k.doc, det.Data, &k.report) {
		return err
	}
	k.report.Reset()
	sign.Validate(&k.doc, det.Data, &k.report)
	i := slices.IndexFunc(k.report.Violations, k.context.contradicts)
	if i < 0 {
		return nil
	}
	c, n := &k.context, k.report.Violations[i].Node
	f := c.reportAs(ruleEventSign, n, "%s is %s, but the event is %s: in every documented one %s",
		c.name(n), c.value(n), det.Event.Name, sign.Description())
	f.Severity, f.Place = severity, det.Event.Name
	return nil
}

// signOf returns the sign of an event, if a breach of it weighs anything.
func signOf(e *event.Event) (*schema.Schema, Severity, error) {
	sign, err := e.Sign()
	if sign == nil {
		return nil, 0, err
	}
	severity := ParseSeverity(event.Breach(sign))
	if severity == 0 {
		return nil, 0, nil
	}
	return sign, severity, nil
}

// contrary reports what contradicts the event and is no value of a sign.
func (k *Checker) contrary(det *event.Detection) {
	if words, n := event.Contrary(&k.doc, det); words != "" {
		c := &k.context
		f := c.reportAs(ruleEventSign, n, "%s, but the event is %s", words, det.Event.Name)
		f.Place = det.Event.Name
		if c.Kind(n) == payload.Object {
			f.End = f.Start + 1
		}
	}
}

// other reports data that are another event's. Documented data never are, whatever
// the documentation leaves out.
func (k *Checker) other(det *event.Detection) {
	if other, n := k.catalogue.Other(&k.doc, det); other != nil {
		c := &k.context
		f := c.reportAs(ruleEventSign, n, "%s is there, which %s never has: these are data such as %s has", c.name(n), det.Event.Name, other.Name)
		f.Start, f.End = c.keySpan(n)
		f.Severity, f.Place = Error, det.Event.Name
	}
}

// contradicts reports whether a breach of a sign is a value that the event's
// schema has nothing against.
func (c *context) contradicts(v schema.Violation) bool {
	at := &c.Nodes[v.Node]
	return event.Contradicts(c.Document, v) && !slices.ContainsFunc(c.findings, func(f Finding) bool {
		return f.Start == int(at.Start) && f.End == int(at.End)
	})
}

// trait is what a sign says of a member of an object in data.
type trait struct {
	object, member payload.Way
	schema         *schema.Schema
}

// traitsOf returns what a sign says of values. All else that a sign may say is that
// these are there and stand in objects.
func traitsOf(names *payload.Names, sign *schema.Schema) []trait {
	var traits []trait
	for _, part := range sign.Parts() {
		for _, object := range part.Properties {
			for _, part := range object.Schema.Parts() {
				for _, member := range part.Properties {
					traits = append(traits, trait{names.Way(object.Name), names.Way(member.Name), member.Schema})
				}
			}
		}
	}
	return traits
}

// fitsSign reports whether no value in data can contradict the sign with traits,
// as nearly always, at a fraction of what the sign costs.
func (k *Checker) fitsSign(traits []trait, data int) bool {
	d := &k.doc
	for _, t := range traits {
		object := d.Follow(data, t.object)
		if d.IsNull(object) {
			continue
		}
		n := d.Follow(object, t.member)
		if d.Kind(object) != payload.Object || !d.IsNull(n) && !t.schema.Holds(d, n, &k.report) {
			return false
		}
	}
	return true
}
