package payload

import "slices"

// Layout gives a slot to each member that the objects of one kind can have, so
// that members of such objects are looked up by number instead of searched for.
type Layout struct {
	slots   []uint8 // by number, zero where the name has none
	members int     // that have one
	width   int     // of its objects, slot zero and those behind members with it
}

// MaxSlots is one more than how many members a layout can have: sets of slots are
// words, and slot zero is for names that have none.
const MaxSlots = 64

// NewLayout returns the layout of objects that have no other members than those
// with the given numbers, fewer than [MaxSlots]. The slot of a number is its place
// among them, from one on.
func NewLayout(numbers []Sym) *Layout {
	l := &Layout{members: len(numbers), width: len(numbers) + 1}
	if len(numbers) > 0 {
		l.slots = make([]uint8, slices.Max(numbers)+1)
	}
	for i, s := range numbers {
		l.slots[s] = uint8(i + 1)
	}
	return l
}

// Equal reports whether two layouts give the same slots.
func (l *Layout) Equal(other *Layout) bool {
	if l == nil || other == nil {
		return l == other
	}
	return slices.Equal(l.slots, other.slots)
}

// Slot returns the slot of a number, zero where it has none.
func (l *Layout) Slot(s Sym) uint8 {
	if int(s) >= len(l.slots) {
		return 0
	}
	return l.slots[s]
}

// Extra returns the slot that is i behind those of members, for the use of others. It
// is there for objects that get room from then on.
func (l *Layout) Extra(i int) uint8 {
	slot := l.members + 1 + i
	if slot >= len(Slots{}) {
		panic("payload: a layout has too many slots")
	}
	l.width = max(l.width, slot+1)
	return uint8(slot)
}

// Slots are the nodes of members by slot, plus one; zero where there is none. They
// are as many as a byte has values, so that none is out of range, but an object has
// no more than its layout is wide.
type Slots [1 << 8]int32

// roomForSlots is enough for most texts.
const roomForSlots = 1 << 11

// Members are those of an object with a [Layout]: sets of its slots, each slot
// the bit of its number.
type Members struct {
	// Taken are the slots that hold a member, Null those that hold a null.
	Taken, Null uint64
	Slots       *Slots
	layout      *Layout
}

// MembersOf returns the members of node n, nil where it is no object with a layout.
func (d *Document) MembersOf(n int) *Members {
	if uint(n) < uint(len(d.Nodes)) {
		if i := int(d.Nodes[n].aside) - 1; uint(i) < uint(len(d.laid)) {
			return &d.laid[i]
		}
	}
	return nil
}

// Common returns the members of two objects that have one layout, nil of others.
func (d *Document) Common(a, b int) (x, y *Members) {
	if x, y = d.MembersOf(a), d.MembersOf(b); x == nil || y == nil || x.layout != y.layout {
		return nil, nil
	}
	return x, y
}

// At returns the node in a slot, [None] where there is none.
func (s *Slots) At(slot uint8) int { return int(s[slot]) - 1 }

// Put puts a node or [None] into a slot.
func (s *Slots) Put(slot uint8, n int) { s[slot] = int32(n + 1) }

// Room returns empty slots for an object with a layout, which [Document.Lay]
// wants when they are filled.
func (d *Document) Room(l *Layout) *Slots {
	if first := d.slotted; first >= 0 && first <= len(d.slots)-len(Slots{}) {
		d.slotted += l.width
		return (*Slots)(d.slots[first : first+len(Slots{})])
	}
	return d.moreRoom(l)
}

// moreRoom is Room where there is none left. Other objects keep what they have.
func (d *Document) moreRoom(l *Layout) *Slots {
	d.slots = make([]int32, 2*len(d.slots)+roomForSlots)
	d.slotted = l.width
	return (*Slots)(d.slots)
}

// Lay gives an object of d a layout and its members.
func (d *Document) Lay(object *Node, l *Layout, slots *Slots, taken, null uint64) {
	d.laid = append(d.laid, Members{taken, null, slots, l})
	object.aside = int32(len(d.laid))
}

// Named returns the member whose name has a number, [None] where there is none.
func (m *Members) Named(s Sym) int { return m.Slots.At(m.layout.Slot(s)) }
