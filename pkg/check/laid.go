package check

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// laidChecks are checks of objects of one layout: what they ask for is in slots,
// those of the layout and, behind these, those that branches lead to.
type laidChecks struct {
	layout   *payload.Layout
	checks   []laidCheck
	branches []branch // each before those that go on from it
	extra    int      // slots that these lead to
}

// laidCheck is a check with what it asks for in slots, that of no name where the
// layout has none for it.
type laidCheck struct {
	needs, unless uint64
	slots         [maxAsked]uint8
	count         uint8
	of            *ruleCheck
}

// branch is how paths go on from a slot: each member of what is there gets a slot.
type branch struct {
	from  uint8
	steps []step
}

type step struct {
	name payload.Sym
	to   uint8
}

// lay takes those checks of lists that objects of a layout may have the members
// for.
func (l *laidChecks) lay(layout *payload.Layout, lists ...*checkList) {
	l.layout = layout
	for _, list := range lists {
		l.checks = slices.Grow(l.checks, len(list.checks))
		for i := range list.checks {
			check := &list.checks[i]
			unless, _ := slotsOf(layout, check.unless)
			if needs, all := slotsOf(layout, check.asks[:check.needs]); all {
				l.add(check, needs, unless)
			}
		}
	}
}

// add adds a check with the slots of what it needs and must not meet.
func (l *laidChecks) add(check *ruleCheck, needs, unless uint64) {
	laid := laidCheck{needs: needs, unless: unless, count: uint8(len(check.asks)), of: check}
	for i, way := range check.asks {
		laid.slots[i] = l.slot(way)
	}
	l.checks = append(l.checks, laid)
}

// slot returns the slot that a way leads into.
func (l *laidChecks) slot(way payload.Way) uint8 {
	slot := l.layout.Slot(way.First())
	for way = way.Rest(); way != 0 && slot != 0; way = way.Rest() {
		slot = l.slotBehind(slot, way.First())
	}
	return slot
}

// slotBehind returns the slot of a member of what is in a slot.
func (l *laidChecks) slotBehind(from uint8, name payload.Sym) uint8 {
	i := slices.IndexFunc(l.branches, func(b branch) bool { return b.from == from })
	if i < 0 {
		i = len(l.branches)
		l.branches = append(l.branches, branch{from: from})
	}
	b := &l.branches[i]
	for _, s := range b.steps {
		if s.name == name {
			return s.to
		}
	}
	s := step{name, l.layout.Extra(l.extra)}
	b.steps = append(b.steps, s)
	l.extra++
	return s.to
}

// slotsOf returns the slots that ways lead through first, and whether each has
// one.
func slotsOf(layout *payload.Layout, ways []payload.Way) (set uint64, all bool) {
	all = true
	for _, way := range ways {
		if slot := layout.Slot(way.First()); slot != 0 {
			set |= 1 << slot
		} else {
			all = false
		}
	}
	return set, all
}

// askedBy returns a layout of all that checks ask for.
func askedBy(checks []ruleCheck) *payload.Layout {
	names := make([]payload.Sym, 0, payload.MaxSlots)
	for i := range checks {
		for _, ways := range [...][]payload.Way{checks[i].unless, checks[i].asks} {
			for _, way := range ways {
				// Zero is that of words without a number.
				if name := way.First(); name != 0 && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
	}
	if len(names) >= payload.MaxSlots {
		panic("check: the rules on one object ask for more members than a layout holds")
	}
	return payload.NewLayout(names)
}
