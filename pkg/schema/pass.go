package schema

import (
	"bytes"

	"github.com/vhook/vhook/pkg/payload"
)

// Pass reads texts and validates them as it reads, in one go. It can only say
// that there is nothing to report: where it has the least doubt it gives up,
// and [payload.Document.Parse], [payload.IsSafe] and [Schema.Validate] have to
// tell what is wrong, if anything is. What it accepts is read as Parse reads it,
// node by node, and marked as Validate marks it.
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

	text     []byte
	nodes    []payload.Node // as many as there is room for
	count    int            // of those that are read
	target   *payload.Document
	depth    int
	unused   payload.Slots // of objects without a layout
	report   Report
	marks    []Mark
	programs map[string]*Program // by the addresses of their schemas
	leaves   map[string]*Program // of scalars, by what they check
	layouts  []*payload.Layout
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
	return &Pass{target: d, programs: map[string]*Program{}, leaves: map[string]*Program{}}
}

// maxPassDepth is how deep a pass follows a text. Payloads are not half as deep.
const maxPassDepth = 64

// roomForNodes is enough for most texts. Others are in doubt until Parse has made
// room for one as large.
const roomForNodes = 1 << 10

// doubt is the offset that stands for giving up.
const doubt = -1

// Read reads a text into d. Where it returns false, d is in disorder. choose, if
// not nil, is called where the value of the member data begins, which is the next
// node, and says what that must be, nil if it cannot.
func (p *Pass) Read(d *payload.Document, text []byte, envelope *Program, choose func() *Program) bool {
	d.Begin(text)
	p.target, p.text, p.depth = d, text, 0
	if room := min(len(text), roomForNodes); cap(d.Nodes) < room {
		d.Nodes = make([]payload.Node, room)
	}
	p.nodes, p.count = d.Nodes[:cap(d.Nodes)], 0
	p.Objects, p.Branched = p.Objects[:0], p.Branched[:0]
	p.envelope, p.choose = envelope, choose
	i := payload.SkipSpace(text, 0)
	i = p.element(envelope, i)
	p.doc()
	return i != doubt && payload.SkipSpace(text, i) == len(text)
}

// doc returns the document as far as it is read.
func (p *Pass) doc() *payload.Document {
	p.target.Nodes = p.nodes[:p.count]
	return p.target
}

// byteAt returns text[i], zero where there is none.
func byteAt(text []byte, i int) byte {
	if uint(i) < uint(len(text)) {
		return text[i]
	}
	return 0
}

// blanks returns the offset of the first byte from p.text[i] on that is no white
// space, and the byte, zero where there is none.
//
//go:noinline
func (p *Pass) blanks(i int) (end int, c byte) {
	const blank uint64 = 1<<' ' | 1<<'\n' | 1<<'\r' | 1<<'\t'
	text := p.text
	for {
		if c = byteAt(text, i); c > ' ' || blank>>c&1 == 0 {
			return i, c
		}
		i = payload.SkipIndent(text, i+1)
	}
}

// afterColon is blanks where there is mostly one space.
//
//go:noinline
func (p *Pass) afterColon(i int) (end int, c byte) {
	if c = byteAt(p.text, i+1); c > ' ' && p.text[i] == ' ' {
		return i + 1, c
	}
	return p.blanks(i)
}

// element reads the value at text[i] that has no name, and returns the offset
// after it.
func (p *Pass) element(g *Program, i int) int {
	n := p.count
	if uint(n) >= uint(len(p.nodes)) {
		return doubt
	}
	node := &p.nodes[n]
	p.count++
	node.Begin(n)
	node.Start, node.Key, node.KeyEnd = int32(i), 0, 0
	return p.value(g, n, node, i)
}

// value reads the value at text[i], whose node is n.
func (p *Pass) value(g *Program, n int, node *payload.Node, i int) int {
	if i >= len(p.text) {
		return doubt
	}
	switch p.text[i] {
	case '{':
		return p.object(g, n, i)
	case '[':
		return p.array(g, n, i)
	case '"':
		return p.string(g, node, i)
	case 'n', 't', 'f':
		return p.literal(g, node, i)
	}
	return p.number(g, node, i)
}

