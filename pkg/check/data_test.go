package check

import (
	"maps"
	"slices"
	"testing"

	"github.com/vhook/vhook/pkg/event"
)

// TestBareData takes the members of bare data away, one by one, with and without
// their names: what is sound in an envelope is sound without, and what is not is no
// valid payload of some other event, unless that one lists all that is left.
func TestBareData(t *testing.T) {
	t.Parallel()
	k, checked := NewChecker(event.Default(), Options{}), 0
	run := func(value any) *Result {
		r, err := k.Run(marshal(t, value))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, s := range fixtures(t) {
		data, at := dataOf(s.value)
		if at == "" {
			s.value = s.wrapped()
		}
		for _, name := range slices.Sorted(maps.Keys(data)) {
			for _, named := range []bool{true, false} {
				less := maps.Clone(data)
				if delete(less, name); named {
					less[name] = nil
				}
				s.value["data"] = less
				sound, r := run(s.value).Valid(), run(less)
				if checked++; sound && !r.Valid() {
					t.Errorf("%s without %s: %v", s.file, name, r.Findings)
				}
				if !sound && r.Valid() && slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Rule == ruleUnlisted.ID }) {
					t.Errorf("%s without %s is a valid %s: %v", s.file, name, r.Detection.Event.Name, r.Findings)
				}
			}
		}
	}
	if checked < 500 {
		t.Errorf("only %d payloads were checked", checked)
	}
}
