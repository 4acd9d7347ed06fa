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
	asks          []spot
	of            *ruleCheck
}

// spot is where a path leads: into a slot, and from there on.
type spot struct {
	bit  uint64 // of the slot; zero where the layout has none for it
	slot uint8
	way  payload.Way // from there on
}

// lay takes those checks of lists that objects of a layout may have the members
// for.
func (l *laidChecks) lay(layout *payload.Layout, lists ...*checkList) {
	l.layout = layout
	for _, list := range lists {
		asked := 0
		for i := range list.checks {
			asked += len(list.checks[i].asks)
		}
		spots := make([]spot, 0, asked)
		l.checks = slices.Grow(l.checks, len(list.checks))
		for i := range list.checks {
			check := &list.checks[i]
			unless, _ := slotsOf(layout, check.unless)
			if needs, all := slotsOf(layout, check.asks[:check.needs]); all {
				begin := len(spots)
				spots = appendSpots(spots, layout, check.asks)
				l.checks = append(l.checks, laidCheck{needs, unless, spots[begin:], check})
			}
		}
	}
}

// appendSpots adds where ways lead in objects of a layout.
func appendSpots(spots []spot, layout *payload.Layout, ways []payload.Way) []spot {
	for _, way := range ways {
		at := spot{}
		if slot := layout.Slot(way.First()); slot >= 0 {
			at = spot{1 << slot, uint8(slot), way.Rest()}
		}
		spots = append(spots, at)
	}
	return spots
}

// slotsOf returns the slots that ways lead through first, and whether each has
// one.
func slotsOf(layout *payload.Layout, ways []payload.Way) (set uint64, all bool) {
	all = true
	for _, way := range ways {
		if slot := layout.Slot(way.First()); slot >= 0 {
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
	if len(names) > payload.MaxSlots {
		panic("check: the rules on one object ask for more members than a layout holds")
	}
	return payload.NewLayout(names)
}
