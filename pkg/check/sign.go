package check

import (
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// sign reports the first value that contradicts the event that the envelope or
// the user named, and two that do so together. A sign says in x-breach how much that weighs; without it, it
// is a habit that helps to recognise bare data, no more.
func (k *Checker) sign(det *event.Detection) error {
	if det.By == event.ByShape {
		return nil
	}
	if words := event.Contrary(&k.doc, det); words != "" {
		k.context.rule = ruleEventSign
		f := k.context.report(det.Data, "%s, but the event is %s", words, det.Event.Name)
		f.End, f.Place = f.Start+1, det.Event.Name
	}
	sign, err := det.Event.Sign()
	if err != nil || sign == nil {
		return err
	}
	word, weighs := sign.Extension("x-breach")
	if !weighs || sign.Holds(&k.doc, det.Data, &k.report) {
		return nil
	}
	k.report.Reset()
	sign.Validate(&k.doc, det.Data, &k.report)
	severity := ParseSeverity(strings.Trim(word, `"`))
	i := slices.IndexFunc(k.report.Violations, k.context.contradicts)
	if severity == 0 || i < 0 {
		return nil
	}
	c, n := &k.context, k.report.Violations[i].Node
	c.rule = ruleEventSign
	f := c.report(n, "%s is %s, but the event is %s: in every documented one %s",
		c.name(n), c.value(n), det.Event.Name, sign.Description())
	f.Severity, f.Place = severity, det.Event.Name
	return nil
}

// other reports data that are another event's than the envelope or the user named.
// Documented data never are, whatever the documentation leaves out.
func (k *Checker) other(det *event.Detection) {
	if det.By == event.ByShape || k.doc.Kind(det.Data) != payload.Object {
		return
	}
	if other, n := k.catalogue.Other(&k.doc, det); other != nil {
		c := &k.context
		c.rule = ruleEventSign
		f := c.report(n, "%s is there, which %s never has: these are the data of %s", c.name(n), det.Event.Name, other.Name)
		f.Start, f.End = c.keySpan(n)
		f.Severity, f.Place = Error, det.Event.Name
	}
}

// contradicts reports whether a breach of a sign is a value that the event's
// schema has nothing against. What is missing, if only as null, contradicts
// nothing.
func (c *context) contradicts(v schema.Violation) bool {
	at := &c.Nodes[v.Node]
	return v.Keyword != schema.Required && !c.IsNull(v.Node) && !slices.ContainsFunc(c.findings, func(f Finding) bool {
		return f.Start == int(at.Start) && f.End == int(at.End)
	})
}
