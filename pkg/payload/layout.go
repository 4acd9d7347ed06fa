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

// Begin makes d an empty document of text, which somebody else than Parse fills
// with nodes: the ones that Parse would write.
func (d *Document) Begin(text []byte) {
	d.Text, d.Nodes, d.Duplicates = text, d.Nodes[:0], d.Duplicates[:0]
	d.stack, d.lines, d.marks, d.decoded = d.stack[:0], d.lines[:0], d.marks[:0], d.decoded[:0]
	d.laid, d.Slots = d.laid[:0], d.Slots[:0]
	d.loadNames()
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

// NumberOf returns the number of a member name that holds no escape sequence,
// as the document has it, zero where it has none.
func (d *Document) NumberOf(name []byte) Sym {
	if d.named <= 1 {
		return 0
	}
	return d.table.find(name)
}

// Repeats reports whether object n, whose subtree is complete and whose member
// names hold no escape sequences, has a name twice.
func (d *Document) Repeats(n int) bool {
	d.findDuplicates(container{node: int32(n)})
	return len(d.Duplicates) > 0
}

// StringEnd returns the offset after the string that opens at text[i], and
// whether it holds escape sequences; zero where it is malformed.
func StringEnd(text []byte, i int) (end int, escaped bool) {
	end, escaped, err := scanString(text, i)
	if err != nil {
		return 0, false
	}
	return end, escaped
}

// NumberEnd returns the offset after the number at text[i], a minus sign or a
// digit, and its kind; zero where it is malformed.
func NumberEnd(text []byte, i int) (end int, kind Kind) {
	end, kind, err := scanNumber(text, i)
	if err != nil {
		return 0, 0
	}
	return end, kind
}

// SkipSpace returns the offset of the first byte from text[i] on that is no
// white space.
func SkipSpace(text []byte, i int) int { return skipSpace(text, i) }

// SkipPlain moves over characters that mean nothing in a string: as far as the
// next quote, backslash, control character or byte beyond ASCII, or less.
func SkipPlain(text []byte, i int) int { return skipPlain(text, i) }

// Grow makes room for more nodes.
func (d *Document) Grow() { d.Nodes = slices.Grow(d.Nodes, 1) }

// Begin makes n the node at index i, of which the caller sets the rest: all but
// Escaped, KeyEscaped, and Next for a scalar.
func (n *Node) Begin(i int) {
	n.Next, n.laid, n.Escaped, n.KeyEscaped = int32(i+1), 0, false, false
}
