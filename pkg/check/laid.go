package check

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// laidChecks are checks of objects of one layout: what they ask for is in slots.
type laidChecks struct {
	layout *payload.Layout
	checks []laidCheck
}

// laidCheck is a check with what it asks for as sets of slots.
type laidCheck struct {
	needs, unless uint64
	spots
	of *ruleCheck
}

// spots are where the paths of a check lead: each into a slot, that of no name where
// the layout has none for it, and few go on from there.
type spots struct {
	slots [maxAsked]uint8
	count uint8
	rest  []rest
}

// rest is how one of the paths goes on.
type rest struct {
	path uint8 // its place among those of the check
	way  payload.Way
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
				l.checks = append(l.checks, laidCheck{needs, unless, spotsOf(layout, check.asks), check})
			}
		}
	}
}

// spotsOf returns where ways lead in objects of a layout.
func spotsOf(layout *payload.Layout, ways []payload.Way) (s spots) {
	s.count = uint8(len(ways))
	for i, way := range ways {
		s.slots[i] = layout.Slot(way.First())
		if way = way.Rest(); way != 0 && s.slots[i] != 0 {
			s.rest = append(s.rest, rest{uint8(i), way})
		}
	}
	return s
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
