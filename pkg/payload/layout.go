package payload

import "slices"

// Layout gives a slot to each member that the objects of one kind can have, so
// that members of such objects are looked up by number instead of searched for.
type Layout struct {
	slots []uint8 // by number, the slot plus one; zero where the name has none
	width int
}

// MaxSlots is how many members a layout can have: sets of slots are words.
const MaxSlots = 64

// NewLayout returns the layout of objects that have no other members than those
// with the given numbers, at most [MaxSlots]. The slot of a number is its place
// among them.
func NewLayout(numbers []Sym) *Layout {
	l := &Layout{width: len(numbers)}
	for i, s := range numbers {
		for len(l.slots) <= int(s) {
			l.slots = append(l.slots, 0)
		}
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

// Slot returns the slot of a number, -1 where it has none.
func (l *Layout) Slot(s Sym) int {
	if int(s) >= len(l.slots) {
		return -1
	}
	return int(l.slots[s]) - 1
}

// Members are those of an object with a [Layout]: sets of its slots, each slot
// the bit of its number.
type Members struct {
	// Taken are the slots that hold a member, Null those that hold a null.
	Taken, Null uint64
	layout      *Layout
	base        int // of the object's slots in those of the document
}

// MembersOf returns the members of object n, which has a layout, and their nodes
// by slot. What stands in a slot that is not taken means nothing.
func (d *Document) MembersOf(n int) (*Members, []int32) {
	m := &d.laid[d.Nodes[n].laid-1]
	return m, d.Slots[m.base:][:m.layout.width]
}

// Lay gives object n a layout and slots, of which none is taken. It returns
// where these begin in d.Slots.
func (d *Document) Lay(n int, l *Layout) (base int) {
	base = len(d.Slots)
	if end := base + l.width; end <= cap(d.Slots) {
		d.Slots = d.Slots[:end]
	} else {
		d.Slots = append(d.Slots, make([]int32, l.width)...)
	}
	d.laid = append(d.laid, Members{layout: l, base: base})
	d.Nodes[n].laid = int32(len(d.laid))
	return base
}

// Take says which slots of object n, which has a layout, are taken.
func (d *Document) Take(n int, taken, null uint64) {
	m := &d.laid[d.Nodes[n].laid-1]
	m.Taken, m.Null = taken, null
}

// inSlot is Member of an object with a layout.
func (d *Document) inSlot(m *Members, s Sym) int {
	if slot := m.layout.Slot(s); slot >= 0 && m.Taken>>(slot&(MaxSlots-1))&1 != 0 {
		return int(d.Slots[m.base+slot])
	}
	return None
}
