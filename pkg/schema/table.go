package schema

import (
	"math/bits"
	"slices"
)

// nameSet is a set of names in the order they were added, with an
// open-addressing hash table beside the list.
type nameSet struct {
	names []string
	slots []uint32 // index of the name plus one, zero where free
}

// newNameSet returns an empty set with room for size names.
func newNameSet(size int) nameSet {
	if size == 0 {
		return nameSet{}
	}
	return nameSet{names: make([]string, 0, size), slots: make([]uint32, 1<<bits.Len(uint(2*size-1)))}
}

// with returns the set with one more name. The set itself is left as it is.
func (s *nameSet) with(name string) nameSet {
	t := nameSet{names: slices.Clone(s.names), slots: slices.Clone(s.slots)}
	t.add(name)
	return t
}

// add adds a name that the set may have.
func (s *nameSet) add(name string) {
	if 2*len(s.names) >= len(s.slots) {
		s.slots = make([]uint32, max(4, 2*len(s.slots)))
		for i, name := range s.names {
			slot, _ := s.probe([]byte(name))
			s.slots[slot] = uint32(i + 1)
		}
	}
	if slot, i := s.probe([]byte(name)); i < 0 {
		s.names = append(s.names, name)
		s.slots[slot] = uint32(len(s.names))
	}
}

// probe returns the slot of a name and its index, or the free slot where it would
// be and -1. There must be slots.
func (s *nameSet) probe(name []byte) (slot, index int) {
	for slot = s.slot(name); s.slots[slot] != 0; slot = (slot + 1) & (len(s.slots) - 1) {
		if i := int(s.slots[slot]) - 1; s.names[i] == string(name) {
			return slot, i
		}
	}
	return slot, -1
}

func (s *nameSet) has(name []byte) bool { return s.find(name, 0) >= 0 }

// find returns the index of a name, -1 where the set lacks it. It looks at the
// index expect and the two after it first: documents tend to keep the order of
// their schema, and to leave out some of it.
func (s *nameSet) find(name []byte, expect int) int {
	for i := expect; i < min(expect+3, len(s.names)); i++ {
		if s.names[i] == string(name) {
			return i
		}
	}
	if len(s.names) == 0 {
		return -1
	}
	_, i := s.probe(name)
	return i
}

// slot hashes the length and three characters, which tell the names of one
// object apart well enough.
func (s *nameSet) slot(name []byte) int {
	h := uint32(len(name))
	if len(name) > 0 {
		h = h*31 + uint32(name[0])
		h = h*31 + uint32(name[len(name)/2])
		h = h*31 + uint32(name[len(name)-1])
	}
	return int(h*0x9e3779b1>>16) & (len(s.slots) - 1)
}

// maxBits is the number of required members that a word can track.
const maxBits = 64

// member is what a plan knows of a member by its name.
type member struct {
	schemas []*Schema
	bit     uint64 // the bit of a required member
	listed  bool   // as a property, not only as required
}
