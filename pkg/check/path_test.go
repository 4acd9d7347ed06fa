package check

import (
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
		for _, o := range k.swift.pass.Objects {
			if f := k.form(o.Program); !f.open {
				compareAsked(t, &k.context, o.Node, k.doc.MembersOf(o.Node), f.layout)
			}
		}
		w.plain.Recognise(text)
		c := &w.plain.context
		layout := c.words.askedBy(c.words.checks["data"].checks)
		for n := range c.Nodes {
			if c.Kind(n) == payload.Object {
				members := c.lay(layout, n)
				compareAsked(t, c, n, &members, layout)
			}
		}
	}
	if seen == 0 {
		t.Error("no webhook is read in one pass")
	}
}

// compareAsked asks for what objects of a layout may have by every path.
func compareAsked(t *testing.T, c *context, n int, members *payload.Members, layout *payload.Layout) {
	t.Helper()
	var checks []laidCheck
	for p, words := range pathWords {
		if layout.Slot(c.paths[p].First()) < 0 {
			continue
		}
		look := func(c *context, n int, at *asked) {
			if want := c.Field(n, strings.Split(words, ".")...); at[0] != want || c.at(n, path(p)) != want {
				t.Errorf("%s leads to nodes %d and %d, not %d, from %s", words, at[0], c.at(n, path(p)), want, c.Raw(n))
			}
		}
		checks = append(checks, laidCheck{asks: c.words.spots(layout, []path{path(p)}), look: look})
	}
	c.examine(checks, n, members)
}
