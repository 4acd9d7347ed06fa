package schema

import "github.com/vhook/vhook/pkg/payload"

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
	// Objects are those of the last text, in the order they begin in.
	Objects []Object
	// Branched are the marks of the last text that its values decide about;
	// those of its objects follow from their programs.
	Branched []Mark

	doc      *payload.Document
	text     []byte
	depth    int
	report   Report
	marks    []Mark
	programs map[string]*Program // by the addresses of their schemas
	leaves   map[string]*Program // of scalars, by what they check
	envelope *Program
	choose   func() *Program
}

// Object is an object of a text with what it was held against.
type Object struct {
	Node    int
	Program *Program
}

// Marks returns the marks of the last text in no particular order. They are
// good until the next call.
func (p *Pass) Marks() []Mark {
	p.marks = append(p.marks[:0], p.Branched...)
	for _, o := range p.Objects {
		for _, name := range o.Program.marks {
			p.marks = append(p.marks, Mark{o.Node, name})
		}
	}
	return p.marks
}

// NewPass returns a pass that reads into d and documents that share its names.
func NewPass(d *payload.Document) *Pass {
	return &Pass{doc: d, programs: map[string]*Program{}, leaves: map[string]*Program{}}
}

// maxPassDepth is how deep a pass follows a text. Payloads are not half as deep.
const maxPassDepth = 64

// doubt is the offset that stands for giving up.
const doubt = -1

// Read reads a text into d. Where it returns false, d is in disorder. choose, if
// not nil, is called where the member data of the text begins, and says what
// that must be, nil if it cannot.
func (p *Pass) Read(d *payload.Document, text []byte, envelope *Program, choose func() *Program) bool {
	d.Begin(text)
	p.doc, p.text, p.depth = d, text, 0
	p.Objects, p.Branched = p.Objects[:0], p.Branched[:0]
	p.envelope, p.choose = envelope, choose
	i := payload.SkipSpace(text, 0)
	n := p.element(i)
	i = p.value(envelope, n, i)
	return i != doubt && payload.SkipSpace(text, i) == len(text)
}

// element adds the node of a value that begins at text[i] and has no name.
func (p *Pass) element(i int) int {
	n, node := p.next()
	node.Start, node.Key, node.KeyEnd, node.Sym = int32(i), 0, 0, 0
	return n
}

// next adds a node. It is small enough to be part of who calls it.
func (p *Pass) next() (n int, node *payload.Node) {
	d := p.doc
	if n = len(d.Nodes); n == cap(d.Nodes) {
		d.Grow()
	}
	d.Nodes = d.Nodes[:n+1]
	node = &d.Nodes[n]
	node.Begin(n)
	return n, node
}

// value reads the value at text[i], whose node is n, and returns the offset
// after it.
func (p *Pass) value(g *Program, n, i int) int {
	if i >= len(p.text) {
		return doubt
	}
	switch c := p.text[i]; {
	case c == '{':
		return p.object(g, n, i)
	case c == '[':
		return p.array(g, n, i)
	case c == '"':
		i = p.string(g, n, i)
	case c == 'n':
		i = p.literal(g, n, i, payload.Null, "null")
	case c == 't':
		i = p.literal(g, n, i, payload.True, "true")
	case c == 'f':
		i = p.literal(g, n, i, payload.False, "false")
	default:
		i = p.number(g, n, i)
	}
	if len(g.later.branches) > 0 && i != doubt && !p.branch(g, n) {
		return doubt
	}
	return i
}

// done ends the scalar at node n at offset end, and returns that.
func (p *Pass) done(n int, kind payload.Kind, end int) int {
	node := &p.doc.Nodes[n]
	node.Kind, node.End = kind, int32(end)
	return end
}

func (p *Pass) literal(g *Program, n, i int, kind payload.Kind, word string) int {
	end := i + len(word)
	if !g.literals.Has(kind) || end > len(p.text) || string(p.text[i:end]) != word {
		return doubt
	}
	return p.done(n, kind, end)
}

func (p *Pass) number(g *Program, n, i int) int {
	text, end := p.text, i
	for end < len(text) && text[end]-'0' <= 9 {
		end++
	}
	kind := payload.Integer
	if end == i || end == len(text) || text[i] == '0' && end > i+1 || !endsNumber(text[end]) {
		if c := text[i]; c != '-' && c-'0' > 9 {
			return doubt
		}
		if end, kind = payload.NumberEnd(text, i); end == 0 {
			return doubt
		}
	}
	p.done(n, kind, end)
	if !g.types.Has(kind) && !g.types.admits(p.doc, n) {
		return doubt
	}
	switch c := text[i]; {
	case len(g.numbers) == 0, g.natural && c != '-', g.positive && c != '-' && c != '0' && kind == payload.Integer:
	case !p.holds(g.numbers, n):
		return doubt
	}
	return end
}

func endsNumber(c byte) bool { return c == ',' || c == '}' || c == ']' || c <= ' ' }

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

func (p *Pass) array(g *Program, n, i int) int {
	if !g.types.Has(payload.Array) || p.depth == maxPassDepth {
		return doubt
	}
	p.depth++
	node := &p.doc.Nodes[n]
	node.Kind = payload.Array
	if i = payload.SkipSpace(p.text, i+1); i < len(p.text) && p.text[i] == ']' {
		return p.close(g, n, i+1)
	}
	for i < len(p.text) {
		if i = p.value(g.items, p.element(i), i); i == doubt {
			return doubt
		}
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
	if len(g.containers) > 0 && !p.holds(g.containers, n) || len(g.later.branches) > 0 && !p.branch(g, n) {
		return doubt
	}
	return end
}

// branch leaves what depends on other values to the engine.
func (p *Pass) branch(g *Program, n int) bool {
	p.report.Reset()
	v := validation{doc: p.doc, report: &p.report}
	ok := v.branches(&g.later, n)
	p.Branched = append(p.Branched, p.report.Marks...)
	return ok && len(p.report.Unlisted) == 0
}
