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
	names []string
	lists []*checkList
	open  bool // there is no layout
	idle  bool // there is nothing to look at

	*laidChecks
	members []laidMember
	foreign uint64 // the slots of what is the merchant's
}

// laidMember is a check of the member in a slot.
type laidMember struct {
	bit  uint64
	slot int
	rule *Rule
	look func(c *context, object, n int)
}

// newForm returns the form of what a program is about, as the event's data or
// not: there are rules for those.
func (v *vocabulary) newForm(g *schema.Program, isData bool) *form {
	f := &form{names: g.Marks(), open: g.Layout() == nil}
	for _, name := range f.names {
		f.addList(v.checks[name])
	}
	if isData {
		f.addList(v.checks["data"])
	}
	if f.open {
		return f
	}
	f.laidChecks = v.lay(g.Layout(), f.lists...)
	for number := range v.named {
		slot := f.layout.Slot(payload.Sym(number))
		if v.named[number] == 0 || slot < 0 {
			continue
		}
		named := &v.members[v.named[number]]
		if named.skip {
			f.foreign |= 1 << slot
		}
		for _, m := range named.rules {
			f.members = append(f.members, laidMember{1 << slot, slot, m.rule, m.look})
		}
	}
	f.idle = len(f.checks)+len(f.members) == 0 && f.foreign == 0
	return f
}

func (f *form) addList(list *checkList) {
	if list != nil {
		f.lists = append(f.lists, list)
	}
}

// isLike reports whether two forms are the same, both of data or none.
func (f *form) isLike(other *form) bool {
	return slices.Equal(f.names, other.names) && f.open == other.open && (f.open || f.layout.Equal(other.layout))
}

// isForeign reports whether what members of a name hold is the merchant's.
func (v *vocabulary) isForeign(name payload.Sym) bool {
	return int(name) < len(v.named) && v.members[v.named[name]].skip
}
