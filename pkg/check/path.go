package check

import (
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// paths has the member names of paths as numbers, so that rules can write
// words. It is for one document and those that are parsed into it later.
type paths struct {
	slots   []uint16 // open addressing: the place in entries plus one, zero where free
	entries []pathEntry
	index   index
	open    []int // the containers around a node
}

type pathEntry struct {
	path    string
	numbers []payload.Sym
}

// Four slots for each path that is kept; rules have fewer.
const (
	maxPaths  = 512
	pathSlots = 4 * maxPaths
)

// find returns the numbers of a path. Where it is the very constant that was
// asked for before, comparing the two costs nothing.
func (p *paths) find(d *payload.Document, path string) []payload.Sym {
	if p.slots == nil {
		p.slots = make([]uint16, pathSlots)
	}
	slot := hashPath(path)
	for ; p.slots[slot%pathSlots] != 0; slot++ {
		if e := &p.entries[p.slots[slot%pathSlots]-1]; e.path == path {
			return e.numbers
		}
	}
	p.index.ready = false // it knows only names that had a number
	numbers := make([]payload.Sym, 0, strings.Count(path, ".")+1)
	for word := range strings.SplitSeq(path, ".") {
		numbers = append(numbers, d.Number(word))
	}
	if len(p.entries) < maxPaths {
		p.entries = append(p.entries, pathEntry{path, numbers})
		p.slots[slot%pathSlots] = uint16(len(p.entries))
	}
	return numbers
}

// hashPath mixes the length and some characters, which tell the paths of rules
// apart well enough.
func hashPath(path string) uint32 {
	n := len(path)
	if n < 4 {
		return uint32(n)
	}
	head := uint32(path[0]) | uint32(path[n/4])<<8 | uint32(path[n/2])<<16 | uint32(path[n/2+1])<<24
	tail := uint32(path[n-4]) | uint32(path[n-3])<<8 | uint32(path[n-2])<<16 | uint32(path[n-1])<<24
	return (head*0x9e3779b1 ^ tail*0x85ebca6b + uint32(n)*0xc2b2ae35) >> 16
}
