package schema

import (
	"cmp"
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// Violation says that a value breaks a keyword: facts, no text. Which of the
// details are set depends on the keyword.
type Violation struct {
	Keyword Keyword
	// Node is the value at fault: for AdditionalProperties and PropertyNames
	// the member, for Required and DependentRequired the object that lacks one.
	Node int
	// Name is the member name that is missing, superfluous or malformed.
	Name string
	Want Want
	// Schema is the one that has the keyword.
	Schema *Schema
	// place is the keyword that Location names instead of Keyword.
	place Keyword
}

// Want is what a keyword asks for.
type Want struct {
	Types  Types    // of Type; with Enum, types that would do as well
	Values []string // of Enum and Const: JSON texts
	// Text is the limit as JSON text, the name of the format, the pattern, or
	// for DependentRequired the member that asks for the missing one.
	Text string
}

func (w Want) equal(other Want) bool {
	return w.Types == other.Types && w.Text == other.Text && slices.Equal(w.Values, other.Values)
}

// Location returns the file and the JSON Pointer of the keyword, as in
// "objects/order.json#/properties/amount/type".
func (v Violation) Location() string {
	if v.Keyword == False {
		return v.Schema.Location()
	}
	return v.Schema.Location() + "/" + string(cmp.Or(v.place, v.Keyword))
}

// Unlisted is a member that no schema lists which applies to its object, where
// one of them lists properties and none says what others must be.
type Unlisted struct {
	Node   int
	Object int
	Schema *Schema // see [Schema.PropertyNames] for what is listed
}

// Mark says that an object was validated against the schema "objects/NAME.json".
type Mark struct {
	Node int
	Name string
}

// Report collects what [Schema.Validate] finds. The zero value is ready; after
// Reset its memory is used again.
type Report struct {
	Violations []Violation // in document order
	Unlisted   []Unlisted  // in document order
	Marks      []Mark      // in document order

	applied []applied
	key     payload.Document // the member name that propertyNames looks at
}

// applied notes that a schema that lists members or leaves an object open
// applies to it.
type applied struct {
	object int
	schema *Schema
}

// Reset empties the report.
func (r *Report) Reset() { r.truncate(extent{}) }

// extent is how much a report holds.
type extent struct{ violations, unlisted, marks, applied int }

func (r *Report) extent() extent {
	return extent{len(r.Violations), len(r.Unlisted), len(r.Marks), len(r.applied)}
}

func (r *Report) truncate(to extent) {
	r.Violations, r.Unlisted = r.Violations[:to.violations], r.Unlisted[:to.unlisted]
	r.Marks, r.applied = r.Marks[:to.marks], r.applied[:to.applied]
}

// cut removes what was reported between two extents.
func (r *Report) cut(from, to extent) {
	r.Violations = slices.Delete(r.Violations, from.violations, to.violations)
	r.Unlisted = slices.Delete(r.Unlisted, from.unlisted, to.unlisted)
	r.Marks = slices.Delete(r.Marks, from.marks, to.marks)
	r.applied = slices.Delete(r.applied, from.applied, to.applied)
}

// settle brings what was added since from into order and drops what another
// schema has made moot.
func (r *Report) settle(d *payload.Document, from extent) {
	if added := r.Violations[from.violations:]; len(added) > 1 {
		slices.SortStableFunc(added, compareViolations)
		r.Violations = r.Violations[:from.violations+len(slices.CompactFunc(added, sameViolation))]
	}
	if added := r.Marks[from.marks:]; len(added) > 1 {
		if !slices.IsSortedFunc(added, compareMarks) {
			slices.SortStableFunc(added, compareMarks)
		}
		r.Marks = r.Marks[:from.marks+len(slices.Compact(added))]
	}
	if added := r.Unlisted[from.unlisted:]; len(added) > 0 {
		slices.SortStableFunc(r.applied[from.applied:], func(a, b applied) int { return a.object - b.object })
		added = slices.DeleteFunc(added, func(u Unlisted) bool { return r.isListed(d, u, from.applied) })
		slices.SortStableFunc(added, compareUnlisted)
		added = slices.CompactFunc(added, func(a, b Unlisted) bool { return a.Node == b.Node })
		r.Unlisted = r.Unlisted[:from.unlisted+len(added)]
	}
	r.applied = r.applied[:from.applied]
}

// compareUnlisted puts first, of several schemas that do not list a member, the
// one that lists most others.
func compareUnlisted(a, b Unlisted) int {
	return cmp.Or(cmp.Compare(a.Node, b.Node), cmp.Compare(len(b.Schema.PropertyNames()), len(a.Schema.PropertyNames())))
}

func compareMarks(a, b Mark) int {
	if a.Node != b.Node { // as nearly always, without a look at the names
		return cmp.Compare(a.Node, b.Node)
	}
	return cmp.Compare(a.Name, b.Name)
}

func compareViolations(a, b Violation) int {
	return cmp.Or(cmp.Compare(a.Node, b.Node), cmp.Compare(a.Keyword, b.Keyword), cmp.Compare(a.Name, b.Name))
}

func sameViolation(a, b Violation) bool {
	return compareViolations(a, b) == 0 && a.Want.equal(b.Want)
}

// isListed reports whether another schema that applies to the object lists the
// member, or leaves the object open.
func (r *Report) isListed(d *payload.Document, u Unlisted, from int) bool {
	log := r.applied[from:]
	i, _ := slices.BinarySearchFunc(log, u.Object, func(a applied, object int) int { return cmp.Compare(a.object, object) })
	for ; i < len(log) && log[i].object == u.Object; i++ {
		if log[i].schema == u.Schema {
			continue
		}
		if p := log[i].schema.plan(); p.open || p.lists(keyText(d, u.Node)) {
			return true
		}
	}
	return false
}
