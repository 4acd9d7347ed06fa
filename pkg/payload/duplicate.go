package payload

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// smallObject is the number of members up to which comparing pairs beats a hash
// table.
const smallObject = 48

// findDuplicates appends the pairs of equal member names of a closed object.
func (d *Document) findDuplicates(object container) {
	if object.escaped {
		d.findDuplicatesHashed(int(object.node))
		return
	}
	// Names that have met no other of their number, or of their length and
	// outer characters, are compared with nothing.
	var met uint64
	nodes, count, known := d.Nodes, 0, len(d.Duplicates)
	d.objects++
	for c, end := int(object.node)+1, int(nodes[object.node].Next); c < end; c = int(nodes[c].Next) {
		if s := nodes[c].Sym; s != 0 {
			if d.met[s] == d.objects {
				d.findEarlier(int(object.node)+1, c)
			}
			d.met[s] = d.objects
		} else {
			bit := sketch(d.rawKey(c))
			if met&bit != 0 {
				d.findEarlier(int(object.node)+1, c)
			}
			met |= bit
		}
		if count++; count > smallObject {
			d.Duplicates = d.Duplicates[:known]
			d.findDuplicatesHashed(int(object.node))
			return
		}
	}
}

// sketch maps a name to one of 64 bits.
func sketch(name []byte) uint64 {
	n := len(name)
	if n == 0 {
		return 1
	}
	return 1 << ((uint(n) + uint(name[0])*5 + uint(name[n/2])*11 + uint(name[n-1])*3) & 63)
}

// Doubled reports whether node n is a member that stands a second time behind it, or
// lies in one.
func (d *Document) Doubled(n int) bool {
	return slices.ContainsFunc(d.Duplicates, func(dup Duplicate) bool {
		return dup.First <= n && n < int(d.Nodes[dup.First].Next)
	})
}

// findEarlier looks for a member before node n that has its name.
func (d *Document) findEarlier(first, n int) {
	key := d.rawKey(n)
	for b := first; b < n; b = int(d.Nodes[b].Next) {
		if string(d.rawKey(b)) == string(key) {
			d.Duplicates = append(d.Duplicates, Duplicate{First: b, Again: n})
			return
		}
	}
}

func (d *Document) rawKey(n int) []byte { return d.Text[d.Nodes[n].Key:d.Nodes[n].KeyEnd] }

// keySet is an open-addressing table of nodes by member name, kept between
// objects so that large ones allocate once.
type keySet struct {
	slots []int32 // node index plus one, zero where free
	a, b  []byte  // decoded names
}

func (d *Document) findDuplicatesHashed(object int) {
	size, count := 32, d.Len(object)
	for size < 2*count {
		size *= 2
	}
	if cap(d.keys.slots) < size {
		d.keys.slots = make([]int32, size)
	}
	slots, seed := d.keys.slots[:size], maphash.MakeSeed()
	clear(slots)
	for c := range d.Children(object) {
		d.keys.a = d.appendKey(d.keys.a[:0], c)
		slot := int(maphash.Bytes(seed, d.keys.a)) & (size - 1)
		for ; slots[slot] != 0; slot = (slot + 1) & (size - 1) {
			first := int(slots[slot] - 1)
			if d.keys.b = d.appendKey(d.keys.b[:0], first); bytes.Equal(d.keys.a, d.keys.b) {
				d.Duplicates = append(d.Duplicates, Duplicate{First: first, Again: c})
				break
			}
		}
		if slots[slot] == 0 {
			slots[slot] = int32(c) + 1
		}
	}
}

func (d *Document) appendKey(dst []byte, n int) []byte {
	if d.Nodes[n].KeyEscaped {
		return unescape(dst, d.rawKey(n))
	}
	return append(dst, d.rawKey(n)...)
}
