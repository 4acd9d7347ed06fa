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
	ways   []payload.Way         // of what they ask for

	named   []uint16      // by number, the place in members, zero for others
	members []memberRules // of one name each
}

// fewWays are as many as most payloads ask for, fewRules as look at most objects.
const (
	fewWays  = 512
	fewRules = 8
)

// ruleCheck is a check of a rule with what it asks for.
type ruleCheck struct {
	rule *Rule
	// asks are the ways by the paths of pair, if any, those in first and more. The
	// object needs what so many of them lead through first.
	asks   []payload.Way
	needs  int
	unless []payload.Way
	pair   *members
	first  string
	more   []string
	starts prefixes
	look   look
}

// words returns the paths that the check asks for.
func (r *ruleCheck) words() []string {
	if r.pair != nil {
		return []string{r.pair.at, r.pair.other}
	}
	return append(strings.Fields(r.first), r.more...)
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
		ways:    make([]payload.Way, 0, fewWays),
		members: make([]memberRules, 1),
	}
	for p, words := range pathWords[:lastPath+1] {
		v.paths[p] = names.Way(words)
	}
	for _, r := range allRules {
		if r.checks != nil {
			v.list(r)
		}
		for i := range r.members {
			m := &r.members[i]
			at := v.member(m.name)
			at.rules = append(at.rules, ruleMember{v.readMember(r, m), m.first})
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

// isForeign reports whether what members of a name hold is the merchant's.
func (v *vocabulary) isForeign(name payload.Sym) bool {
	return int(name) < len(v.named) && v.members[v.named[name]].skip
}

// reach makes a list long enough for a number.
func reach[E any, N ~int | ~uint16](list []E, number N) []E {
	if int(number) < len(list) {
		return list
	}
	return append(list, make([]E, int(number)+1-len(list))...)
}

// list adds a rule to the lists of its objects, unread.
func (v *vocabulary) list(r *Rule) {
	count := 0
	for i := range r.checks {
		count += max(1, len(r.checks[i].pairs))
	}
	for _, object := range r.Objects {
		list := v.checks[object]
		if list == nil {
			list = &checkList{unread: make([]*Rule, 0, fewRules)}
			v.checks[object] = list
		}
		list.unread, list.count = append(list.unread, r), list.count+count
	}
}

// checksOf returns the checks of the objects of a name, nil where there are none.
// Names that it numbers are those of documents that are parsed, or take names, from
// then on.
func (v *vocabulary) checksOf(object string) *checkList {
	list := v.checks[object]
	if list == nil || list.unread == nil {
		return list
	}
	list.checks = make([]ruleCheck, 0, list.count)
	for _, r := range list.unread {
		for i := range r.checks {
			list.checks = v.read(list.checks, r, &r.checks[i])
		}
	}
	list.unread = nil
	return list
}

// read adds a check of a rule to a list, or one for each of its pairs.
func (v *vocabulary) read(list []ruleCheck, r *Rule, o *objectCheck) []ruleCheck {
	check := ruleCheck{rule: r, first: o.needs, more: o.asks, starts: newPrefixes(o.starts...), look: o.look}
	check.unless = waysOf(v.names, r.unless)
	if len(o.pairs) == 0 {
		v.ask(&check)
		return append(list, check)
	}
	for i := range o.pairs {
		check.pair = &o.pairs[i]
		v.ask(&check)
		list = append(list, check)
	}
	return list
}

// readMember returns a check of members.
func (v *vocabulary) readMember(r *Rule, m *memberCheck) ruleCheck {
	check := ruleCheck{rule: r, first: m.name, more: m.asks, starts: newPrefixes(m.starts...), look: m.look}
	v.ask(&check)
	return check
}

// ask numbers what a check asks for.
func (v *vocabulary) ask(check *ruleCheck) {
	begin := len(v.ways)
	add := func(path string) { v.ways = append(v.ways, v.names.Way(path)) }
	if check.pair != nil {
		add(check.pair.at)
		add(check.pair.other)
	}
	for path, rest := "", check.first; rest != ""; {
		path, rest, _ = strings.Cut(rest, " ")
		add(path)
	}
	check.needs = len(v.ways) - begin
	for _, path := range check.more {
		add(path)
	}
	if check.asks = slices.Clip(v.ways[begin:]); len(check.asks) > maxAsked {
		panic("check: a check asks for too many members")
	}
}

// waysOf returns the ways by paths.
func waysOf(names *payload.Names, paths []string) []payload.Way {
	ways := make([]payload.Way, len(paths))
	for i, path := range paths {
		ways[i] = names.Way(path)
	}
	return ways
}
