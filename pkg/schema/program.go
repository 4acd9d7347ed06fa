package schema

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Program is what a value must be, compiled from the plans of all schemas that
// apply to it. It learns in which order members come, so it belongs to one
// [Pass].
type Program struct {
	number   int
	types    Types
	literals Types // null, true and false, as far as the value may be that
	refuses  bool  // a keyword is not the pass's to judge
	plain    bool  // it may be any string of at least so many bytes
	least    uint8 // one where the only check of strings is that they are not empty
	digit    byte  // it may be any integer that begins with this or more
	isDate   bool  // the only check of strings is that they are date-times
	natural  bool  // of numbers the only check is that they are not negative
	positive bool  // of numbers the only check is that they are at least 1
	closed   bool  // other members are unlisted

	words                      []word      // the strings it may be; nil for any
	guess                      *word       // the one of words that came last, noWord if none
	texts, numbers, containers []assertion // what is left to check
	pending                    bool        // of containers, something is left

	members  []slot
	start    slot            // no member; the one that came first comes after it
	required uint64          // of the members, by their bits
	layout   *payload.Layout // nil where an object may have other members
	stranger slot            // all other members; no name is its
	items    *Program
	marks    []string
	later    plan // the branches, which the engine judges
	branches bool // there are some
	names    nameSet
	table    []uint8     // open addressing: the place of a member, zero where free
	schemas  [][]*Schema // of members
}

// word is a string that a value may be, with quotes.
type word struct {
	token
	text string
}

// noWord is expected where there is none.
var noWord = word{token: noToken}

// slot is what a program knows of a member.
type slot struct {
	token         // its name with quotes and colon
	place   uint8 // among the members, from one on: its slot
	plain   bool  // its program is plain
	number  payload.Sym
	bit     uint64   // of its slot
	next    *slot    // the member that came after it the last time
	program *Program // nil until it is needed
}

// literals are the values that have one spelling.
var literals = [...]struct {
	kind payload.Kind
	text string
}{{payload.Null, "null"}, {payload.True, "true"}, {payload.False, "false"}}

// Program compiles the schemas that apply to one value. Their members are
// compiled when they are met.
func (p *Pass) Program(schemas ...*Schema) *Program {
	key := ""
	for _, s := range schemas {
		key += fmt.Sprintf("%p ", s)
	}
	g := p.programs[key]
	if g == nil {
		g = &Program{number: len(p.programs), types: Any, guess: &noWord}
		p.programs[key] = g
		g.compile(p, schemas)
		if name := g.leaf(); name != "" {
			if p.leaves[name] == nil {
				p.leaves[name] = g
			}
			g = p.leaves[name]
			p.programs[key] = g
		}
	}
	return g
}

// Number tells a program from others of its pass. Numbers are small.
func (g *Program) Number() int { return g.number }

// Marks are the names of the objects that it is about.
func (g *Program) Marks() []string { return g.marks }

// Layout is where its objects have their members, nil where these may have any.
func (g *Program) Layout() *payload.Layout { return g.layout }

// leaf names the programs of scalars that check the same, "" for others. One
// program for all of them keeps what a pass needs small.
func (g *Program) leaf() string {
	if g.types&(objectType|arrayType) != 0 || g.branches || g.words != nil ||
		len(g.texts) > 0 && !g.isDate && g.least == 0 || len(g.numbers) > 0 && !g.natural && !g.positive {
		return ""
	}
	return fmt.Sprint(g.types, g.literals, g.plain, g.least, g.isDate, g.natural, g.positive)
}

func (g *Program) compile(p *Pass, schemas []*Schema) {
	var plans []*plan
	var parts []*Schema
	for _, s := range schemas {
		plans = append(plans, s.plan())
		for _, part := range s.Parts() {
			if !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		}
	}
	var asserted []assertion
	for _, part := range parts {
		g.types &= part.Types
		g.refuses = g.refuses || part.never != "" || len(part.patternProperties) > 0 || part.propertyNames != nil ||
			part.dependentRequired != nil || part.dependentSchemas != nil || part.prefixItems != nil || part.contains != nil || part.uniqueItems
		asserted = append(asserted, part.assertions...)
	}
	g.assert(asserted)
	for _, plan := range plans {
		g.marks = append(g.marks, plan.names...)
		g.later.branches = append(g.later.branches, plan.branches...)
	}
	g.branches = len(g.later.branches) > 0
	slices.Sort(g.marks)
	g.marks = slices.Compact(g.marks)
	g.object(p, plans, parts)
	var items []*Schema
	for _, part := range parts {
		if part.Items != nil && part.Items.matters() {
			items = append(items, part.Items)
		}
	}
	g.items = p.Program(items...)
	g.pending = g.branches || len(g.containers) > 0
	g.digit = '9' + 1
	if g.types.Has(payload.Integer) && !g.branches && !g.refuses {
		if len(g.numbers) == 0 || g.natural {
			g.digit = '0'
		} else if g.positive {
			g.digit = '1'
		}
	}
	if g.branches || g.refuses { // the branches look at every value
		g.plain, g.isDate, g.words, g.guess = false, false, nil, &noWord
	}
	if g.refuses {
		g.types, g.literals = 0, 0
	}
}

