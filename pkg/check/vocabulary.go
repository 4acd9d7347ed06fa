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
	needed []string               // what checks need
	bits   []uint8                // by number, the place in needed, zero for others

	metadata, systemMetadata payload.Sym
	members                  [][]memberRule // by number
}

// ruleCheck is the check of a rule with what it needs.
type ruleCheck struct {
	rule  *Rule
	needs wordSet
	look  func(c *context, n int)
}

// memberRule is what a rule has to do with one member.
type memberRule struct {
	rule *Rule
	look func(c *context, object, n int)
}

// wordSet is a set of places in the words that checks need.
type wordSet [2]uint64

// maxNeeded is how many words fit a set; what else is needed goes unasked.
const maxNeeded = 128

func (s *wordSet) add(place uint8) { s[place>>6&1] |= 1 << (place & 63) }

func (s *wordSet) has(all *wordSet) bool { return all[0]&^s[0]|all[1]&^s[1] == 0 }

func newVocabulary(d *payload.Document) vocabulary {
	v := vocabulary{
		paths:    resolvePaths(d),
		checks:   map[string][]ruleCheck{},
		needed:   []string{""}, // place zero is that of all other words
		metadata: d.Number("metadata"), systemMetadata: d.Number("system_metadata"),
	}
	for _, r := range allRules {
		for _, check := range r.checks {
			v.addCheck(d, r, check)
		}
		for _, m := range r.members {
			number := d.Number(m.name)
			v.members = reach(v.members, number)
			v.members[number] = append(v.members[number], memberRule{r, m.look})
		}
	}
	v.members = reach(v.members, max(v.metadata, v.systemMetadata))
	return v
}

// reach makes a list long enough for a number.
func reach[E any](list []E, number payload.Sym) []E {
	return append(list, make([]E, max(0, int(number)+1-len(list)))...)
}

func (v *vocabulary) addCheck(d *payload.Document, r *Rule, check objectCheck) {
	added := ruleCheck{rule: r, look: check.look}
	for _, word := range check.needs {
		if place := v.place(d, word); place < maxNeeded {
			added.needs.add(uint8(place))
		}
	}
	for _, object := range r.Objects {
		v.checks[object] = append(v.checks[object], added)
	}
}

// place returns the place of a needed word. A word that got no number has one
// all the same, which no member has.
func (v *vocabulary) place(d *payload.Document, word string) int {
	if place := slices.Index(v.needed, word); place > 0 {
		return place
	}
	place := len(v.needed)
	v.needed = append(v.needed, word)
	if number := d.Number(word); number != 0 && place < maxNeeded {
		v.bits = reach(v.bits, number)
		v.bits[number] = uint8(place)
	}
	return place
}

// checksOf returns the checks of an object by its name, never nil.
func (v *vocabulary) checksOf(object string) []ruleCheck {
	if checks := v.checks[object]; checks != nil {
		return checks
	}
	return []ruleCheck{}
}

// examine makes the checks of one object for which it has what they need.
func (c *context) examine(checks []ruleCheck, n int) {
	if len(checks) == 0 {
		return
	}
	there := c.needed(n)
	for i := range checks {
		if check := &checks[i]; there.has(&check.needs) {
			c.rule = check.rule
			check.look(c, n)
		}
	}
}

// needed returns which of the words that checks need are members of an object
// and not null. Of duplicate members any counts: it is for the check to look.
func (c *context) needed(n int) (there wordSet) {
	nodes, bits := c.Nodes, c.words.bits
	for i, end := n+1, int(nodes[n].Next); i < end; i = int(nodes[i].Next) {
		if node := &nodes[i]; int(node.Sym) < len(bits) && node.Kind != payload.Null {
			there.add(bits[node.Sym])
		}
	}
	return there
}

// eachMember runs the rules that look at members by their name on those below
// n. What merchants put into metadata is theirs and left out. It goes as deep
// as the parser lets a document be.
func (c *context) eachMember(n int) {
	words := c.words
	for i, end := n+1, int(c.Nodes[n].Next); i < end; i = int(c.Nodes[i].Next) {
		node := &c.Nodes[i]
		if node.Sym != 0 && int(node.Sym) < len(words.members) {
			if node.Sym == words.metadata || node.Sym == words.systemMetadata {
				continue
			}
			rules := words.members[node.Sym]
			for j := range rules {
				c.rule = rules[j].rule
				rules[j].look(c, n, i)
			}
		}
		if int(node.Next) > i+1 {
			c.eachMember(i)
		}
	}
}
