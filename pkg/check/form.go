package check

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// form is what rules look at in objects that a pass holds against schemas of the
// same names and members. It is worked out once: the members have slots, so an
// object is not searched for what rules ask for.
type form struct {
	idle bool // there is nothing to look at
	open bool // there is no layout
	laidChecks
	ofData laidChecks // of objects of the event's data: those and checks of members
	names  []string
	lists  []*checkList
}

// newForm returns the form of what a program is about, under the names of its
// objects and those given.
func (v *vocabulary) newForm(g *schema.Program, names ...string) *form {
	f := &form{names: slices.Concat(g.Marks(), names), open: g.Layout() == nil}
	for _, name := range f.names {
		if list := v.checksOf(name); list != nil {
			f.lists = append(f.lists, list)
		}
	}
	if f.open {
		return f
	}
	f.lay(g.Layout(), f.lists...)
	f.ofData = f.laidChecks
	f.ofData.checks = slices.Clip(f.checks)
	for number := range v.named {
		slot := f.layout.Slot(payload.Sym(number))
		if v.named[number] == 0 || slot == 0 {
			continue
		}
		rules := v.members[v.named[number]].rules
		for i := range rules {
			f.ofData.add(&rules[i].ruleCheck, 1<<slot, 0)
		}
	}
	f.idle = len(f.ofData.checks) == 0
	return f
}

// isLike reports whether two forms are the same.
func (f *form) isLike(other *form) bool {
	return slices.Equal(f.names, other.names) && f.layout.Equal(other.layout)
}