func (p *Pass) literal(g *Program, node *payload.Node, i int) int {
	kind := payload.Kind(0)
	switch text := p.text; {
	case i < 0 || i > len(text)-len("null"):
		return doubt
	case string(text[i:i+len("null")]) == "null":
		i, kind = i+len("null"), payload.Null
	case string(text[i:i+len("true")]) == "true":
		i, kind = i+len("true"), payload.True
	case bytes.HasPrefix(text[i:], []byte("false")):
		i, kind = i+len("false"), payload.False
	}
	if !g.literals.Has(kind) {
		return doubt
	}
	node.Kind, node.End = kind, int32(i)
	if g.branches && !p.branch(g, p.count-1) {
		return doubt
	}
	return i
}

func (p *Pass) number(g *Program, node *payload.Node, i int) int {
	if end := node.ReadShort(p.text, i); end > 0 && p.text[i] >= g.digit {
		return end
	}
	return p.anyNumber(g, node, i)
}

// anyNumber is number for all but the usual integers.
func (p *Pass) anyNumber(g *Program, node *payload.Node, i int) int {
	text := p.text
	if c := text[i]; c != '-' && c-'0' > 9 {
		return doubt
	}
	end, kind := payload.NumberEnd(text, i)
	if end == 0 || !payload.IsSafe(text[i:end], kind) {
		return doubt
	}
	node.Kind, node.End = kind, int32(end)
	if g.branches && !p.branch(g, p.count-1) {
		return doubt
	}
	if !g.types.Has(kind) && !g.types.admits(p.doc(), p.count-1) {
		return doubt
	}
	switch c := text[i]; {
	case len(g.numbers) == 0, g.natural && c != '-', g.positive && c != '-' && c != '0' && kind == payload.Integer:
	case !p.holds(g.numbers, kind):
		return doubt
	}
	return end
}

// holds checks what is left to check of the scalar that was read last.
func (p *Pass) holds(assertions []assertion, kind payload.Kind) bool {
	return holdsAll(assertions, kind, p.doc(), p.count-1)
}

func holdsAll(assertions []assertion, kind payload.Kind, d *payload.Document, n int) bool {
	for i := range assertions {
		if a := &assertions[i]; a.types.Has(kind) && !a.holds(d, n) {
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
	text := p.text
	if i = payload.SkipSpace(text, i+1); i < len(text) && text[i] == ']' {
		return p.endArray(g, n, i+1)
	}
	for {
		if i = p.element(g.items, i); i == doubt {
			return doubt
		}
		if i = payload.SkipSpace(text, i); i == len(text) {
			return doubt
		}
		switch text[i] {
		case ',':
			i = payload.SkipSpace(text, i+1)
		case ']':
			return p.endArray(g, n, i+1)
		default:
			return doubt
		}
	}
}

func (p *Pass) endArray(g *Program, n, end int) int {
	p.close(&p.nodes[n], payload.Array, end)
	if g.pending && !p.settle(g, n, payload.Array) {
		return doubt
	}
	return end
}

// close ends a container, whose subtree is complete, at offset end.
func (p *Pass) close(node *payload.Node, kind payload.Kind, end int) {
	p.depth--
	node.Kind, node.End, node.Next = kind, int32(end), int32(p.count)
}

// settle checks what is left to check of a container.
func (p *Pass) settle(g *Program, n int, kind payload.Kind) bool {
	return holdsAll(g.containers, kind, p.doc(), n) && (!g.branches || p.branch(g, n))
}

// branch leaves what depends on other values to the engine.
func (p *Pass) branch(g *Program, n int) bool {
	p.report.Reset()
	v := validation{doc: p.doc(), report: &p.report}
	ok := v.branches(&g.later, n)
	p.Branched = append(p.Branched, p.report.Marks...)
	return ok && len(p.report.Unlisted) == 0
}
