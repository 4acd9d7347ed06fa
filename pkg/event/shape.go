package event

import (
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
	mu     sync.Mutex
	fsys   fs.FS
	shapes map[string]shape // by path, of documents that others refer to
}

func (r *reader) parse(file string) (*payload.Document, error) {
	text, err := fs.ReadFile(r.fsys, file)
	if err != nil {
		return nil, err
	}
	d := new(payload.Document)
	return d, d.Parse(text, 0)
}

// shapeOf follows $ref and allOf at the root of the schema document in file.
func (r *reader) shapeOf(file string, d *payload.Document) (shape, error) {
	var s shape
	if err := r.collect(&s, file, d, payload.Root); err != nil {
		return s, err
	}
	for _, names := range []*[]string{&s.listed, &s.branched, &s.required} {
		slices.Sort(*names)
		*names = slices.Compact(*names)
	}
	return s, nil
}

func (r *reader) collect(s *shape, file string, d *payload.Document, n int) error {
	for p := range d.Children(d.Field(n, "properties")) {
		s.listed = append(s.listed, d.Key(p))
	}
	for _, branch := range []string{"then", "else"} {
		for p := range d.Children(d.Field(n, branch, "properties")) {
			s.branched = append(s.branched, d.Key(p))
		}
	}
	for _, key := range []string{"required", "x-usual"} {
		s.required = append(s.required, stringsOf(d, d.Field(n, key))...)
	}
	for part := range d.Children(d.Field(n, "allOf")) {
		if err := r.collect(s, file, d, part); err != nil {
			return err
		}
	}
	ref := d.Str(d.Field(n, "$ref"))
	if ref == "" {
		return nil
	}
	if strings.Contains(ref, "#") {
		return fmt.Errorf("the root of an event's schema refers to %q, want a whole document", ref)
	}
	known, err := r.shapeAt(path.Join(path.Dir(file), ref))
	if err != nil {
		return err
	}
	s.listed = append(s.listed, known.listed...)
	s.branched = append(s.branched, known.branched...)
	s.required = append(s.required, known.required...)
	return nil
}

// shapeAt returns the shape of a document that others refer to, read once.
func (r *reader) shapeAt(file string) (shape, error) {
	if known, ok := r.shapes[file]; ok {
		return known, nil
	}
	d, err := r.parse(file)
	if err != nil {
		return shape{}, err
	}
	s, err := r.shapeOf(file, d)
	r.shapes[file] = s
	return s, err
}

// fit counts how the members of bare data compare with a shape.
type fit struct{ known, unlisted, missing, absent int }

func (s *shape) fit(d *payload.Document, data int) fit {
	var f fit
	f.absent = len(s.listed)
	for member := range d.Children(data) {
		name := d.Name(member)
		if contains(s.listed, name) {
			f.known++
			f.absent--
		} else if contains(s.branched, name) {
			f.known++
		} else {
			f.unlisted++
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
	f := s.fit(d, data)
	for member := range d.Children(data) {
		name := d.Key(member)
		if slices.Contains(s.listed, name) || slices.Contains(s.branched, name) {
			continue
		}
		if misspells(name, s.listed) || misspells(name, s.branched) {
			f.known++
			f.unlisted--
			f.missing = max(f.missing-1, 0)
		}
	}
	return f.unlisted > 0 && !f.resembles()
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
// number of optional members that are not there.
func (f fit) distance() int { return 64*(f.unlisted+f.missing) + f.absent }

// resembles reports whether the data is near enough to be called that event:
// more of it is known than is amiss.
func (f fit) resembles() bool { return f.known > 0 && f.known > f.unlisted+f.missing }
