package schema

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// Pass reads texts and validates them as it reads, in one go. It can only say
// that there is nothing to report: where it has the least doubt it gives up,
// and [payload.Document.Parse] and [Schema.Validate] have to tell what is
// wrong, if anything is. What it accepts is read as Parse reads it, node by
// node, and marked as Validate marks it.
//
// It is compiled from the same plans that Validate follows. It exists because
// most texts of an archive are valid: knowing what may come next makes reading
// them several times faster than reading first and judging afterwards.
type Pass struct {
	// Marks are those of the last text, in the order its objects begin in.
	Marks []Mark

	doc      *payload.Document
	text     []byte
	key      key
	depth    int
	report   Report
	programs map[string]*Program
	envelope *Program
	choose   func() *Program
}

// key is a member name that has been read, before its value.
type key struct {
	start, end int32
	number     payload.Sym
}

// NewPass returns a pass that reads into d and documents that share its names.
func NewPass(d *payload.Document) *Pass {
	return &Pass{doc: d, programs: map[string]*Program{}}
}

// maxPassDepth is how deep a pass follows a text. Payloads are not half as deep.
const maxPassDepth = 64

// doubt is the offset that stands for giving up.
const doubt = -1

// Read reads a webhook into d. choose is called where its data begin, and says
// what they must be, nil if it cannot. Where Read returns false, d is in
// disorder.
func (p *Pass) Read(d *payload.Document, text []byte, envelope *Program, choose func() *Program) bool {
	d.Begin(text)
	p.doc, p.text, p.key, p.depth, p.Marks = d, text, key{}, 0, p.Marks[:0]
	p.envelope, p.choose = envelope, choose
	i := p.value(envelope, payload.SkipSpace(text, 0))
	return i != doubt && payload.SkipSpace(text, i) == len(text)
}

// node adds the node of a value that begins at text[i], fields one by one as
// in the parser.
func (p *Pass) node(kind payload.Kind, i int) int {
	d := p.doc
	n := len(d.Nodes)
	if n == cap(d.Nodes) {
		d.Nodes = append(d.Nodes, payload.Node{})
	}
	d.Nodes = d.Nodes[:n+1]
	node := &d.Nodes[n]
	node.Begin(kind, i, n)
	node.Key, node.KeyEnd, node.Sym = p.key.start, p.key.end, p.key.number
	return n
}

// value reads the value at text[i] and returns the offset after it.
func (p *Pass) value(g *Program, i int) int {
	if i >= len(p.text) {
		return doubt
	}
	switch c := p.text[i]; c {
	case '"':
		return p.string(g, i)
	case '{':
		return p.object(g, i)
	case '[':
		return p.array(g, i)
	case 'n', 't', 'f':
		return p.literal(g, i)
	default:
		return p.number(g, i)
	}
}

func (p *Pass) literal(g *Program, i int) int {
	end, kind := payload.LiteralEnd(p.text, i)
	if !g.literals.Has(kind) {
		return doubt
	}
	p.doc.Nodes[p.node(kind, i)].End = int32(end)
	return end
}

func (p *Pass) number(g *Program, i int) int {
	c := p.text[i]
	if c != '-' && c-'0' > 9 {
		return doubt
	}
	end, kind := payload.NumberEnd(p.text, i)
	if end == 0 || !g.types.Has(kind) {
		return doubt
	}
	n := p.node(kind, i)
	p.doc.Nodes[n].End = int32(end)
	if len(g.numbers) > 0 && !(g.natural && c != '-') && !p.holds(g.numbers, n) {
		return doubt
	}
	return end
}

// holds checks what is left to check of the value at node n.
func (p *Pass) holds(assertions []assertion, n int) bool {
	kind := p.doc.Nodes[n].Kind
	for i := range assertions {
		if a := &assertions[i]; a.types.Has(kind) && !a.holds(p.doc, n) {
			return false
		}
	}
	return true
}

func (p *Pass) string(g *Program, i int) int {
	if !g.types.Has(payload.String) {
		return doubt
	}
	if g.words != nil {
		return p.word(g, i)
	}
	end, escaped := payload.StringEnd(p.text, i)
	if end == 0 {
		return doubt
	}
	n := p.node(payload.String, i)
	p.doc.Nodes[n].End, p.doc.Nodes[n].Escaped = int32(end), escaped
	switch {
	case len(g.texts) == 0:
	case g.isDate && !escaped:
		if !isDateTime(p.text[i+1 : end-1]) {
			return doubt
		}
	case !p.holds(g.texts, n):
		return doubt
	}
	return end
}

// word reads a string that is one of a list. It tries the one first that came
// the last time. Strings end with their first quote, so none begins another.
func (p *Pass) word(g *Program, i int) int {
	rest := p.text[i:]
	if g.guess >= len(g.words) || !begins(rest, g.words[g.guess]) {
		g.guess = slices.IndexFunc(g.words, func(w string) bool { return begins(rest, w) })
		if g.guess < 0 {
			g.guess = 0
			return doubt
		}
	}
	end := i + len(g.words[g.guess])
	p.doc.Nodes[p.node(payload.String, i)].End = int32(end)
	return end
}

func begins(text []byte, word string) bool {
	return len(word) <= len(text) && string(text[:len(word)]) == word
}

