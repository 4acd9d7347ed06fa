package schema

import (
	"math/bits"

	"github.com/vhook/vhook/pkg/payload"
)

// open is an object that is being read.
type open struct {
	node int
	// The members so far that its program names, by their bits, and of these the
	// ones with null.
	taken, null uint64
}

// object reads an object. What is on its usual road stands here and not in
// functions, which would cost as much as they do.
func (p *Pass) object(g *Program, n, i int) int {
	if !g.types.Has(payload.Object) || p.depth == maxPassDepth {
		return doubt
	}
	slots := p.begin(g)
	p.Objects = append(p.Objects, Object{n, g})
	o, text := open{node: n}, p.text
	i++
	c := byteAt(text, i)
	if c <= ' ' {
		i, c = p.blanks(i)
	}
	if c == '}' {
		return p.end(g, &o, slots, i+1)
	}
	m := &g.start
	for {
		last := m
		m = m.next
		key, keyEnd := i+1, 0
		if i >= 0 && i <= len(text)-tokenWindow && m.begins((*[tokenWindow]byte)(text[i:i+tokenWindow])) {
			i += int(m.size)
			keyEnd = i - len(`":`)
		} else if m, key, keyEnd, i = p.name(g, last, m, i); m == nil {
			return doubt
		}
		if o.taken&m.bit != 0 || uint(i) >= uint(len(text)) {
			return doubt
		}
		o.taken |= m.bit
		c := text[i]
		if c <= ' ' {
			i, c = p.afterColon(i)
		}
		at := p.count
		if uint(at) >= uint(len(p.nodes)) {
			return doubt
		}
		node := &p.nodes[at]
		p.count, slots[m.place] = at+1, int32(at+1)
		node.Begin(at)
		node.Start, node.Key, node.KeyEnd, node.Sym = int32(i), int32(key), int32(keyEnd), m.number
		switch g := m.program; {
		case c == '"' && m.plain:
			if end := payload.SkipPlain(text, i+1); uint(end) < uint(len(text)) && text[end] == '"' && end > i+int(g.least) {
				i = end + 1 // as nearly half of all values
				node.Kind, node.End = payload.String, int32(i)
			} else {
				i = p.string(g, node, i)
			}
		case c == '"':
			if w := g.guess; i >= 0 && i <= len(text)-tokenWindow && w.begins((*[tokenWindow]byte)(text[i:i+tokenWindow])) {
				i += int(w.size)
				node.Kind, node.End = payload.String, int32(i)
			} else {
				i = p.string(g, node, i)
			}
		case c == '{':
			i = p.object(g, p.count-1, i)
		case c-'0' <= 9:
			if end := node.ReadShort(text, i); end > 0 && c >= g.digit {
				i = end
			} else {
				i = p.anyNumber(g, node, i)
			}
		case c == 'n':
			o.null |= m.bit
			i = p.literal(g, node, i)
		default:
			i = p.value(g, p.count-1, node, i)
		}
		if c = byteAt(text, i); c <= ' ' {
			i, c = p.blanks(i)
		}
		if i++; c != ',' {
			return p.end(g, &o, slots, i)
		}
	}
}

// begin begins an object with program g and returns where its members go.
func (p *Pass) begin(g *Program) *payload.Slots {
	p.depth++
	if g.layout == nil {
		return &p.unused
	}
	return p.target.Room(g.layout)
}

// name reads any member name with its colon, where another was expected. It
// returns the member that it is, nil where it may not be, where the name is, and
// the offset after the colon.
func (p *Pass) name(g *Program, last, expected *slot, i int) (m *slot, key, keyEnd, end int) {
	text := p.text
	m = expected.next // of what is optional, some is left out
	if c := byteAt(text, i); c <= ' ' {
		m = expected
		if c == '\n' {
			i = payload.SkipIndent(text, i+1)
		}
		if byteAt(text, i) <= ' ' {
			i, _ = p.blanks(i)
		}
	}
	if i < 0 || i > len(text)-tokenWindow {
		return p.anyName(g, last, expected, i)
	}
	window := (*[tokenWindow]byte)(text[i : i+tokenWindow])
	if !m.begins(window) {
		for h, table := hashName(window), g.table; ; h++ {
			k := int(table[h&(len(table)-1)]) - 1
			if k < 0 {
				return p.anyName(g, last, expected, i)
			}
			if m = &g.members[k]; m.begins(window) {
				break
			}
		}
		if m.program != nil && g != p.envelope {
			last.next = m
		} else if !p.meet(g, last, m) {
			return nil, 0, 0, doubt
		}
	}
	end = i + int(m.size)
	return m, i + 1, end - len(`":`), end
}

// anyName is name for names that are long, written unusually or not listed.
func (p *Pass) anyName(g *Program, last, expected *slot, i int) (m *slot, key, keyEnd, end int) {
	if byteAt(p.text, i) != '"' {
		return nil, 0, 0, doubt
	}
	end, escaped := payload.SkipPlain(p.text, i+1)+1, false
	if end > len(p.text) || p.text[end-1] != '"' {
		if end, escaped = payload.StringEnd(p.text, i); end == 0 || escaped {
			return nil, 0, 0, doubt
		}
	}
	name := p.text[i+1 : end-1]
	key, keyEnd = i+1, end-1
	if k := g.names.find(name, 0); k >= 0 {
		if m = &g.members[k]; !p.meet(g, last, m) {
			return nil, 0, 0, doubt
		}
	} else if g.closed {
		return nil, 0, 0, doubt
	} else {
		m = &g.stranger
		m.number = p.target.NumberOf(name)
		m.next = expected
	}
	if end = payload.SkipSpace(p.text, end); end == len(p.text) || p.text[end] != ':' {
		return nil, 0, 0, doubt
	}
	return m, key, keyEnd, end + 1
}

// meet sees to it that a member that was not expected has its program, and
// expects it after the one that was read last from now on. The member data is
// never expected: its program depends on the text.
func (p *Pass) meet(g *Program, last, m *slot) bool {
	isData := g == p.envelope && g.names.names[m.place-1] == "data"
	if !isData {
		last.next = m
	}
	if isData && p.choose != nil {
		m.program = nil
		if p.depth == 1 {
			root := &p.doc().Nodes[payload.Root]
			root.Kind, root.Next = payload.Object, int32(p.count) // as far as it is read
			m.program = p.choose()
		}
	} else if m.program == nil {
		p.doc() // its names may get numbers
		m.program = p.Program(g.schemas[m.place-1]...)
	}
	if m.program == nil {
		return false
	}
	m.plain = m.program.plain
	return true
}

// end ends an object, if the byte before end is its brace.
func (p *Pass) end(g *Program, o *open, slots *payload.Slots, end int) int {
	if byteAt(p.text, end-1) != '}' || g.required&^o.taken != 0 {
		return doubt
	}
	node := &p.nodes[o.node]
	p.close(node, payload.Object, end)
	if g.layout != nil {
		p.target.Lay(node, g.layout, slots, o.taken, o.null)
	} else if others := p.count - o.node - 1 - bits.OnesCount64(o.taken); others > 1 && p.doc().Repeats(o.node) {
		return doubt
	}
	if g.pending && !p.settle(g, o.node, payload.Object) {
		return doubt
	}
	return end
}
