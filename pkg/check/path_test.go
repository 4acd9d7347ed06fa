package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/payload"
)

// TestAsked holds the nodes that checks are handed, of objects in slots of either
// way, against what their paths say.
func TestAsked(t *testing.T) {
	w, seen := newTwins(), 0
	for i, text := range webhooks(t) {
		if i%8 != 0 || !w.swift.readSwiftly(text) {
			continue
		}
		seen++
		k := w.swift
		k.newForms(k.swift.pass.Objects)
		k.readSwiftly(text) // its objects have room for what the forms ask for
		for _, o := range k.swift.pass.Objects {
			if f := k.swift.form(o.Program); !f.open {
				compareAsked(t, &k.context, o.Node, &f.ofData, k.doc.MembersOf(o.Node))
			}
		}
		w.plain.Recognise(text)
		c := &w.plain.context
		var l laidChecks
		list := c.words.checksOf("data")
		l.lay(askedBy(list.checks), list)
		c.TakeNames()
		for n := range c.Nodes {
			if c.Kind(n) == payload.Object {
				members := c.lay(l.layout, n)
				compareAsked(t, c, n, &l, &members)
			}
		}
	}
	if seen == 0 {
		t.Error("no webhook is read in one pass")
	}
}

// compareAsked has all checks that objects of a layout may have the members for look
// at one.
func compareAsked(t *testing.T, c *context, n int, l *laidChecks, members *payload.Members) {
	t.Helper()
	all := *l
	all.checks = slices.Clone(l.checks)
	for i := range all.checks {
		check := &all.checks[i]
		check.needs, check.unless = 0, 0
		own := *check.of
		own.look = func(c *context, n int, at *asked) {
			for i, words := range own.words() {
				want := c.Field(n, strings.Split(words, ".")...)
				if got := c.Follow(n, own.asks[i]); at[i] != want || got != want {
					t.Errorf("%s leads to nodes %d and %d, not %d, from %s", words, at[i], got, want, c.Raw(n))
				}
			}
		}
		check.of = &own
	}
	c.examine(&all, n, members)
}
