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
	fits    []formFit
	members [payload.MaxSlots][]ruleMember // by slot
	named   uint64                         // the slots that members has rules for
	foreign uint64                         // the slots of what is the merchant's
}

// formFit are the checks of objects that have the same of the gates, and of
// these the same with null.
type formFit struct {
	taken, null uint64
	checks      []boundCheck
}

// boundCheck is what is left of a check that is to be made.
type boundCheck struct {
	rule *Rule
	look func(c *context, n int)
}

// maxFits is how many kinds of the objects of a form are kept.
const maxFits = 16

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
		if m := &v.members[v.named[number]]; m.skip {
			f.foreign |= 1 << slot
		} else if f.members[slot] = m.rules; len(m.rules) > 0 {
			f.named |= 1 << slot
		}
	}
	f.idle = len(f.checks) == 0 && f.named|f.foreign == 0
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

// fitting returns the checks that an object has the members for.
func (f *form) fitting(m *payload.Members) []boundCheck {
	if len(f.checks) == 0 {
		return nil
	}
	taken, null := m.Taken&f.gates, m.Null&f.gates
	for i := range f.fits {
		if fit := &f.fits[i]; fit.taken == taken && fit.null == null {
			return fit.checks
		}
	}
	return f.fit(taken, null)
}

func (f *form) fit(taken, null uint64) []boundCheck {
	fit := formFit{taken: taken, null: null}
	for i := range f.checks {
		if check := &f.checks[i]; check.fits(taken, taken&^null) {
			fit.checks = append(fit.checks, boundCheck{check.rule, check.look})
		}
	}
	if len(f.fits) == maxFits {
		f.fits = f.fits[:0]
	}
	f.fits = append(f.fits, fit)
	return fit.checks
}
