package check

import (
	"github.com/vhook/vhook/pkg/payload"
)

// vocabulary has what rules are about by the numbers of member names: a
// checker's own, for its catalogue gave the numbers.
type vocabulary struct {
	paths []steps // by path

	checks map[string]*checkList // by the name of the object
	places []uint8               // by number, of the members that checks ask for
	asked  uint8                 // the last place that is taken

	named   []uint16      // by number, the place in members, zero for others
	members []memberRules // of one name each
}

// ruleCheck is a check of a rule with what it asks for.
type ruleCheck struct {
	rule          *Rule
	needs, unless wordSet
	look          func(c *context, n int)
}

// memberRules are those that look at members of one name.
type memberRules struct {
	rules []ruleMember
	skip  bool // what is below is the merchant's
}

type ruleMember struct {
	rule *Rule
	look func(c *context, object, n int)
}

func newVocabulary(names *payload.Names) vocabulary {
	v := vocabulary{
		paths:   make([]steps, len(pathWords)),
		checks:  map[string]*checkList{},
		asked:   placeOfNone,
		members: make([]memberRules, 1),
	}
	for p := range v.paths {
		v.paths[p] = v.path(names, path(p))
	}
	for _, r := range allRules {
		for _, check := range r.checks {
			v.addCheck(names, r, check)
		}
		for _, m := range r.members {
			at := v.member(names, m.name)
			at.rules = append(at.rules, ruleMember{r, m.look})
		}
	}
	v.member(names, "metadata").skip = true
	v.member(names, "system_metadata").skip = true
	v.named = reach(v.named, payload.Sym(len(v.places)))
	return v
}

// member returns the rules for members of a name, which no member has where it
// got no number.
func (v *vocabulary) member(names *payload.Names, name string) *memberRules {
	number := names.Number(name)
	v.named = reach(v.named, number)
	if v.named[number] == 0 {
		v.members = append(v.members, memberRules{})
		if number != 0 {
			v.named[number] = uint16(len(v.members) - 1)
		}
		return &v.members[len(v.members)-1]
	}
	return &v.members[v.named[number]]
}

// reach makes a list long enough for a number.
func reach[E any](list []E, number payload.Sym) []E {
	if int(number) < len(list) {
		return list
	}
	return append(list, make([]E, int(number)+1-len(list))...)
}

func (v *vocabulary) addCheck(names *payload.Names, r *Rule, check objectCheck) {
	added := ruleCheck{rule: r, needs: v.set(names, check.needs), unless: v.set(names, check.unless), look: check.look}
	for _, object := range r.Objects {
		if v.checks[object] == nil {
			v.checks[object] = new(checkList)
		}
		list := v.checks[object]
		list.checks = append(list.checks, added)
	}
}

func (v *vocabulary) set(names *payload.Names, words []string) (set wordSet) {
	for _, word := range words {
		set.add(v.place(names.Number(word)))
	}
	return set
}

// Place zero is that of all members that no check asks for, and one that of
// words without a number, which no member has.
const placeOfNone = 1

// place returns the place of a member that a check asks for, by the number of
// its name.
func (v *vocabulary) place(number payload.Sym) uint8 {
	if number == 0 {
		return placeOfNone
	}
	v.places = reach(v.places, number)
	if v.places[number] == 0 {
		if v.asked++; v.asked == maxAsked {
			panic("check: the rules ask for more members than a view holds")
		}
		v.places[number] = v.asked
	}
	return v.places[number]
}
