package check

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// differing are the names of two values that a finding says are to be the same: the
// one that it stands at and the one that it relates to.
type differing struct{ value, other string }

// tellOddOnce makes one finding, at the odd value, of those that compare it with
// others which agree: one wrong id would be told at each sound place that repeats it.
func (r *Result) tellOddOnce() {
	at := map[[2]int][]int{} // findings by the values that they compare
	for i := range r.Findings {
		if f := &r.Findings[i]; f.differing != (differing{}) {
			at[[2]int{f.Start, f.End}] = append(at[[2]int{f.Start, f.End}], i)
			other := &f.Related[0]
			at[[2]int{other.Start, other.End}] = append(at[[2]int{other.Start, other.End}], i)
		}
	}
	told := map[int]bool{}
	var odd []Finding
	for _, span := range slices.SortedFunc(maps.Keys(at), func(a, b [2]int) int {
		return cmp.Or(cmp.Compare(len(at[b]), len(at[a])), slices.Compare(a[:], b[:]))
	}) {
		list := slices.DeleteFunc(at[span], func(i int) bool { return told[i] })
		if f, ok := r.oddAmong(list, span); ok {
			odd = append(odd, f)
			for _, i := range list {
				told[i] = true
			}
		}
	}
	if len(odd) == 0 {
		return
	}
	kept := odd
	for i, f := range r.Findings {
		if !told[i] {
			kept = append(kept, f)
		}
	}
	r.Findings = kept
	sortFindings(r.Findings)
}

// oddAmong makes one finding of several that compare the value at a span with
// others, if these agree on one. Of many, each is told.
func (r *Result) oddAmong(list []int, span [2]int) (Finding, bool) {
	const many = 10
	if len(list) < 2 || len(list) >= many {
		return Finding{}, false
	}
	var f Finding
	var names []string
	value := func(start, end int) []byte { return r.Doc.Text[start:end] }
	name := ""
	for _, i := range list {
		one := r.Findings[i]
		odd, other := Related{one.Pointer, one.Start, one.End, one.differing.value}, one.Related[0]
		other.Message = one.differing.other
		if odd.Start != span[0] {
			odd, other = other, odd
		}
		if len(f.Related) == 0 {
			f = Finding{Pointer: odd.Pointer, Start: odd.Start, End: odd.End}
			name = odd.Message
		} else if first := f.Related[0]; !bytes.Equal(value(first.Start, first.End), value(other.Start, other.End)) {
			return f, false
		}
		if one.Severity > f.Severity {
			f.Rule, f.Severity = one.Rule, one.Severity
		}
		if slices.ContainsFunc(f.Related, func(rel Related) bool { return rel.Start == other.Start }) {
			continue // two rules compare the same two values
		}
		names = append(names, other.Message)
		other.Message += " is " + clip(string(value(other.Start, other.End)))
		f.Related = append(f.Related, other)
	}
	first := f.Related[0]
	if len(names) < 2 || string(value(first.Start, first.End)) == "null" {
		return f, false
	}
	f.Message = fmt.Sprintf("%s is %s, but %s are %s", name, clip(string(value(f.Start, f.End))),
		enumerate(names, "and"), clip(string(value(first.Start, first.End))))
	return f, true
}
