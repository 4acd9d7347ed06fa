package payload

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Sym is the number of a member name in a [Names], zero for other names.
type Sym uint16

// Names numbers member names, so that documents that share it compare numbers
// where they would compare text. It only grows, and may be used concurrently;
// the zero value is ready.
type Names struct {
	mu    sync.Mutex
	table atomic.Pointer[nameTable]
	// next has the names that came since table was made as well. The next
	// parse makes a table of it, so that names may come one by one.
	next  nameTable
	grown atomic.Bool
}

// nameTable is what Names holds at one time.
type nameTable struct {
	names []string // by number; the first is of no name
	slots []Sym    // open addressing, zero where free
}

var noNames = &nameTable{names: make([]string, 1), slots: make([]Sym, 1)}

// load returns the table, which does not change, with all names so far.
func (n *Names) load() *nameTable {
	if n == nil {
		return noNames
	}
	if n.grown.Load() {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.table.Store(&nameTable{slices.Clip(n.next.names), slices.Clone(n.next.slots)})
		n.grown.Store(false)
	}
	if t := n.table.Load(); t != nil {
		return t
	}
	return noNames
}

// Number returns the number of a name, and gives it one if need be. It is zero
// where there is no number left.
func (n *Names) Number(name string) Sym {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.number(name)
}

// number is Number for who has the lock.
func (n *Names) number(name string) Sym {
	t := &n.next
	if t.names == nil {
		*t = nameTable{names: make([]string, 1, firstSlots/4), slots: make([]Sym, firstSlots)}
	}
	slot := t.slot([]byte(name))
	if s := t.slots[slot]; s != 0 || len(t.names) > math.MaxUint16 {
		return s
	}
	t.slots[slot] = Sym(len(t.names))
	t.names = append(t.names, name)
	if 4*len(t.names) > len(t.slots) {
		t.slots = make([]Sym, 4*len(t.slots))
		for s, name := range t.names[1:] {
			t.slots[t.slot([]byte(name))] = Sym(s + 1)
		}
	}
	n.grown.Store(true)
	return Sym(len(t.names) - 1)
}

// firstSlots are for somewhat more names than the rules have.
const firstSlots = 1024

func (t *nameTable) find(name []byte) Sym { return t.slots[t.slot(name)] }

// slot returns the slot that has the number of a name, or the free one where it
// would be.
func (t *nameTable) slot(name []byte) uint32 {
	for slot := hashName(name); ; slot++ {
		slot &= uint32(len(t.slots) - 1)
		if s := t.slots[slot]; s == 0 || t.names[s] == string(name) {
			return slot
		}
	}
}

// hashName mixes the length and the ends of a name, which overlap where it is
// short.
func hashName(name []byte) uint32 {
	var head, tail uint64
	switch n := len(name); {
	case n >= 8:
		head, tail = binary.LittleEndian.Uint64(name), binary.LittleEndian.Uint64(name[n-8:])
	case n >= 4:
		head, tail = uint64(binary.LittleEndian.Uint32(name)), uint64(binary.LittleEndian.Uint32(name[n-4:]))
	case n > 0:
		head, tail = uint64(name[0])|uint64(name[n/2])<<8, uint64(name[n-1])
	}
	return uint32(((head ^ tail<<7 ^ tail>>57 + uint64(len(name))) * 0x9e3779b97f4a7c15) >> 40)
}

// loadNames takes the names that there are as those of the document.
func (d *Document) loadNames() {
	d.table = d.Names.load()
	if d.named = len(d.table.names); len(d.met) < d.named {
		d.met = make([]uint32, 2*d.named)
	}
}

// Number returns the number of a member name in d.Names, in this document as
// well as in those that are parsed later.
func (d *Document) Number(name string) Sym {
	s := d.Names.Number(name)
	if int(s) >= d.named {
		d.TakeNames()
	}
	return s
}

// TakeNames gives members whose names were numbered since they were read these
// numbers.
func (d *Document) TakeNames() {
	if len(d.Names.load().names) == d.named {
		return
	}
	d.loadNames()
	for n := range d.Nodes {
		if node := &d.Nodes[n]; node.Sym == 0 && node.Key > 0 {
			node.Sym = d.table.find(d.Name(n))
		}
	}
}

// Way leads from an object to a member by way of others: the numbers of up to four
// names, 16 bits each from the first on.
type Way uint64

// nowhere is a way on which a name has no number: it begins with number zero,
// which no member has, and goes on.
const nowhere Way = 1 << 16

const maxSteps = 4

// Way returns the way by names with a dot between them, for documents that are
// parsed from then on.
func (n *Names) Way(path string) (w Way) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for shift := 0; path != ""; shift += 16 {
		if shift == 16*maxSteps {
			panic("payload: the way is too long")
		}
		name, rest, _ := strings.Cut(path, ".")
		number := n.number(name)
		if number == 0 {
			return nowhere
		}
		w, path = w|Way(number)<<shift, rest
	}
	return w
}

// First returns the number of the first name.
func (w Way) First() Sym { return Sym(w) }

// Rest returns the way behind the first name.
func (w Way) Rest() Way { return w >> 16 }

// Follow goes a way from node n, as [Document.Member] goes a step.
func (d *Document) Follow(n int, way Way) int {
	for ; way != 0 && uint(n) < uint(len(d.Nodes)); way = way.Rest() {
		if i := int(d.Nodes[n].aside) - 1; uint(i) < uint(len(d.laid)) {
			n = d.laid[i].Named(way.First())
		} else {
			n = d.Member(n, way.First())
		}
	}
	return n
}

// Member returns the first member of node n whose name has a number, [None] where
// there is none or the number is zero.
func (d *Document) Member(n int, s Sym) int {
	if n < 0 || s == 0 {
		return None
	}
	nodes := d.Nodes
	if i := nodes[n].aside; i > 0 {
		return d.laid[i-1].Named(s)
	}
	for c, end := n+1, int(nodes[n].Next); c < end; c = int(nodes[c].Next) {
		if nodes[c].Sym == s {
			return c
		}
	}
	return None
}
