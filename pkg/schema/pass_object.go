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
		n, node := p.next()
		node.Key = int32(i + 1)
		var m *slot
		if k := int(*o.follow); k < len(o.members) && i <= len(text)-tokenWindow {
			m = &o.members[k]
			window := (*[tokenWindow]byte)(text[i:])
			if word64(window[0:8])<<(m.shift&63) != m.head || m.size > 8 && !m.ends(window) {
				m = o.after(m, window)
			}
		}
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

// after returns the member that came after m the last time, if text begins with
// its name: of what is optional, some is left out.
func (o *open) after(m *slot, text *[tokenWindow]byte) *slot {
	if int(m.next) < len(o.members) && o.members[m.next].begins(text) {
		return &o.members[m.next]
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
	end, escaped := payload.SkipPlain(p.text, i+1)+1, false
	if end > len(p.text) || p.text[end-1] != '"' {
		if end, escaped = payload.StringEnd(p.text, i); end == 0 || escaped {
			return nil, doubt
		}
	}
	name := p.text[i+1 : end-1]
	node.KeyEnd = int32(end - 1)
	if k := o.find(p.text, i, end); k >= 0 {
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

// find returns the member whose name, with quotes, is text[i:end], a negative
// number where it is none.
func (g *Program) find(text []byte, i, end int) int {
	n := end - i
	if n >= tokenWindow || i+tokenWindow > len(text) || text[end] != ':' {
		return g.names.find(text[i+1:end-1], 0)
	}
	window := (*[tokenWindow]byte)(text[i:])
	for h := hashToken(window, n+1); ; h++ {
		k := int(g.table[h&(len(g.table)-1)]) - 1
		if k < 0 {
			break
		}
		if m := &g.members[k]; int(m.size) == n+1 && m.begins(window) {
			return k
		}
	}
	if g.odd {
		return g.names.find(text[i+1:end-1], 0)
	}
	return -1
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
