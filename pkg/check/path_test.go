package check

import (
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/payload"
)

// TestPathsInView holds what paths lead to from an object in view, in slots of
// either way, against what its members are called.
func TestPathsInView(t *testing.T) {
	w, seen := newTwins(), 0
	for i, text := range webhooks(t) {
		if i%8 != 0 || !w.swift.readSwiftly(text) {
			continue
		}
		seen++
		s := swiftRules{context: &w.swift.context, swift: &w.swift.swift}
		for _, o := range s.pass.Objects {
			if f := s.form(o.Program); !f.open {
				s.object(f, o.Node)
				comparePaths(t, s.context, o.Node)
			}
		}
		w.plain.Recognise(text)
		c := &w.plain.context
		for n := range c.Nodes {
			if list := c.words.checks["data"]; c.Kind(n) == payload.Object {
				c.examineList(list, n)
				comparePaths(t, c, n)
			}
		}
	}
	if seen == 0 {
		t.Error("no webhook is read in one pass")
	}
}

func comparePaths(t *testing.T, c *context, n int) {
	t.Helper()
	for p, words := range pathWords[noPath+1:] {
		got, want := c.at(n, noPath+1+path(p)), c.Field(n, strings.Split(words, ".")...)
		if got != want {
			t.Fatalf("%s leads to node %d, not %d, from %s", words, got, want, c.Raw(n))
		}
	}
}
