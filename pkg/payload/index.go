package payload

import "math/bits"

// Index finds members by their object and the number of their name, for callers
// that look at the same objects again and again. The zero value is ready.
type Index struct {
	slots []indexSlot
	turn  uint32 // slots of other turns are free
	open  []int  // the containers around a node
}

type indexSlot struct {
	turn      uint32
	object, n int32
	name      Sym
}

// MaxIndexed is the number of nodes up to which a document is indexed: a bound
// of memory.
const MaxIndexed = 1 << 14

// Build reads the members of d, which looks them up in x until it is parsed
// again. The other way round, x is good for one document at a time.
func (x *Index) Build(d *Document) {
	if len(d.Nodes) > MaxIndexed {
		return
	}
	named := 0
	for n := range d.Nodes {
		if d.Nodes[n].Sym != 0 {
			named++
		}
	}
	if len(x.slots) <= 2*named {
		x.slots = make([]indexSlot, 1<<bits.Len(uint(2*named)))
	}
	x.turn++
	x.open = x.open[:0]
	for n := range d.Nodes {
		node := &d.Nodes[n]
		for len(x.open) > 0 && n >= int(d.Nodes[x.open[len(x.open)-1]].Next) {
			x.open = x.open[:len(x.open)-1]
		}
		if node.Sym != 0 {
			x.insert(x.open[len(x.open)-1], n, node.Sym)
		}
		if int(node.Next) > n+1 {
			x.open = append(x.open, n)
		}
	}
	d.index = x
}

// insert leaves the first of duplicate members.
func (x *Index) insert(object, n int, name Sym) {
	if slot := x.slot(object, name); slot.turn != x.turn {
		*slot = indexSlot{x.turn, int32(object), int32(n), name}
	}
}

func (x *Index) slot(object int, name Sym) *indexSlot {
	mask := uint(len(x.slots) - 1)
	for h := uint(object)*37 + uint(name); ; h++ {
		slot := &x.slots[h&mask]
		if slot.turn != x.turn || slot.name == name && slot.object == int32(object) {
			return slot
		}
	}
}

// member is Member of the document.
func (x *Index) member(object int, name Sym) int {
	if slot := x.slot(object, name); slot.turn == x.turn {
		return int(slot.n)
	}
	return None
}
