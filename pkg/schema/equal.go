package schema

import (
	"bytes"
	"hash/maphash"

	"github.com/vhook/vhook/pkg/payload"
)

// operand is a node of some document.
type operand struct {
	doc  *payload.Document
	node int
}

func (v operand) kind() payload.Kind { return v.doc.Nodes[v.node].Kind }

func (v operand) end() int { return int(v.doc.Nodes[v.node].Next) }

// next returns the sibling after v.
func (v operand) next() operand { return operand{v.doc, v.end()} }

// isNumeric reports whether a kind is one of the two spellings of numbers.
func isNumeric(k payload.Kind) bool { return k == payload.Integer || k == payload.Number }

// equal reports whether a and b are the same JSON value: numbers by value,
// strings decoded, objects whatever the order of their members.
func equal(a, b operand) bool {
	if isNumeric(a.kind()) && isNumeric(b.kind()) {
		return parseDecimal(a.doc.Raw(a.node)).compare(parseDecimal(b.doc.Raw(b.node))) == 0
	}
	if a.kind() != b.kind() {
		return false
	}
	switch a.kind() {
	case payload.String:
		return bytes.Equal(stringText(a.doc, a.node), stringText(b.doc, b.node))
	case payload.Array:
		return equalItems(a, b)
	case payload.Object:
		return a.doc.Len(a.node) == b.doc.Len(b.node) && equalMembers(a, b)
	}
	return true
}

func equalItems(a, b operand) bool {
	aEnd, bEnd := a.end(), b.end()
	for a.node, b.node = a.node+1, b.node+1; a.node < aEnd && b.node < bEnd; a, b = a.next(), b.next() {
		if !equal(a, b) {
			return false
		}
	}
	return a.node >= aEnd && b.node >= bEnd
}

// equalMembers looks for each member of a in b, first where the order of both
// is the same.
func equalMembers(a, b operand) bool {
	first, end := b.node+1, b.end()
	at := first
	for c := range a.doc.Children(a.node) {
		name := keyText(a.doc, c)
		if at = findMember(operand{b.doc, at}, end, name); at == payload.None {
			at = findMember(operand{b.doc, first}, end, name)
		}
		if at == payload.None || !equal(operand{a.doc, c}, operand{b.doc, at}) {
			return false
		}
		at = int(b.doc.Nodes[at].Next)
	}
	return true
}

// findMember looks among the siblings from v up to end.
func findMember(v operand, end int, name []byte) int {
	for ; v.node < end; v = v.next() {
		if bytes.Equal(keyText(v.doc, v.node), name) {
			return v.node
		}
	}
	return payload.None
}

// stringText returns the decoded value of a string node. Unlike the methods of a
// document it writes nothing there, as goroutines share those of schemas.
func stringText(d *payload.Document, n int) []byte {
	node := &d.Nodes[n]
	if node.Escaped {
		return []byte(d.Str(n))
	}
	return d.Text[node.Start+1 : node.End-1]
}

// keyText returns the decoded name of a member.
func keyText(d *payload.Document, n int) []byte {
	node := &d.Nodes[n]
	if node.KeyEscaped {
		return []byte(d.Key(n))
	}
	return d.Text[node.Key:node.KeyEnd]
}

// pairwiseItems is the number of items up to which comparing every pair beats
// hashing them.
const pairwiseItems = 16

// repeatedItem returns the first item of an array that equals an earlier one,
// and [payload.None] where there is none.
func repeatedItem(d *payload.Document, array int) int {
	if d.Len(array) > pairwiseItems {
		return repeatedHash(d, array)
	}
	for a := range d.Children(array) {
		for b := array + 1; b < a; b = int(d.Nodes[b].Next) {
			if equal(operand{d, a}, operand{d, b}) {
				return a
			}
		}
	}
	return payload.None
}

func repeatedHash(d *payload.Document, array int) int {
	seed, seen := maphash.MakeSeed(), make(map[uint64][]int)
	for a := range d.Children(array) {
		h := hash(seed, operand{d, a})
		for _, b := range seen[h] {
			if equal(operand{d, a}, operand{d, b}) {
				return a
			}
		}
		seen[h] = append(seen[h], a)
	}
	return payload.None
}

// hash returns the same for values that are [equal].
func hash(seed maphash.Seed, v operand) uint64 {
	h := uint64(v.kind())
	switch {
	case v.kind() == payload.String:
		h = maphash.Bytes(seed, stringText(v.doc, v.node))
	case isNumeric(v.kind()):
		h = hashNumber(seed, parseDecimal(v.doc.Raw(v.node)))
	case v.kind() == payload.Array:
		for c := range v.doc.Children(v.node) {
			h = maphash.Comparable(seed, [2]uint64{h, hash(seed, operand{v.doc, c})})
		}
	case v.kind() == payload.Object:
		for c := range v.doc.Children(v.node) {
			name := maphash.Bytes(seed, keyText(v.doc, c))
			h += maphash.Comparable(seed, [2]uint64{name, hash(seed, operand{v.doc, c})})
		}
	}
	return h
}

func hashNumber(seed maphash.Seed, v decimal) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, digit := range v.digits {
		if digit != '.' {
			h.WriteByte(digit)
		}
	}
	return maphash.Comparable(seed, [3]int64{int64(h.Sum64()), v.exp, int64(v.sign())})
}
