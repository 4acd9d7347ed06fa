package schema

import (
	"math/bits"
	"slices"
)

// nameSet is a set of names in the order they were added, with an
// open-addressing hash table beside a list that is not short.
type nameSet struct {
	names []string
	slots []uint32 // index of the name plus one, zero where free
}

// A list of so many names is searched as fast as a table.
const shortList = 8

// newNameSet returns an empty set with room for size names.
func newNameSet(size int) nameSet {
	s := nameSet{names: make([]string, 0, size)}
	if size > shortList {
		s.slots = make([]uint32, 1<<bits.Len(uint(2*size-1)))
	}
	return s
}

// with returns the set with one more name. The set itself is left as it is.
func (s *nameSet) with(name string) nameSet {
	t := nameSet{names: slices.Clone(s.names), slots: slices.Clone(s.slots)}
	t.add(name)
	return t
}

// add adds a name that the set may have.
func (s *nameSet) add(name string) {
	if len(s.names) >= shortList && 2*len(s.names) >= len(s.slots) {
		s.slots = make([]uint32, 4*len(s.names))
		for i, name := range s.names {
			slot, _ := s.probe([]byte(name))
			s.slots[slot] = uint32(i + 1)
		}
	}
	if slot, i := s.probe([]byte(name)); i < 0 {
		s.names = append(s.names, name)
		if len(s.slots) > 0 {
			s.slots[slot] = uint32(len(s.names))
		}
	}
}

// probe returns the slot of a name and its index, or the free slot where it would
// be and -1. There is no slot without a table.
func (s *nameSet) probe(name []byte) (slot, index int) {
	if len(s.slots) == 0 {
		for i := range s.names {
			if s.names[i] == string(name) {
				return 0, i
			}
		}
		return 0, -1
	}
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
	if len(s.names) == 0 {
		return -1
	}
	for i := expect; i < min(expect+3, len(s.names)); i++ {
		if s.names[i] == string(name) {
			return i
		}
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

// member is what a plan knows of a member by its name. It is small, for there are
// many.
type member struct {
	application
	bit      uint8 // of a required member
	required bool  // and its bit is among those that a word can track
	listed   bool  // as a property, not only as required
}

// application is of schemas to one value: of none where schema is nil.
type application struct {
	schema *Schema
	next   *application
}

// add adds a schema behind the others.
func (a *application) add(s *Schema) {
	if a.schema == nil {
		a.schema = s
		return
	}
	for a.next != nil {
		a = a.next
	}
	a.next = &application{schema: s}
}
