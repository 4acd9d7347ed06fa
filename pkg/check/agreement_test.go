package check

import (
	"slices"
	"testing"

	"github.com/vhook/vhook/pkg/payload"
)

// backwards writes a value with the members of all objects in it turned round,
// and other words in free texts where change says so.
func backwards(d *payload.Document, n int, change bool) []byte {
	if k := d.Kind(n); k != payload.Object && k != payload.Array {
		if change && slices.Contains([]string{"name", "source_id", "description", "email"}, d.Key(n)) && k == payload.String {
			return []byte(`"changed"`)
		}
		return d.Raw(n)
	}
	var parts [][]byte
	for child := range d.Children(n) {
		part := backwards(d, child, change)
		if d.Kind(n) == payload.Object {
			part = slices.Concat([]byte(`"`), d.Name(child), []byte(`":`), part)
		}
		parts = append(parts, part)
	}
	if d.Kind(n) == payload.Array {
		return slices.Concat([]byte("["), slices.Concat(join(parts)...), []byte("]"))
	}
	slices.Reverse(parts)
	return slices.Concat([]byte("{"), slices.Concat(join(parts)...), []byte("}"))
}

func join(parts [][]byte) [][]byte {
	var list [][]byte
	for i, part := range parts {
		if i > 0 {
			list = append(list, []byte(","))
		}
		list = append(list, part)
	}
	return list
}

// TestCopiesInSlots changes the objects that a redemption repeats, in which
// several members then differ, and turns the order of their members round: the
// first difference is reported, wherever its slot is.
func TestCopiesInSlots(t *testing.T) {
	w, swift, findings := newTwins(), 0, 0
	for _, text := range webhooks(t) {
		var d payload.Document
		if err := d.Parse(text, 0); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"order", "voucher", "customer"} {
			own, other := d.Field(payload.Root, "data", name), d.Field(payload.Root, "data", "redemption", name)
			if d.Kind(own) != payload.Object || d.Kind(other) != payload.Object {
				continue
			}
			for _, change := range []bool{false, true} {
				changed := replaced(text, d.Nodes[other].Start, d.Nodes[other].End, backwards(&d, own, change))
				w.compare(t, changed)
				findings += len(w.plain.result.Findings)
				if w.swift.readSwiftly(changed) {
					k := &w.swift.doc
					if a, _ := k.Common(k.Field(payload.Root, "data", name), k.Field(payload.Root, "data", "redemption", name)); a != nil {
						swift++
					}
				}
			}
		}
	}
	if swift == 0 || findings == 0 {
		t.Errorf("%d pairs in slots, %d findings", swift, findings)
	}
}
