package check

import (
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// vocabulary has what rules are about by the numbers of member names: a
// checker's own, for its catalogue gave the numbers. The checks of objects are
// read when one of their name is first met, as most payloads have few.
type vocabulary struct {
	names *payload.Names
	paths *[maxPaths]payload.Way

	checks map[string]*checkList // by the name of the object, nil where there are none

	named   []uint16      // by number, the place in members, zero for others
	members []memberRules // of one name each
}

// ruleCheck is a check of a rule with what it asks for.
type ruleCheck struct {
	rule          *Rule
	needs, unless []payload.Sym
	words         []string // the paths of asks
	asks          []payload.Way
	starts        prefixes
	look          look
}

// memberRules are those that look at members of one name.
type memberRules struct {
	rules []ruleMember
	skip  bool // what is below is the merchant's
}

type ruleMember struct {
	ruleCheck
	first bool
}

func newVocabulary(names *payload.Names) vocabulary {
	v := vocabulary{
		names:   names,
		paths:   new([maxPaths]payload.Way),
		checks:  map[string]*checkList{},
		members: make([]memberRules, 1),
	}
	for p, words := range pathWords {
		v.paths[p] = wayOf(names, words)
	}
	for _, r := range allRules {
		for i := range r.members {
			m := &r.members[i]
			at := v.member(m.name)
			at.rules = append(at.rules, ruleMember{m.read(names, r), m.first})
		}
	}
	v.member("metadata").skip = true
	v.member("system_metadata").skip = true
	return v
}

// member returns the rules for members of a name, which no member has where it
// got no number.
func (v *vocabulary) member(name string) *memberRules {
	number := v.names.Number(name)
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

// checksOf returns the checks of the objects of a name, nil where there are none.
// Names that it numbers are those of documents that are parsed, or have their names
// taken, from then on.
func (v *vocabulary) checksOf(object string) *checkList {
	list, known := v.checks[object]
	if known {
		return list
	}
	var checks []ruleCheck
	for _, r := range allRules {
		if slices.Contains(r.Objects, object) {
			for i := range r.checks {
				checks = r.checks[i].read(checks, v.names, r)
			}
		}
	}
	if len(checks) > 0 {
		list = &checkList{checks: checks}
	}
	v.checks[object] = list
	return list
}

// read adds a check of a rule to a list, or one for each of its pairs.
func (o *objectCheck) read(list []ruleCheck, names *payload.Names, r *Rule) []ruleCheck {
	check := ruleCheck{rule: r, starts: newPrefixes(o.starts...), look: o.look, unless: numbersOf(names, r.unless)}
	for _, pair := range o.pairs {
		check := check
		check.ask(names, pair.at, pair.other)
		list = append(list, check.given(2))
	}
	if len(o.pairs) > 0 {
		return list
	}
	needs := strings.Fields(o.needs)
	check.ask(names, needs...)
	check.ask(names, o.asks...)
	return append(list, check.given(len(needs)))
}

// read returns a check of a rule.
func (m *memberCheck) read(names *payload.Names, r *Rule) ruleCheck {
	check := ruleCheck{rule: r, starts: newPrefixes(m.starts...), look: m.look}
	check.ask(names, m.name)
	check.ask(names, m.asks...)
	return check
}

// ask adds what a check asks for.
func (r *ruleCheck) ask(names *payload.Names, paths ...string) {
	if len(r.asks)+len(paths) > maxAsked {
		panic("check: a check asks for too many members")
	}
	for _, words := range paths {
		r.words, r.asks = append(r.words, words), append(r.asks, wayOf(names, words))
	}
}

// given returns a check that needs the first n of what it asks for.
func (r ruleCheck) given(n int) ruleCheck {
	for _, way := range r.asks[:n] {
		r.needs = append(r.needs, way.First())
	}
	return r
}

func numbersOf(names *payload.Names, words []string) []payload.Sym {
	numbers := make([]payload.Sym, len(words))
	for i, word := range words {
		numbers[i] = names.Number(word)
	}
	return numbers
}
