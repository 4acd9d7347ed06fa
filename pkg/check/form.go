package check

import (
	"math/bits"
	"slices"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// form is what rules look at in objects that a pass holds against schemas of the
// same names and members. It is worked out once: the members have slots, so an
// object is not searched for what rules ask for.
type form struct {
	names  []string
	layout *payload.Layout
	open   bool // there is no layout, or it asks for too much
	lists  []*checkList
	first  []uint8 // by the place of a word, its slot plus one

	checks  []formCheck
	gates   []uint8 // the slots that checks need, or are not made with; of each a bit
	fits    []formFit
	members []formMember
	foreign []uint8 // the slots of what is the merchant's

	turn, last int // the text that last had such an object, which of its objects
}

// formCheck is a check with what it asks for as bits of gates.
type formCheck struct {
	*ruleCheck
	needs, unless uint64
}

// formFit are the checks of objects that have the same of the gates.
type formFit struct {
	there, valued uint64
	checks        []boundCheck
}

// boundCheck is what is left of a check that is to be made.
type boundCheck struct {
	rule *Rule
	look func(c *context, n int)
}

type formMember struct {
	slot  uint8
	rules []ruleMember
}

// maxGates is how many members the checks of a form can depend on, maxFits how
// many kinds of its objects are kept.
const maxGates, maxFits = 64, 16

// newForm returns the form of what a program is about, as the event's data or
// not: there are rules for those.
func (v *vocabulary) newForm(g *schema.Program, isData bool) *form {
	f := &form{names: g.Marks(), layout: g.Layout(), open: g.Layout() == nil}
	for _, name := range f.names {
		f.addList(v.checks[name])
	}
	if isData {
		f.addList(v.checks["data"])
	}
	if f.open {
		return f
	}
	f.first = make([]uint8, maxAsked)
	for number, place := range v.places {
		if slot := f.layout.Slot(payload.Sym(number)); place != 0 && slot >= 0 {
			f.first[place] = uint8(slot + 1)
		}
	}
	for number := range v.named {
		slot := f.layout.Slot(payload.Sym(number))
		if v.named[number] == 0 || slot < 0 {
			continue
		}
		if m := &v.members[v.named[number]]; m.skip {
			f.foreign = append(f.foreign, uint8(slot))
		} else {
			f.members = append(f.members, formMember{uint8(slot), m.rules})
		}
	}
	f.addChecks(v)
	return f
}

func (f *form) addList(list *checkList) {
	if list != nil {
		f.lists = append(f.lists, list)
	}
}

// addChecks adds those that an object of the layout may have the members for.
func (f *form) addChecks(v *vocabulary) {
	var gates [maxAsked]uint64 // by place
	for place, slot := range f.first {
		if slot > 0 && f.asks(uint8(place)) {
			gates[place] = 1 << len(f.gates)
			f.gates = append(f.gates, slot-1)
		}
	}
	f.open = len(f.gates) > maxGates
	for _, list := range f.lists {
		for i := range list.checks {
			check := &list.checks[i]
			needs, all := check.needs.gates(&gates)
			unless, _ := check.unless.gates(&gates)
			if all {
				f.checks = append(f.checks, formCheck{check, needs, unless})
			}
		}
	}
}

func (f *form) asks(place uint8) bool {
	var set wordSet
	set.add(place)
	return slices.ContainsFunc(f.lists, func(list *checkList) bool {
		return slices.ContainsFunc(list.checks, func(check ruleCheck) bool {
			return set.hasAny(&check.needs) || set.hasAny(&check.unless)
		})
	})
}

// gates returns the gates of the places in a set, and whether each has one.
func (s *wordSet) gates(of *[maxAsked]uint64) (gates uint64, all bool) {
	all = true
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			gate := of[64*i+bits.TrailingZeros64(word)]
			gates |= gate
			all = all && gate != 0
		}
	}
	return gates, all
}

// isLike reports whether two forms are the same, both of data or none.
func (f *form) isLike(other *form) bool {
	return slices.Equal(f.names, other.names) && f.layout.Equal(other.layout)
}

// isForeign reports whether what members of a name hold is the merchant's.
func (v *vocabulary) isForeign(name payload.Sym) bool {
	return int(name) < len(v.named) && v.members[v.named[name]].skip
}

// fitting returns the checks that an object has the members for.
func (f *form) fitting(nodes []payload.Node, slots []int32) []boundCheck {
	if len(f.checks) == 0 {
		return nil
	}
	there, valued := uint64(0), uint64(0)
	for i, slot := range f.gates {
		if n := slots[slot]; n != 0 {
			there |= 1 << (i % maxGates)
			if nodes[n].Kind != payload.Null {
				valued |= 1 << (i % maxGates)
			}
		}
	}
	for i := range f.fits {
		if fit := &f.fits[i]; fit.there == there && fit.valued == valued {
			return fit.checks
		}
	}
	return f.fit(there, valued)
}

func (f *form) fit(there, valued uint64) []boundCheck {
	fit := formFit{there: there, valued: valued}
	for i := range f.checks {
		if check := &f.checks[i]; check.needs&^valued == 0 && check.unless&there == 0 {
			fit.checks = append(fit.checks, boundCheck{check.rule, check.look})
		}
	}
	if len(f.fits) == maxFits {
		f.fits = f.fits[:0]
	}
	f.fits = append(f.fits, fit)
	return fit.checks
}
