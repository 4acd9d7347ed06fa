package check

import (
	"bytes"
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

// wordSet is a set of places in the words that checks ask for.
type wordSet [maxAsked / 64]uint64

const maxAsked = 128

func (s *wordSet) add(place uint8) { s[place/64%(maxAsked/64)] |= 1 << (place % 64) }

func (s *wordSet) hasAll(of *wordSet) bool { return of[0]&^s[0]|of[1]&^s[1] == 0 }

func (s *wordSet) hasAny(of *wordSet) bool { return of[0]&s[0]|of[1]&s[1] != 0 }

func newVocabulary(d *payload.Document) vocabulary {
	v := vocabulary{
		paths:    resolvePaths(d),
		checks:   map[string][]ruleCheck{},
		asked:    []string{""}, // place zero is that of all other words
		metadata: d.Number("metadata"), systemMetadata: d.Number("system_metadata"),
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

// checksOf returns the checks of an object by its name, never nil.
func (v *vocabulary) checksOf(object string) []ruleCheck {
	if checks := v.checks[object]; checks != nil {
		return checks
	}
	return []ruleCheck{}
}

// examineEach examines the objects of one name. Events repeat whole objects: as
// long as nothing was found, one that is written like another shortly before
// is passed over.
func (c *context) examineEach(checks []ruleCheck, objects []int) {
	const recent = 4
	if len(checks) == 0 {
		return
	}
	found := len(c.findings)
	for i, n := range objects {
		if len(c.findings) > found || !c.isCopy(n, objects[max(0, i-recent):i]) {
			c.examine(checks, n)
		}
	}
}

// isCopy reports whether a node is written like one of others.
func (c *context) isCopy(n int, others []int) bool {
	for _, other := range others {
		if bytes.Equal(c.Raw(n), c.Raw(other)) {
			return true
		}
	}
	return false
}

// examine makes the checks of an object that it has the members for.
func (c *context) examine(checks []ruleCheck, n int) {
	there, valued := c.asked(n)
	for i := range checks {
		if check := &checks[i]; valued.hasAll(&check.needs) && !there.hasAny(&check.unless) {
			c.rule = check.rule
			check.look(c, n)
		}
	}
}

// asked returns which of the words that checks ask for are members of an
// object, and which of them are not null. Of duplicates any counts.
func (c *context) asked(n int) (there, valued wordSet) {
	nodes, places := c.Nodes, c.words.places
	for i, end := n+1, int(nodes[n].Next); i < end; {
		node := &nodes[i]
		if int(node.Sym) < len(places) {
			place := places[node.Sym]
			there.add(place)
			if node.Kind != payload.Null {
				valued.add(place)
			}
		}
		if i++; node.Kind <= payload.Array {
			i = int(node.Next)
		}
	}
	return there, valued
}

// eachMember runs the rules that look at members by their name on those of the
// data. What merchants put into metadata is theirs and left out.
func (c *context) eachMember(data int) {
	c.walk.start(len(c.words.members), len(c.findings))
	c.membersBelow(data)
}

// membersBelow goes as deep as the parser lets a document be.
func (c *context) membersBelow(n int) {
	words, nodes := c.words, c.Nodes
	for i, end := n+1, int(nodes[n].Next); i < end; {
		node := &nodes[i]
		at := i
		if i++; node.Kind <= payload.Array {
			i = int(node.Next)
		}
		if node.Sym != 0 && int(node.Sym) < len(words.members) {
			if node.Sym == words.metadata || node.Sym == words.systemMetadata {
				continue
			}
			rules := words.members[node.Sym]
			for j := range rules {
				c.rule = rules[j].rule
				rules[j].look(c, n, at)
			}
		}
		if i > at+1 && !c.repeats(at) {
			c.membersBelow(at)
		}
	}
}

// walk is where eachMember has been.
type walk struct {
	last  []int32 // by number, the member of this name that was met last
	found int     // findings before it
}

func (w *walk) start(numbers, found int) {
	w.last, w.found = slices.Grow(w.last[:0], numbers)[:numbers], found
	clear(w.last)
}

// repeats reports whether a member is written like the one of its name before,
// and nothing was found so far: then there is nothing to find in it either.
func (c *context) repeats(n int) bool {
	number := c.Nodes[n].Sym
	if number == 0 || int(number) >= len(c.walk.last) {
		return false
	}
	before := int(c.walk.last[number])
	c.walk.last[number] = int32(n)
	return before > 0 && len(c.findings) == c.walk.found && bytes.Equal(c.Raw(n), c.Raw(before))
}
