package check

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// laidChecks are checks of objects of one layout: what they ask for is in slots.
type laidChecks struct {
	layout *payload.Layout
	checks []laidCheck
	places [maxPaths]uint8 // by path, the slot of its first member, or noSlot
}

// laidCheck is a check with what it asks for as sets of slots.
type laidCheck struct {
	needs, unless uint64
	rule          *Rule
	look          look
}

// noSlot is that of members that a layout has no slot for.
const noSlot = payload.MaxSlots

// lay takes those checks of lists that objects of a layout may have the members
// for.
func (l *laidChecks) lay(v *vocabulary, layout *payload.Layout, lists ...*checkList) {
	l.layout = layout
	for p, way := range v.paths[:len(pathWords)] {
		l.places[p] = noSlot
		if slot := layout.Slot(payload.Sym(way)); slot >= 0 {
			l.places[p] = uint8(slot)
		}
	}
	for _, list := range lists {
		for i := range list.checks {
			check := &list.checks[i]
			needs, all := slotsOf(layout, check.needs)
			unless, _ := slotsOf(layout, check.unless)
			if all {
				l.checks = append(l.checks, laidCheck{needs, unless, check.rule, check.look})
			}
		}
	}
}

// slotsOf returns the slots of names, and whether each has one.
func slotsOf(layout *payload.Layout, names []payload.Sym) (set uint64, all bool) {
	all = true
	for _, name := range names {
		if slot := layout.Slot(name); slot >= 0 {
			set |= 1 << slot
		} else {
			all = false
		}
	}
	return set, all
}

// askedBy returns a layout of all that checks ask for.
func askedBy(checks []ruleCheck) *payload.Layout {
	names := []payload.Sym{0}
	for i := range checks {
		names = append(append(names, checks[i].needs...), checks[i].unless...)
	}
	slices.Sort(names)
	names = slices.Compact(names)[1:] // zero is that of words without a number
	if len(names) > payload.MaxSlots {
		panic("check: the rules on one object ask for more members than a layout holds")
	}
	return payload.NewLayout(names)
}