func (p *Pass) array(g *Program, i int) int {
	if !g.types.Has(payload.Array) || p.depth == maxPassDepth {
		return doubt
	}
	n := p.node(payload.Array, i)
	p.depth++
	p.key = key{}
	if i = payload.SkipSpace(p.text, i+1); i < len(p.text) && p.text[i] == ']' {
		return p.close(g, n, i+1)
	}
	for i < len(p.text) {
		if i = p.value(g.items, i); i == doubt {
			return doubt
		}
		p.key = key{}
		if i = payload.SkipSpace(p.text, i); i == len(p.text) {
			return doubt
		}
		switch p.text[i] {
		case ',':
			i = payload.SkipSpace(p.text, i+1)
		case ']':
			return p.close(g, n, i+1)
		default:
			return doubt
		}
	}
	return doubt
}

// close ends a container, whose subtree is complete, at offset end.
func (p *Pass) close(g *Program, n, end int) int {
	p.depth--
	d := p.doc
	d.Nodes[n].End, d.Nodes[n].Next = int32(end), int32(len(d.Nodes))
	if g.refuses || len(g.containers) > 0 && !p.holds(g.containers, n) ||
		len(g.branches) > 0 && !p.branch(g, n) {
		return doubt
	}
	return end
}

// branch leaves what depends on other values to the engine.
func (p *Pass) branch(g *Program, n int) bool {
	p.report.Reset()
	v := validation{doc: p.doc, report: &p.report}
	ok := v.branches(&plan{branches: g.branches}, n)
	p.Marks = append(p.Marks, p.report.Marks...)
	return ok && len(p.report.Unlisted) == 0
}

func (p *Pass) object(g *Program, i int) int {
	if !g.types.Has(payload.Object) || g.refuses || p.depth == maxPassDepth {
		return doubt
	}
	o := p.begin(g, i)
	i = payload.SkipSpace(p.text, i+1)
	if i < len(p.text) && p.text[i] == '}' {
		return p.end(&o, i+1)
	}
	for {
		value, after := p.member(&o, i)
		if value == nil {
			return doubt
		}
		if i = payload.SkipSpace(p.text, after); i == len(p.text) || p.text[i] != ':' {
			return doubt
		}
		if i = p.value(value, payload.SkipSpace(p.text, i+1)); i == doubt {
			return doubt
		}
		if i = payload.SkipSpace(p.text, i); i == len(p.text) {
			return doubt
		}
		switch p.text[i] {
		case ',':
			i = payload.SkipSpace(p.text, i+1)
		case '}':
			return p.end(&o, i+1)
		default:
			return doubt
		}
	}
}

// open is an object that is being read.
type open struct {
	*Program
	node, slots int
	seen        uint64 // the bits of the required members so far
	free        bool   // it has members without a slot
	follow      *int   // where the program says which member is next
}

func (p *Pass) begin(g *Program, i int) open {
	o := open{Program: g, node: p.node(payload.Object, i), follow: &g.first}
	p.depth++
	if g.layout != nil {
		o.slots = p.doc.Lay(o.node, g.layout)
	}
	for _, name := range g.marks {
		p.Marks = append(p.Marks, Mark{o.node, name})
	}
	return o
}

// member reads the member name at text[i], and returns what its value must be
// and the offset after it. It tries the name first that came at this place the
// last time.
func (p *Pass) member(o *open, i int) (value *Program, end int) {
	k := *o.follow
	if k < len(o.members) {
		end = i + len(o.members[k].quoted)
	}
	if k >= len(o.members) || end > len(p.text) || string(p.text[i:end]) != o.members[k].quoted {
		if k, end = p.find(o, i); end == 0 {
			return nil, 0
		}
	}
	p.key.start, p.key.end = int32(i+1), int32(end-1)
	if k < 0 {
		o.free = true
		p.key.number = p.doc.NumberOf(p.text[i+1 : end-1])
		return o.rest, end
	}
	m := &o.members[k]
	o.seen |= m.bit
	o.follow = &m.next
	p.key.number = m.number
	if o.layout == nil {
		o.free = true
	} else {
		s := &p.doc.Slots[o.slots+k]
		if *s != 0 {
			return nil, 0
		}
		*s = int32(len(p.doc.Nodes))
	}
	if m.program == nil {
		return p.programOf(o.Program, m), end
	}
	return m.program, end
}

// find reads any member name: the place of the member in the program, negative
// for others, and the offset after it, zero where there is none that may be.
func (p *Pass) find(o *open, i int) (k, end int) {
	if i >= len(p.text) || p.text[i] != '"' {
		return 0, 0
	}
	end, escaped := payload.StringEnd(p.text, i)
	if escaped {
		return 0, 0
	}
	if k = o.names.find(p.text[i+1:max(end, i+2)-1], 0); k >= 0 {
		*o.follow = k
	} else if o.closed {
		return 0, 0
	}
	return k, end
}

// programOf returns the program of a member that has none yet.
func (p *Pass) programOf(g *Program, m *slot) *Program {
	if g == p.envelope && m.quoted == `"data"` {
		return p.choose()
	}
	m.program = p.Program(m.schemas...)
	return m.program
}

// end is close for an object.
func (p *Pass) end(o *open, end int) int {
	if o.seen != o.required {
		return doubt
	}
	if end = p.close(o.Program, o.node, end); o.free && end != doubt && p.doc.Repeats(o.node) {
		return doubt
	}
	return end
}
