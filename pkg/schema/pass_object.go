package schema

import "github.com/vhook/vhook/pkg/payload"

// open is an object that is being read.
type open struct {
	*Program
	node        int
	taken, null uint64 // the members so far, and of these the ones with null
	slots       *payload.Slots
	last        *slot // the member that was read last, nil where its program names none
	strangers   int   // how many members its program does not name
}

func (p *Pass) object(g *Program, n, i int) int {
	if !g.types.Has(payload.Object) || p.depth == maxPassDepth {
		return doubt
	}
	o := open{Program: g, node: n}
	p.begin(&o)
	text := p.text
	i++
	c := byteAt(text, i)
	if c <= ' ' {
		i, c = p.blanks(i)
	}
	if c == '}' {
		return p.end(&o, i+1)
	}
	for m := g.first; ; m = m.next {
		n := p.count
		node := p.node(n)
		p.count = n + 1
		node.Begin(n)
		node.Key = int32(i + 1)
		if i >= 0 && i <= len(text)-tokenWindow && m.starts((*[tokenWindow]byte)(text[i:i+tokenWindow])) &&
			(m.size <= 16 || m.ends((*[tokenWindow]byte)(text[i:i+tokenWindow]))) {
			i += int(m.size)
			node.KeyEnd, node.Sym = int32(i-len(`":`)), m.number
			o.last = m
		} else if m, i = p.name(&o, m, node, i); m == nil {
			return doubt
		}
		if o.taken&m.bit != 0 {
			return doubt
		}
		o.taken |= m.bit
		o.slots[m.place] = node.Next // n plus one
		g := m.program
		if g == nil {
			if g = p.programOf(&o, m); g == nil {
				return doubt
			}
		}
		if c = byteAt(text, i); c <= ' ' {
			i, c = p.blanks(i)
		}
		node.Start = int32(i)
		switch {
		case c == '"':
			if !g.plain {
				i = p.string(g, node, i)
			} else if end := payload.SkipPlain(text, i+1); end < len(text) && text[end] == '"' && (end > i+1 || !g.filled) {
				i = end + 1 // as nearly half of all values
				node.Kind, node.End = payload.String, int32(i)
			} else {
				i = p.string(g, node, i)
			}
		case c == '{':
			i = p.object(g, n, i)
		case c-'0' <= 9:
			i = p.number(g, node, i)
		case c == 'n':
			o.null |= m.bit
			i = p.literal(g, node, i)
		default:
			i = p.value(g, n, node, i)
		}
		if c = byteAt(text, i); c <= ' ' {
			i, c = p.blanks(i)
		}
		switch i++; c {
		case ',':
			if uint(i) < uint(len(text)) && text[i] <= ' ' {
				i, _ = p.blanks(i)
			}
		case '}':
			return p.end(&o, i)
		default:
			return doubt
		}
	}
}

func (p *Pass) begin(o *open) {
	p.depth++
	o.slots = &p.unused
	if o.layout != nil {
		o.slots = p.target.Room(o.layout)
	}
	p.Objects = append(p.Objects, Object{o.node, o.Program})
}

// name reads any member name with its colon, where another was expected. It
// returns the member that it is, nil where it may not be, and the offset after
// the colon.
func (p *Pass) name(o *open, expected *slot, node *payload.Node, i int) (m *slot, end int) {
	text := p.text
	if i < 0 || i > len(text)-tokenWindow {
		return p.anyName(o, expected, node, i)
	}
	window := (*[tokenWindow]byte)(text[i : i+tokenWindow])
	m = expected.next // of what is optional, some is left out
	if !m.starts(window) || m.size > 16 && !m.ends(window) {
		for h, table := hashName(window), o.table; ; h++ {
			k := int(table[h&(len(table)-1)]) - 1
			if k < 0 {
				return p.anyName(o, expected, node, i)
			}
			if m = &o.members[k]; m.starts(window) && (m.size <= 16 || m.ends(window)) {
				break
			}
		}
		o.follow(m)
	}
	o.last = m
	end = i + int(m.size)
	node.KeyEnd, node.Sym = int32(end-len(`":`)), m.number
	return m, end
}

// follow keeps that m comes after the member that was read last.
func (o *open) follow(m *slot) {
	if o.last == nil {
		o.first = m
	} else {
		o.last.next = m
	}
}

// anyName is name for names that are long, written unusually or not listed.
func (p *Pass) anyName(o *open, expected *slot, node *payload.Node, i int) (m *slot, end int) {
	if i >= len(p.text) || p.text[i] != '"' {
		return nil, doubt
	}
	end, escaped := payload.SkipPlain(p.text, i+1)+1, false
	if end > len(p.text) || p.text[end-1] != '"' {
		if end, escaped = payload.StringEnd(p.text, i); end == 0 || escaped {
			return nil, doubt
		}
	}
	name := p.text[i+1 : end-1]
	node.KeyEnd = int32(end - 1)
	if k := o.names.find(name, 0); k >= 0 {
		m = &o.members[k]
		o.follow(m)
		o.last, node.Sym = m, m.number
	} else if o.closed {
		return nil, doubt
	} else {
		m, node.Sym = &o.stranger, p.target.NumberOf(name)
		o.strangers++
		m.next = expected
	}
	if end = payload.SkipSpace(p.text, end); end == len(p.text) || p.text[end] != ':' {
		return nil, doubt
	}
	return m, end + 1
}

// programOf returns the program of a member that has none yet.
func (p *Pass) programOf(o *open, m *slot) *Program {
	if p.choose != nil && o.Program == p.envelope && o.names.names[m.place-1] == "data" {
		node := &p.doc().Nodes[o.node]
		node.Kind, node.Next = payload.Object, int32(p.count) // as far as it is read
		return p.choose()
	}
	p.doc() // its names may get numbers
	m.program = p.Program(o.schemas[m.place-1]...)
	return m.program
}

func (p *Pass) end(o *open, end int) int {
	if o.required&^o.taken != 0 {
		return doubt
	}
	node := &p.nodes[o.node]
	p.close(node, payload.Object, end)
	if o.layout != nil {
		p.target.Lay(node, o.layout, o.slots, o.taken, o.null)
	} else if o.strangers > 1 && p.doc().Repeats(o.node) {
		return doubt
	}
	if o.pending && !p.settle(o.Program, o.node, payload.Object) {
		return doubt
	}
	return end
}