// assert sorts assertions by what they look at, and works out what can be
// known before there is a value.
func (g *Program) assert(all []assertion) {
	for _, l := range literals {
		if g.types.Has(l.kind) && allHold(all, l.text) {
			g.literals |= 1 << l.kind
		}
	}
	finite := false
	for _, a := range all {
		g.isDate = g.isDate || a.keyword == Format && a.want.Text == "date-time"
		finite = finite || a.keyword == Enum || a.keyword == Const
		for _, list := range []struct {
			types Types
			of    *[]assertion
		}{{stringType, &g.texts}, {numberType, &g.numbers}, {objectType | arrayType, &g.containers}} {
			if a.types&list.types != 0 {
				*list.of = append(*list.of, a)
			}
		}
	}
	g.isDate = g.isDate && len(g.texts) == 1
	if len(g.texts) == 1 && g.texts[0].keyword == MinLength && g.texts[0].want.Text == "1" {
		g.least = 1
	}
	if len(g.numbers) == 1 && g.numbers[0].keyword == Minimum {
		g.natural, g.positive = g.numbers[0].want.Text == "0", g.numbers[0].want.Text == "1"
	}
	if finite {
		g.listWords(all)
	}
	g.plain = g.types.Has(payload.String) && (len(g.texts) == 0 || g.least > 0)
}

// listWords finds the strings that pass every assertion, one of which lists
// them.
func (g *Program) listWords(all []assertion) {
	g.words = []word{}
	for _, a := range all {
		for _, text := range a.want.Values {
			plain := strings.HasPrefix(text, `"`) && !strings.Contains(text, `\`)
			known := slices.ContainsFunc(g.words, func(w word) bool { return w.text == text })
			if plain && !known && g.types.Has(payload.String) && allHold(all, text) {
				g.words = append(g.words, word{newToken(text), text})
			}
		}
	}
	if len(g.words) > 0 {
		g.guess = &g.words[0]
	}
}

// allHold reports whether the assertions hold for a scalar.
func allHold(all []assertion, text string) bool {
	var d payload.Document
	if d.Parse([]byte(text), 0) != nil {
		return false
	}
	return !slices.ContainsFunc(all, func(a assertion) bool {
		return a.types.Has(d.Kind(payload.Root)) && !a.holds(&d, payload.Root)
	})
}

// object compiles what is to know of members.
func (g *Program) object(p *Pass, plans []*plan, parts []*Schema) {
	open := false
	var rest []*Schema
	for _, part := range parts {
		if part.AdditionalProperties != nil {
			open = true
			if part.AdditionalProperties.matters() {
				rest = append(rest, part.AdditionalProperties)
			}
		}
		for _, property := range part.Properties {
			g.names.add(property.Name)
		}
		for _, name := range part.Required {
			g.names.add(name)
		}
	}
	for _, plan := range plans {
		open = open || plan.open
		for _, name := range plan.listed.names {
			g.names.add(name)
		}
	}
	lists := func(name string) bool {
		return slices.ContainsFunc(plans, func(plan *plan) bool { return plan.lists([]byte(name)) })
	}
	g.closed = !open && slices.ContainsFunc(g.names.names, lists)
	g.refuses = g.refuses || len(g.names.names) >= payload.MaxSlots
	if g.refuses {
		return
	}
	g.members = make([]slot, len(g.names.names))
	for i := range g.members {
		g.member(p, i, parts)
	}
	g.tabulate()
	if g.closed {
		numbers := make([]payload.Sym, len(g.members))
		for i := range g.members {
			numbers[i] = g.members[i].number
			g.refuses = g.refuses || numbers[i] == 0 || !lists(g.names.names[i])
		}
		g.layout = p.layout(numbers)
	}
	g.stranger = slot{token: noToken, program: p.Program(rest...)}
	g.stranger.plain = g.stranger.program.plain
	g.stranger.next = &g.stranger
	for i := range g.members {
		g.members[i].next = &g.stranger
	}
	g.start.next = &g.stranger
}

// layout returns the layout of objects with the given members. Equal ones are one,
// so that they can be told by their address.
func (p *Pass) layout(numbers []payload.Sym) *payload.Layout {
	l := payload.NewLayout(numbers)
	for _, other := range p.layouts {
		if other.Equal(l) {
			return other
		}
	}
	p.layouts = append(p.layouts, l)
	return l
}

// tabulate puts the members in a table by the hash of their names.
func (g *Program) tabulate() {
	g.table = make([]uint8, 4<<bits.Len(uint(len(g.members))))
	for k := range g.members {
		m := &g.members[k]
		if m.size == 0 {
			continue // the name is long or unusual
		}
		var window [tokenWindow]byte
		copy(window[:], `"`+g.names.names[k]+`":`)
		h := hashName(&window)
		for g.table[h&(len(g.table)-1)] != 0 {
			h++
		}
		g.table[h&(len(g.table)-1)] = m.place
	}
}

// member compiles member i.
func (g *Program) member(p *Pass, i int, parts []*Schema) {
	name := g.names.names[i]
	g.members[i] = slot{token: newName(name), place: uint8(i + 1), bit: 1 << (i + 1), number: p.target.Number(name)}
	var schemas []*Schema
	for _, part := range parts {
		schemas = append(schemas, part.memberSchemas([]byte(name))...)
		if slices.Contains(part.Required, name) {
			g.required |= g.members[i].bit
		}
	}
	g.schemas = append(g.schemas, schemas)
}
