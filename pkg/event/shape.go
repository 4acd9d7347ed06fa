package event

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/vhook/vhook/pkg/payload"
)

// shape is the outermost layer of an event's data: the member names that its
// schema lists, those among them that stand in a branch of an if, and those
// that it requires or calls usual.
type shape struct{ listed, branched, required []string }

// reader reads the outermost layer of schema documents without compiling
// them: bare data is compared with every event, and compiling all of them
// would cost more than the rest of a run.
type reader struct {
	fsys fs.FS

	mu     sync.Mutex
	doc    payload.Document
	text   []byte
	shapes map[string]*shape // by path
}

// read hands the document in file to use, which must not keep it.
func (r *reader) read(file string, use func(*payload.Document)) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	err := r.parse(file)
	if err == nil {
		use(&r.doc)
	}
	return err
}

// parse reads the document in file into r.doc.
func (r *reader) parse(file string) error {
	f, err := r.fsys.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	text := bytes.NewBuffer(r.text[:0])
	if _, err := text.ReadFrom(f); err != nil {
		return err
	}
	r.text = text.Bytes()
	return r.doc.Parse(r.text, 0)
}

// usualKey is the member of a schema that lists what data always has although
// it need not.
const usualKey = "x-usual"

// shapeOf returns the shape that the document in file describes.
func (r *reader) shapeOf(file string) (*shape, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, err := r.find(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}

func (r *reader) find(file string) (*shape, error) {
	if s := r.shapes[file]; s != nil {
		return s, nil
	}
	if err := r.parse(file); err != nil {
		return nil, err
	}
	s := new(shape)
	references := s.collect(&r.doc, payload.Root, nil)
	for _, ref := range references { // r.doc is overwritten from here on
		if strings.Contains(ref, "#") {
			return nil, fmt.Errorf("the root of an event's schema refers to %q, want a whole document", ref)
		}
		known, err := r.find(path.Join(path.Dir(file), ref))
		if err != nil {
			return nil, err
		}
		if len(references) == 1 && s.isEmpty() {
			s = known
			break
		}
		s.add(known)
	}
	s.tidy()
	if r.shapes == nil {
		r.shapes = map[string]*shape{}
	}
	r.shapes[file] = s
	return s, nil
}

// collect adds what a schema says itself and in allOf, and returns references
// with those that it has.
func (s *shape) collect(d *payload.Document, n int, references []string) []string {
	s.listed = appendKeys(s.listed, d, d.Field(n, "properties"))
	for _, branch := range []string{"then", "else"} {
		s.branched = appendKeys(s.branched, d, d.Field(n, branch, "properties"))
	}
	for _, key := range []string{"required", usualKey} {
		s.required = append(s.required, stringsOf(d, d.Field(n, key))...)
	}
	for part := range d.Children(d.Field(n, "allOf")) {
		references = s.collect(d, part, references)
	}
	if ref := d.Str(d.Field(n, "$ref")); ref != "" {
		references = append(references, ref)
	}
	return references
}

func appendKeys(keys []string, d *payload.Document, n int) []string {
	for m := range d.Children(n) {
		keys = append(keys, d.Key(m))
	}
	return keys
}

func (s *shape) isEmpty() bool { return len(s.listed)+len(s.branched)+len(s.required) == 0 }

func (s *shape) add(other *shape) {
	s.listed = append(s.listed, other.listed...)
	s.branched = append(s.branched, other.branched...)
	s.required = append(s.required, other.required...)
}

// tidy sorts the names, each of which may have come from many places.
func (s *shape) tidy() {
	for _, names := range []*[]string{&s.listed, &s.branched, &s.required} {
		slices.Sort(*names)
		*names = slices.Compact(*names)
	}
}

// fit counts how the members of bare data compare with a shape. Rare adds up how
// rare those are that it does not list.
type fit struct{ known, unlisted, missing, absent, rare int }

// fit compares bare data with the shape; rarity, where not nil, is that of each member.
func (s *shape) fit(d *payload.Document, data int, rarity []int) fit {
	var f fit
	f.absent = len(s.listed)
	at := -1
	for member := range d.Children(data) {
		name := d.Name(member)
		at++
		if contains(s.listed, name) {
			f.known++
			f.absent--
		} else if contains(s.branched, name) {
			f.known++
		} else {
			f.unlisted++
			if rarity != nil {
				f.rare += rarity[at]
			}
		}
	}
	for _, name := range s.required {
		if d.Field(data, name) == payload.None {
			f.missing++
		}
	}
	return f
}

// composed reports whether data looks like an object of somebody's own making:
// it has members that are not even misspelt ones of the shape, and does not
// resemble the shape if those that are misspelt count as known.
func (s *shape) composed(d *payload.Document, data int) bool {
	if s.knowsAll(d, data) {
		return false // as nearly always
	}
	f := s.fit(d, data, nil)
	if f.unlisted == 0 {
		return false
	}
	for member := range d.Children(data) {
		if s.knows(d, member) {
			continue
		}
		name := d.Key(member)
		if misspells(name, s.listed) || misspells(name, s.branched) {
			f.known++
			f.unlisted--
			f.missing = max(f.missing-1, 0)
		}
	}
	return f.unlisted > 0 && !f.resembles()
}

func (s *shape) knowsAll(d *payload.Document, data int) bool {
	for member, end := data+1, int(d.Nodes[data].Next); member < end; member = int(d.Nodes[member].Next) {
		if !s.knows(d, member) {
			return false
		}
	}
	return true
}

// knows reports whether the shape has a member of that name.
func (s *shape) knows(d *payload.Document, member int) bool {
	name := d.Name(member)
	return contains(s.listed, name) || contains(s.branched, name)
}

// misspells reports whether name is one of names but for a slip, in a longer
// name two: short words are near each other by chance.
func misspells(name string, names []string) bool {
	for _, n := range names {
		slips := 1
		if len(n) > 5 {
			slips = 2
		}
		if len(n) > 2 && EditDistance(name, n, slips+1) <= slips {
			return true
		}
	}
	return false
}

func contains(names []string, name []byte) bool {
	for _, n := range names {
		if n == string(name) {
			return true
		}
	}
	return false
}

// distance orders fits: a member too many or too few weighs more than any
// number of optional members that are not there, and one too many more than one
// too few, for members are lost more often than they come from nowhere. One that few
// other events have is hardly there by chance, so it weighs more the fewer they are.
func (f fit) distance() int { return 64*(3*f.unlisted+f.rare+2*f.missing) + f.absent }

// resembles reports whether the data is near enough to be called that event:
// more of it is known than is amiss.
func (f fit) resembles() bool { return f.known > 0 && f.known > f.unlisted+f.missing }
