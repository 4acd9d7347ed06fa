package check

import (
	"math/bits"

	"github.com/vhook/vhook/pkg/payload"
)

// index finds members by their object and the number of their name. Rules look
// at the same objects again and again, so one pass over the document pays.
type index struct {
	slots []indexSlot
	turn  uint32 // slots of other turns are free
	ready bool
	open  []int // the containers around a node
}

type indexSlot struct {
	turn      uint32
	object, n int32
	name      payload.Sym
}

// maxIndexed is the number of nodes up to which a document is indexed: a bound
// of memory.
const maxIndexed = 1 << 14

func (x *index) build(d *payload.Document) {
	x.ready = len(d.Nodes) <= maxIndexed
	if !x.ready {
		return
	}
	if len(x.slots) < 2*len(d.Nodes) {
		x.slots = make([]indexSlot, max(1024, 1<<bits.Len(uint(2*len(d.Nodes)))))
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
}

// insert leaves the first of duplicate members.
func (x *index) insert(object, n int, name payload.Sym) {
	if slot := x.slot(object, name); slot.turn != x.turn {
		*slot = indexSlot{x.turn, int32(object), int32(n), name}
	}
}

func (x *index) slot(object int, name payload.Sym) *indexSlot {
	mask := uint(len(x.slots) - 1)
	for h := uint(object)*37 + uint(name); ; h++ {
		slot := &x.slots[h&mask]
		if slot.turn != x.turn || slot.name == name && slot.object == int32(object) {
			return slot
		}
	}
}

// member is Member of the document.
func (x *index) member(object int, name payload.Sym) int {
	if slot := x.slot(object, name); slot.turn == x.turn {
		return int(slot.n)
	}
	return payload.None
}
