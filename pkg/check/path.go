package check

import (
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// paths has the member names of paths as numbers, so that rules can write
// words. It is for one document and those that are parsed into it later.
type paths struct {
	entries []pathEntry // open addressing, never full
	used    int
	index   index
}

type pathEntry struct {
	path    string // empty where free
	numbers []payload.Sym
}

// maxPaths bounds how many paths are kept; rules have fewer.
const maxPaths = 1024

// find returns the numbers of a path. The same constant is found by its
// length, some characters and its address.
func (p *paths) find(d *payload.Document, path string) []payload.Sym {
	if 2*p.used >= len(p.entries) {
		p.grow()
	}
	e := p.entry(path)
	if e.path == path {
		return e.numbers
	}
	p.index.ready = false // it knows only names that had a number
	numbers := make([]payload.Sym, 0, strings.Count(path, ".")+1)
	for word := range strings.SplitSeq(path, ".") {
		numbers = append(numbers, d.Number(word))
	}
	if p.used < maxPaths {
		*e = pathEntry{path, numbers}
		p.used++
	}
	return numbers
}

func (p *paths) entry(path string) *pathEntry {
	n := len(path)
	h := uint(n)
	if n > 0 {
		h = h*31 + uint(path[0])
		h = h*31 + uint(path[n/3])
		h = h*31 + uint(path[2*n/3])
		h = h*31 + uint(path[n-1])
	}
	for h = h * 0x9e3779b1 >> 7; ; h++ {
		e := &p.entries[h&uint(len(p.entries)-1)]
		if e.path == path || e.path == "" {
			return e
		}
	}
}

func (p *paths) grow() {
	old := p.entries
	p.entries = make([]pathEntry, max(256, 2*len(old)))
	for _, e := range old {
		if e.path != "" {
			*p.entry(e.path) = e
		}
	}
}
