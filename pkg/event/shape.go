package event

import (
	"github.com/vhook/vhook/pkg/payload"
)

// shape is the outermost layer of an event's data: the member names that its
// schema lists, those among them that stand in a branch of an if, and those
// that it requires or calls usual.
type shape struct{ listed, branched, required []string }

func appendKeys(keys []string, d *payload.Document, n int) []string {
	for m := range d.Children(n) {
		keys = append(keys, d.Key(m))
	}
	return keys
}

// fit counts how the members of bare data compare with a shape. Of those that are
// unlisted, null ones say nothing.
type fit struct{ known, unlisted, null, missing, absent int }

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
		} else if f.unlisted++; d.IsNull(member) {
			f.null++
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
	f := s.fit(d, data)
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
// too few, for members are lost more often than they come from nowhere.
func (f fit) distance() int { return 64*(3*f.unlisted+2*f.missing) + f.absent }

// resembles reports whether the data is near enough to be called that event:
// more of it is known than is amiss.
func (f fit) resembles() bool { return f.known > f.amiss()-f.null }

// halves reports whether half of the data is all that the event requires.
func (f fit) halves() bool { return f.missing == 0 && f.known > 0 && f.known == f.unlisted }

// amiss counts members too many and too few.
func (f fit) amiss() int { return f.unlisted + f.missing }
