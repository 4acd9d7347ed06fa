package check

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// vocabulary has what rules are about by the numbers of member names: a
// checker's own, for its catalogue gave the numbers.
type vocabulary struct {
	paths []steps // by path

	checks map[string][]ruleCheck // by the name of the object
	asked  []string               // the members that checks ask for
	places []uint8                // by number, the place in asked, zero for others

	metadata, systemMetadata payload.Sym
	members                  [][]ruleMember // by number
}

// ruleCheck is a check of a rule with what it asks for.
type ruleCheck struct {
	rule          *Rule
	needs, unless wordSet
	look          func(c *context, n int)
}

// ruleMember is what a rule has to do with one member.
type ruleMember struct {
	rule *Rule
	look func(c *context, object, n int)
}

func newVocabulary(d *payload.Document) vocabulary {
	v := vocabulary{
		checks:   map[string][]ruleCheck{},
		asked:    []string{""}, // place zero is that of all other words
		metadata: d.Number("metadata"), systemMetadata: d.Number("system_metadata"),
	}
	for p := range pathWords {
		v.paths = append(v.paths, v.path(d, path(p)))
	}
	for _, r := range allRules {
		for _, check := range r.checks {
			v.addCheck(d, r, check)
		}
		for _, m := range r.members {
			number := d.Number(m.name)
			v.members = reach(v.members, number)
			v.members[number] = append(v.members[number], ruleMember{r, m.look})
		}
	}
	v.members = reach(v.members, max(v.metadata, v.systemMetadata, payload.Sym(len(v.places))))
	return v
}

// reach makes a list long enough for a number.
func reach[E any](list []E, number payload.Sym) []E {
	return append(list, make([]E, max(0, int(number)+1-len(list)))...)
}

func (v *vocabulary) addCheck(d *payload.Document, r *Rule, check objectCheck) {
	added := ruleCheck{rule: r, needs: v.set(d, check.needs), unless: v.set(d, check.unless), look: check.look}
	for _, object := range r.Objects {
		v.checks[object] = append(v.checks[object], added)
	}
}

func (v *vocabulary) set(d *payload.Document, words []string) (set wordSet) {
	for _, word := range words {
		set.add(v.place(d, word))
	}
	return set
}

// place returns the place of a word that a check asks for. A word that got no
// number has one all the same, which no member has.
func (v *vocabulary) place(d *payload.Document, word string) uint8 {
	if place := slices.Index(v.asked, word); place > 0 {
		return uint8(place)
	}
	place := len(v.asked)
	if place == maxAsked {
		panic("check: the rules ask for more members than a set holds")
	}
	v.asked = append(v.asked, word)
	if number := d.Number(word); number != 0 {
		v.places = reach(v.places, number)
		v.places[number] = uint8(place)
	}
	return uint8(place)
}
