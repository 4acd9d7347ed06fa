package schema

import "github.com/vhook/vhook/pkg/payload"

// open is an object that is being read.
type open struct {
	*Program
	node, slots int
	seen        uint64 // the bits of the required members so far
	free        bool   // it has members without a slot
	follow      *int16 // where the program says which member is next
}

func (p *Pass) object(g *Program, n, i int) int {
	if !g.types.Has(payload.Object) || p.depth == maxPassDepth {
		return doubt
	}
	o := open{Program: g, node: n, follow: &g.first}
	p.begin(&o)
	d, text := p.doc, p.text
	i = payload.SkipSpace(text, i+1)
	if i < len(text) && text[i] == '}' {
		return p.end(&o, i+1)
	}
	for {
		n, node := d.NextNode()
		node.Key = int32(i + 1)
		m := o.expected(text, i)
		if m != nil {
			i += int(m.size)
			node.KeyEnd, node.Sym = int32(i-len(`":`)), m.number
		} else if m, i = p.name(&o, node, i); m == nil {
			return doubt
		}
		value := m.program
		if !o.note(d, m, n) {
			return doubt
		}
		if value == nil {
			if value = p.programOf(g, m); value == nil {
				return doubt
			}
		}
		if i = payload.SkipSpace(text, i); i == len(text) {
			return doubt
		}
		node.Start = int32(i)
		end := 0
		if text[i] == '"' && value.plain { // as nearly half of all values
			end = payload.SkipPlain(text, i+1)
		}
		if 0 < end && end < len(text) && text[end] == '"' {
			i = p.done(n, payload.String, end+1)
		} else if i = p.value(value, n, i); i == doubt {
			return doubt
		}
		if i = payload.SkipSpace(text, i); i == len(text) {
			return doubt
		}
		switch text[i] {
		case ',':
			i = payload.SkipSpace(text, i+1)
		case '}':
			return p.end(&o, i+1)
		default:
			return doubt
		}
	}
}

// expected returns the member whose name stands at text[i] if it is the one that
// came at this place the last time, or the one behind that, else nil.
func (o *open) expected(text []byte, i int) *slot {
	if i > len(text)-tokenWindow {
		return nil
	}
	window := (*[tokenWindow]byte)(text[i:])
	k := int(*o.follow)
	for range 2 {
		if k >= len(o.members) {
			return nil
		}
		m := &o.members[k]
		if word64(window[0:8])<<(m.shift&63) == m.head && (m.size <= 8 || m.ends(window)) {
			return m
		}
		k = int(m.next)
	}
	return nil
}

// note keeps that node n is member m. It is false where there is one already.
func (o *open) note(d *payload.Document, m *slot, n int) bool {
	o.seen |= uint64(m.required) << (m.bit & 63)
	if m != &o.stranger {
		o.follow = &m.next
	}
	if o.layout == nil {
		o.free = true
		return true
	}
	s := &d.Slots[o.slots+int(m.place)]
	if *s != 0 {
		return false
	}
	*s = int32(n)
	return true
}

func (p *Pass) begin(o *open) {
	p.depth++
	p.doc.Nodes[o.node].Kind = payload.Object
	if o.layout != nil {
		o.slots = p.doc.Lay(o.node, o.layout)
	}
	p.Objects = append(p.Objects, Object{o.node, o.Program})
}

// name reads any member name with its colon. It returns the member that it is,
// nil where it may not be, and the offset after the colon.
func (p *Pass) name(o *open, node *payload.Node, i int) (m *slot, end int) {
	if i >= len(p.text) || p.text[i] != '"' {
		return nil, doubt
	}
	end, escaped := payload.StringEnd(p.text, i)
	if end == 0 || escaped {
		return nil, doubt
	}
	name := p.text[i+1 : end-1]
	node.KeyEnd = int32(end - 1)
	if k := o.names.find(name, 0); k >= 0 {
		m = &o.members[k]
		*o.follow, node.Sym = int16(k), m.number
	} else if o.closed {
		return nil, doubt
	} else {
		m, node.Sym = &o.stranger, p.doc.NumberOf(name)
	}
	if end = payload.SkipSpace(p.text, end); end == len(p.text) || p.text[end] != ':' {
		return nil, doubt
	}
	return m, end + 1
}

// programOf returns the program of a member that has none yet.
func (p *Pass) programOf(g *Program, m *slot) *Program {
	if p.choose != nil && g == p.envelope && g.names.names[m.place] == "data" {
		return p.choose()
	}
	m.program = p.Program(g.schemas[m.place]...)
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
