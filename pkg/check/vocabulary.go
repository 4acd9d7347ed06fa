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

	members []memberRules // by number
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

func newVocabulary(d *payload.Document) vocabulary {
	v := vocabulary{
		checks: map[string]*checkList{},
		asked:  placeOfNone,
	}
	for p := range pathWords {
		v.paths = append(v.paths, v.path(d, path(p)))
	}
	for _, r := range allRules {
		for _, check := range r.checks {
			v.addCheck(d, r, check)
		}
		for _, m := range r.members {
			at := v.member(d, m.name)
			at.rules = append(at.rules, ruleMember{r, m.look})
		}
	}
	v.member(d, "metadata").skip = true
	v.member(d, "system_metadata").skip = true
	v.members = reach(v.members, payload.Sym(len(v.places)))
	v.members[0] = memberRules{} // members without a number
	return v
}

func (v *vocabulary) member(d *payload.Document, name string) *memberRules {
	number := d.Number(name)
	v.members = reach(v.members, number)
	return &v.members[number]
}

// reach makes a list long enough for a number.
func reach[E any](list []E, number payload.Sym) []E {
	return append(list, make([]E, max(0, int(number)+1-len(list)))...)
}

func (v *vocabulary) addCheck(d *payload.Document, r *Rule, check objectCheck) {
	added := ruleCheck{rule: r, needs: v.set(d, check.needs), unless: v.set(d, check.unless), look: check.look}
	for _, object := range r.Objects {
		if v.checks[object] == nil {
			v.checks[object] = new(checkList)
		}
		list := v.checks[object]
		list.checks = append(list.checks, added)
	}
}

func (v *vocabulary) set(d *payload.Document, words []string) (set wordSet) {
	for _, word := range words {
		set.add(v.place(d, word))
	}
	return set
}

// Place zero is that of all members that no check asks for, and one that of
// words without a number, which no member has.
const placeOfNone = 1

// place returns the place of a member that a check asks for.
func (v *vocabulary) place(d *payload.Document, name string) uint8 {
	number := d.Number(name)
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
