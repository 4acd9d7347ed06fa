// Package check owns findings: their severities, the consistency rules, the
// wording of every message, their order, and the one pipeline that takes a
// payload text through parsing, detection, schema and rules.
package check

import (
	"cmp"
	"slices"
	"strings"
)

// Severity says how much a finding weighs.
type Severity uint8

// The severities, from light to heavy.
const (
	Note    Severity = iota + 1 // worth knowing, never a fault
	Warning                     // unusual, or very likely a slip
	Error                       // breaks the documented contract or contradicts itself
)

var severityNames = [...]string{"", "note", "warning", "error"}

// String returns the word users read and write for the severity.
func (s Severity) String() string { return severityNames[s] }

// Severities lists the words for severities, heaviest first.
func Severities() []string { return []string{"error", "warning", "note"} }

// ParseSeverity returns the severity a word stands for, zero for any other.
func ParseSeverity(word string) Severity {
	return Severity(max(slices.Index(severityNames[:], word), 0))
}

// Finding is one thing to tell about a payload. Start and End are byte offsets
// in the payload's text; Pointer leads from its root, envelope included.
type Finding struct {
	Rule       string
	Severity   Severity
	Message    string
	Pointer    string
	Start, End int
	// Help says what to do, where that is not plain from the message.
	Help string
	// Place says what the node belongs to, as in "customer.order.paid".
	Place   string
	Related []Related

	differing differing
	lacks     string // the member that a schema requires here
}

// Related is another place a finding speaks of.
type Related struct {
	Pointer    string
	Start, End int
	Message    string
}

// withoutRepeats takes out of sorted findings what says the same again: two
// schemas may apply to one value, and a value that is fixed in one of them, or of a
// wrong type, is often none of several in the other.
func withoutRepeats(findings []Finding) []Finding {
	findings = slices.CompactFunc(findings, func(a, b Finding) bool {
		return a.Start == b.Start && a.End == b.End && a.Rule == b.Rule && a.Message == b.Message
	})
	fixed := spansOf(findings, func(f *Finding) bool { return f.Rule == "schema/const" || f.Rule == "schema/type" })
	return slices.DeleteFunc(findings, func(f Finding) bool { return f.Rule == "schema/enum" && fixed.has(f.Start, f.End) })
}

// Condense takes out what the consistency rules say of values that break a schema,
// for such a value agrees with nothing, and their warnings about a sum of what has
// errors, and tells a value once that differs from several: one mistake would be told
// many times. It is for findings that have the severities they are to have.
func (r *Result) Condense() {
	if len(r.Findings) < 2 {
		return
	}
	errors := spansOf(r.Findings, func(f *Finding) bool { return f.Severity == Error })
	wrong := spansOf(r.Findings, func(f *Finding) bool {
		return f.Severity == Error && strings.HasPrefix(f.Rule, "schema/") && r.isScalar(f.Start)
	})
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool {
		return isConsistency(f.Rule) && (wrong.has(f.Start, f.End) || slices.ContainsFunc(f.Related, func(rel Related) bool {
			return wrong.has(rel.Start, rel.End) || f.Severity == Warning && !r.isScalar(rel.Start) && errors.within(rel.Start, rel.End)
		}))
	})
	r.tellOddOnce()
}

// isScalar reports whether the value that begins at an offset is no container.
func (r *Result) isScalar(start int) bool { c := r.Doc.Text[start]; return c != '{' && c != '[' }

// isConsistency reports whether a rule compares values with each other.
func isConsistency(rule string) bool {
	family, _, _ := strings.Cut(rule, "/")
	return family != "json" && family != "event" && family != "schema"
}

// spans are where values stand in a text, sorted.
type spans [][2]int

// spansOf returns where those findings stand, of sorted ones, that meet a condition.
func spansOf(findings []Finding, meets func(*Finding) bool) (list spans) {
	for i := range findings {
		if f := &findings[i]; meets(f) {
			list = append(list, [2]int{f.Start, f.End})
		}
	}
	return list
}

// within reports whether one of them lies in a value.
func (s spans) within(start, end int) bool {
	i, _ := slices.BinarySearchFunc(s, start, func(at [2]int, start int) int { return cmp.Compare(at[0], start) })
	return i < len(s) && s[i][1] <= end
}

func (s spans) has(start, end int) bool {
	_, found := slices.BinarySearchFunc(s, [2]int{start, end}, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return found
}

func sortFindings(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
}
