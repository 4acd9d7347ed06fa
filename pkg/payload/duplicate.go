package payload

import (
	"bytes"
	"hash/maphash"
)

// smallObject is the number of members up to which comparing every pair beats
// hashing the names.
const smallObject = 16

// findDuplicates appends the pairs of equal member names of a closed object.
func (d *Document) findDuplicates(object openNode) {
	if object.count > smallObject || object.escaped {
		d.findDuplicatesHashed(int(object.node), int(object.count))
		return
	}
	first, end := int(object.node)+1, int(d.Nodes[object.node].Next)
	for a := int(d.Nodes[first].Next); a < end; a = int(d.Nodes[a].Next) {
		key := d.rawKey(a)
		for b := first; b < a; b = int(d.Nodes[b].Next) {
			if other := d.rawKey(b); len(key) == len(other) && string(key) == string(other) {
				d.Duplicates = append(d.Duplicates, Duplicate{First: b, Again: a})
				break
			}
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

func (d *Document) findDuplicatesHashed(object, count int) {
	size := 32
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
