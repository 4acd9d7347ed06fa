package schema

import (
	"cmp"

	"github.com/vhook/vhook/pkg/payload"
)

func (v *validation) branches(p *plan, n int) bool {
	ok := true
	for _, part := range p.branches {
		if part.Not != nil && v.try(part.Not, n) {
			ok = v.fail(Violation{Keyword: Not, Node: n, Schema: part})
		}
		if part.AnyOf != nil {
			ok = v.anyOf(part, n) && ok
		}
		if part.OneOf != nil {
			ok = v.oneOf(part, n) && ok
		}
		if part.If != nil {
			ok = v.conditional(part, n) && ok
		}
		if !ok && v.quiet {
			return false
		}
	}
	return ok
}

func (v *validation) conditional(s *Schema, n int) bool {
	branch := s.Else
	if v.try(s.If, n) {
		branch = s.Then
	}
	return branch == nil || v.branch(branch, n)
}

func (v *validation) anyOf(s *Schema, n int) bool {
	return v.firstMatch(s.AnyOf, n, Violation{Keyword: AnyOf, Node: n, Schema: s}) >= 0
}

func (v *validation) oneOf(s *Schema, n int) bool {
	violation := Violation{Keyword: OneOf, Node: n, Schema: s}
	first := v.firstMatch(s.OneOf, n, violation)
	if first < 0 {
		return false
	}
	for _, branch := range s.OneOf[first+1:] {
		if v.try(branch, n) {
			return v.fail(violation)
		}
	}
	return true
}

// firstMatch returns the index of the first branch that n is valid against. If
// there is none, it reports what keeps n from the branch that comes closest,
// and returns -1.
func (v *validation) firstMatch(branches []*Schema, n int, violation Violation) int {
	c := contest{doc: v.doc, start: v.report.extent(), own: violation}
	c.end = c.start
	for i, branch := range branches {
		if v.branch(branch, n) {
			v.report.cut(c.start, c.end)
			return i
		}
		if !v.quiet {
			c.enter(v.report, branch)
		}
	}
	if !v.quiet {
		c.close(v.report)
	}
	return -1
}

// contest compares failing branches by what they report. The report holds what
// the best of them said between start and end.
type contest struct {
	doc        *payload.Document
	start, end extent
	best       score
	own        Violation // of the keyword that has the branches
	types      Types     // of the branches that refuse the type
	values     []string  // of the branches that refuse the value
	deeper     bool      // a branch has other faults
}

// score tells how far a value is from a branch; the least is closest.
type score struct {
	misfit   misfit
	faults   int
	progress int // the node of the first fault: the later, the closer
}

func (a score) compare(b score) int {
	return cmp.Or(cmp.Compare(a.misfit, b.misfit), cmp.Compare(a.faults, b.faults), cmp.Compare(b.progress, a.progress))
}

// misfit tells how likely it is that a branch is not meant at all.
type misfit uint8

const (
	fits         misfit = iota
	wrongMember         // a member has none of the fixed values it may have
	wrongValue          // the value is none of the fixed values
	wrongType           // the value has not the type
	onlyNull            // the branch is there for null
	unclassified = onlyNull + 1
)

// enter compares a branch, which has just reported its faults, with the best.
func (c *contest) enter(r *Report, branch *Schema) {
	if c.end == c.start {
		c.best = score{misfit: unclassified}
	}
	faults := r.Violations[c.end.violations:]
	s := c.score(faults)
	c.merge(faults, s.misfit)
	if branch.plan().types == nullType {
		s.misfit = onlyNull
	}
	if s.compare(c.best) < 0 {
		r.cut(c.start, c.end)
		c.best, c.end = s, r.extent()
		return
	}
	r.truncate(c.end)
}

func (c *contest) score(faults []Violation) score {
	s := score{faults: len(faults)}
	for i, fault := range faults {
		if i == 0 || fault.Node < s.progress {
			s.progress = fault.Node
		}
		s.misfit = max(s.misfit, c.misfit(fault))
	}
	return s
}

func (c *contest) misfit(fault Violation) misfit {
	fixed := fault.Keyword == Enum || fault.Keyword == Const
	switch {
	case fault.Node == c.own.Node && fault.Keyword == Type:
		return wrongType
	case fault.Node == c.own.Node && fixed:
		return wrongValue
	case fixed && c.doc.Parent(fault.Node) == c.own.Node:
		return wrongMember
	}
	return fits
}

// merge remembers what a branch wants of the value itself.
func (c *contest) merge(faults []Violation, m misfit) {
	switch {
	case len(faults) == 1 && m == wrongType:
		c.types |= faults[0].Want.Types
	case len(faults) == 1 && m == wrongValue:
		c.types |= faults[0].Want.Types
		c.values = append(c.values, faults[0].Want.Values...)
	default:
		c.deeper = true
	}
}

// close replaces the reports of branches that all refuse the type or the value
// as a whole with one.
func (c *contest) close(r *Report) {
	if c.deeper {
		return
	}
	v := c.own
	v.place = v.Keyword
	v.Want = Want{Types: c.types, Values: c.values}
	v.Keyword = Type
	if len(c.values) > 0 {
		v.Keyword = Enum
	}
	r.truncate(c.start)
	r.Violations = append(r.Violations, v)
}
