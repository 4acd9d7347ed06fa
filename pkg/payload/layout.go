package payload

import "slices"

// Layout gives a slot to each member that the objects of one kind can have, so
// that members of such objects are looked up by number instead of searched for.
type Layout struct {
	slots []uint8 // by number, zero where the name has none
	width int
}

// MaxSlots is how many members a layout can have.
const MaxSlots = 255

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

// SlotsOf returns the members of object n by the slots of its layout, zero for
// those that it has not.
func (d *Document) SlotsOf(n int) []int32 {
	o := &d.laid[d.Nodes[n].laid-1]
	return d.Slots[o.base:][:o.width]
}

// laid is an object with a layout: where its slots begin.
type laid struct {
	slots       []uint8 // of the layout
	base, width int32
}

// Lay gives object n a layout, and returns where its slots begin in d.Slots:
// all empty. A slot holds the node of the member, zero where it is empty.
func (d *Document) Lay(n int, l *Layout) int {
	base := len(d.Slots)
	for end := base + l.width; end > cap(d.Slots); {
		d.Slots = append(d.Slots[:cap(d.Slots)], 0)
	}
	d.Slots = d.Slots[:base+l.width]
	clear(d.Slots[base:])
	d.laid = append(d.laid, laid{l.slots, int32(base), int32(l.width)})
	d.Nodes[n].laid = int32(len(d.laid))
	return base
}

// inSlot is Member of an object with a layout.
func (d *Document) inSlot(o *laid, s Sym) int {
	if int(s) < len(o.slots) {
		if slot := int(o.slots[s]); slot > 0 {
			if n := d.Slots[int(o.base)+slot-1]; n > 0 {
				return int(n)
			}
		}
	}
	return None
}
