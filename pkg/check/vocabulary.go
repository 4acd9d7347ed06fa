package check

import (
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// vocabulary has what rules are about by the numbers of member names: a
// checker's own, for its catalogue gave the numbers.
type vocabulary struct {
	paths *[maxPaths]payload.Way

	checks map[string]*checkList // by the name of the object

	named   []uint16      // by number, the place in members, zero for others
	members []memberRules // of one name each
}

// ruleCheck is a check of a rule with what it asks for.
type ruleCheck struct {
	rule          *Rule
	needs, unless []payload.Sym
	asks          []path
	look          look
}

// memberRules are those that look at members of one name.
type memberRules struct {
	rules []ruleMember
	skip  bool // what is below is the merchant's
}

type ruleMember struct {
	rule *Rule
	memberCheck
}

func newVocabulary(names *payload.Names) vocabulary {
	v := vocabulary{
		paths:   new([maxPaths]payload.Way),
		checks:  map[string]*checkList{},
		members: make([]memberRules, 1),
	}
	for p, words := range pathWords {
		v.paths[p] = names.Way(strings.Split(words, ".")...)
	}
	for _, r := range allRules {
		for _, check := range r.checks {
			v.addCheck(names, r, check)
		}
		for _, m := range r.members {
			at := v.member(names, m.asks[0].String())
			at.rules = append(at.rules, ruleMember{r, m})
		}
	}
	v.member(names, "metadata").skip = true
	v.member(names, "system_metadata").skip = true
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
func reach[E any, N ~int | ~uint16](list []E, number N) []E {
	if int(number) < len(list) {
		return list
	}
	return append(list, make([]E, int(number)+1-len(list))...)
}

// fewChecks is how many most objects have.
const fewChecks = 8

func (v *vocabulary) addCheck(names *payload.Names, r *Rule, check objectCheck) {
	added := ruleCheck{rule: r, needs: numbersOf(names, check.needs), unless: numbersOf(names, check.unless), asks: check.asks, look: check.look}
	for _, object := range r.Objects {
		list := v.checks[object]
		if list == nil {
			list = &checkList{checks: make([]ruleCheck, 0, fewChecks)}
			v.checks[object] = list
		}
		list.checks = append(list.checks, added)
	}
}

func numbersOf(names *payload.Names, words []string) []payload.Sym {
	numbers := make([]payload.Sym, len(words))
	for i, word := range words {
		numbers[i] = names.Number(word)
	}
	return numbers
}
