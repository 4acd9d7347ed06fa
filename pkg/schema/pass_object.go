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
		member, node := d.NextNode()
		node.Key = int32(i + 1)
		k := o.expected(text, i)
		if k >= 0 {
			m := &o.members[k]
			i += int(m.size)
			node.KeyEnd, node.Sym = int32(i-len(`":`)), m.number
		} else if k, i = p.name(&o, node, i); i == doubt {
			return doubt
		}
		value := p.member(&o, k, member)
		i = payload.SkipSpace(text, i)
		if value == nil || i == len(text) {
			return doubt
		}
		node.Start = int32(i)
		if text[i] == '"' && value.plain {
			// nearly half of all values
			if i = payload.SkipPlain(text, i+1) + 1; i > len(text) || text[i-1] != '"' {
				if i = p.string(value, member, int(node.Start)); i == doubt {
					return doubt
				}
			} else {
				node.Kind, node.End = payload.String, int32(i)
			}
		} else if i = p.value(value, member, i); i == doubt {
			return doubt
		}
		if i < len(text) && text[i] == ',' {
			i++
			if i < len(text) && text[i] <= ' ' {
				i = payload.SkipSpace(text, i)
			}
			continue
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
// came at this place the last time, or the one behind that, else a negative
// number.
func (o *open) expected(text []byte, i int) int {
	if i > len(text)-tokenWindow {
		return -1
	}
	window := (*[tokenWindow]byte)(text[i:])
	k := int(*o.follow)
	for range 2 {
		if k >= len(o.members) {
			return -1
		}
		m := &o.members[k]
		if word64(window[0:8])<<(m.shift&63) == m.head && (m.size <= 8 || m.ends(window)) {
			return k
		}
		k = int(m.next)
	}
	return -1
}

func (p *Pass) begin(o *open) {
	p.depth++
	p.doc.Nodes[o.node].Kind = payload.Object
	if o.layout != nil {
		o.slots = p.doc.Lay(o.node, o.layout)
	}
	for _, name := range o.marks {
		p.Marks = append(p.Marks, Mark{o.node, name})
	}
}

// member returns what the value of member k must be, whose node is n; nil if
// it may not be.
func (p *Pass) member(o *open, k, n int) *Program {
	if k < 0 {
		o.free = true
		return o.rest
	}
	m := &o.members[k]
	o.seen |= uint64(m.required) << (m.bit & 63)
	o.follow = &m.next
	if o.layout == nil {
		o.free = true
	} else {
		s := &p.doc.Slots[o.slots+k]
		if *s != 0 {
			return nil
		}
		*s = int32(n)
	}
	if m.program == nil {
		return p.programOf(o.Program, k)
	}
	return m.program
}

// name reads any member name with its colon: the member that it is, negative
// for one that the program does not know, and the offset after the colon.
func (p *Pass) name(o *open, node *payload.Node, i int) (k, end int) {
	if i >= len(p.text) || p.text[i] != '"' {
		return 0, doubt
	}
	end, escaped := payload.StringEnd(p.text, i)
	if end == 0 || escaped {
		return 0, doubt
	}
	name := p.text[i+1 : end-1]
	node.Key, node.KeyEnd = int32(i+1), int32(end-1)
	if k = o.names.find(name, 0); k >= 0 {
		node.Sym = o.members[k].number
		*o.follow = int16(k)
	} else if o.closed {
		return 0, doubt
	} else {
		node.Sym = p.doc.NumberOf(name)
	}
	if end = payload.SkipSpace(p.text, end); end == len(p.text) || p.text[end] != ':' {
		return 0, doubt
	}
	return k, end + 1
}

// programOf returns the program of a member that has none yet.
func (p *Pass) programOf(g *Program, k int) *Program {
	if g == p.envelope && p.choose != nil && g.names.names[k] == "data" {
		return p.choose()
	}
	g.members[k].program = p.Program(g.schemas[k]...)
	return g.members[k].program
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
