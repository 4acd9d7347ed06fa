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
		layout := askedBy(c.words.checksOf("data").checks)
		c.TakeNames()
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
	compare := func(words string, way payload.Way) {
		if layout.Slot(way.First()) < 0 {
			return
		}
		look := func(c *context, n int, at *asked) {
			if want := c.Field(n, strings.Split(words, ".")...); at[0] != want || c.Follow(n, way) != want {
				t.Errorf("%s leads to nodes %d and %d, not %d, from %s", words, at[0], c.Follow(n, way), want, c.Raw(n))
			}
		}
		checks = append(checks, laidCheck{asks: appendSpots(nil, layout, []payload.Way{way}), of: &ruleCheck{look: look}})
	}
	for p, words := range pathWords[:lastPath+1] {
		compare(words, c.paths[p])
	}
	for _, check := range c.words.checksOf("data").checks {
		for i, words := range check.words() {
			compare(words, check.asks[i])
		}
	}
	c.examine(checks, n, members)
}
