package check

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// The invariants of domain.md, written down a second time and apart from the
// rules: over decoded values, by the names that objects have in payloads.

// object is one object of a payload with its pointer.
type object struct {
	value map[string]any
	at    string
}

// get follows member names; nil where there is nothing.
func (o object) get(path string) any {
	var v any = o.value
	for name := range strings.SplitSeq(path, ".") {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}

func (o object) has(path string) bool { return o.get(path) != nil }

func (o object) text(path string) string {
	s, _ := o.get(path).(string)
	return s
}

func (o object) is(path string, values ...string) bool { return slices.Contains(values, o.text(path)) }

// number is zero for what is absent; ok is false for what is no integer.
func (o object) number(path string) (n int64, ok bool) {
	v := o.get(path)
	number, isNumber := v.(json.Number)
	n, err := number.Int64()
	return n, v == nil || isNumber && err == nil
}

// numbers reads several; false unless all can be read and the first of them,
// as many as must, are there.
func (o object) numbers(must int, paths ...string) ([]int64, bool) {
	var list []int64
	for i, path := range paths {
		n, ok := o.number(path)
		if !ok || i < must && !o.has(path) {
			return nil, false
		}
		list = append(list, n)
	}
	return list, true
}

// sum adds a member of the elements of an array.
func (o object) sum(array, member string) (total int64, ok bool) {
	elements, _ := o.get(array).([]any)
	for _, e := range elements {
		m, isObject := e.(map[string]any)
		n, isNumber := object{value: m}.number(member)
		if !isObject || !isNumber {
			return 0, false
		}
		total += n
	}
	return total, len(elements) > 0
}

func (o object) date(path string) time.Time {
	t, _ := time.Parse(time.RFC3339Nano, o.text(path))
	return t
}

// invariant is one line of domain.md. It holds of every object of a kind: the
// name that the object has in a payload, "data", "envelope", or "" for all.
type invariant struct {
	label, kind string
	terms       string // members that take part, one array among them as "items.*.amount"
	holds       func(object) bool
}

// same says that two members are equal where both are there.
func same(label, kind, a, b string) invariant {
	return invariant{label, kind, a + " " + b, func(o object) bool {
		x, y := o.get(a), o.get(b)
		return x == nil || y == nil || fmt.Sprintf("%T", x) != fmt.Sprintf("%T", y) || fmt.Sprint(x) == fmt.Sprint(y)
	}}
}

// notNull says that the first is not null, as the other is there.
func notNull(label, kind, a, b string) invariant {
	return invariant{label, kind, a + " " + b, func(o object) bool {
		object, name := o.value, a
		if before, last, deep := strings.Cut(a, "."); deep {
			object, _ = o.get(before).(map[string]any)
			name = last
		}
		value, there := object[name]
		return !there || value != nil || !o.has(b)
	}}
}

// agreeing says that two copies have the same values in what both have.
func agreeing(label, a, b string) invariant {
	return invariant{label, "data", a + " " + b, func(o object) bool {
		x, isX := o.get(a).(map[string]any)
		y, isY := o.get(b).(map[string]any)
		return !isX || !isY || agree(x, y)
	}}
}

func agree(a, b any) bool {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		for name, v := range x {
			if ok && v != nil && y[name] != nil && !agree(v, y[name]) {
				return false
			}
		}
		return true
	case []any:
		y, ok := b.([]any)
		return !ok || slices.EqualFunc(x, y, agree)
	}
	return a == nil || b == nil || fmt.Sprintf("%T", a) != fmt.Sprintf("%T", b) || a == b
}

// atMost says that the first member is at most the second.
func atMost(label, kind, a, b string) invariant {
	return invariant{label, kind, a + " " + b, func(o object) bool {
		v, ok := o.numbers(2, a, b)
		return !ok || v[0] <= v[1]
	}}
}

// later says that the first date is not before the second.
func later(label, kind, a, b string) invariant {
	return invariant{label, kind, a + " " + b, func(o object) bool {
		x, y := o.date(a), o.date(b)
		return x.IsZero() || y.IsZero() || !x.Before(y)
	}}
}

// less says that a member is what is left of the first part.
func less(label, kind, rest string, parts ...string) invariant {
	return invariant{label, kind, rest + " " + strings.Join(parts, " "), func(o object) bool {
		v, ok := o.numbers(2, append([]string{rest}, parts...)...)
		return !ok || v[0] == v[1]-sumOfAll(v[2:])
	}}
}

// plus says that a member is the sum of parts.
func plus(label, kind, total string, parts ...string) invariant {
	return invariant{label, kind, total + " " + strings.Join(parts, " "), func(o object) bool {
		v, ok := o.numbers(1, append([]string{total}, parts...)...)
		return !ok || v[0] == sumOfAll(v[1:])
	}}
}

func sumOfAll(list []int64) (sum int64) {
	for _, n := range list {
		sum += n
	}
	return sum
}

// sums says that a member is the sum over an array.
func sums(label, kind, total, array, member string) invariant {
	return invariant{label, kind, total + " " + array + " " + array + ".*." + member, func(o object) bool {
		v, ok := o.numbers(1, total)
		sum, okSum := o.sum(array, member)
		return !ok || !okSum || v[0] == sum
	}}
}

// notNegative says that members are amounts.
func notNegative(label, kind, members string) invariant {
	return invariant{label, kind, members, func(o object) bool {
		return !slices.ContainsFunc(strings.Fields(members), func(member string) bool {
			n, ok := o.number(member)
			return ok && n < 0
		})
	}}
}

// starts says that an id has the prefix of its kind.
func starts(label, kind, member string, prefixes ...string) invariant {
	return invariant{label, kind, member, func(o object) bool {
		id := o.text(member)
		return id == "" || slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(id, p) })
	}}
}

// breaches names the invariants that a payload breaks, with their places.
func invariantBreaches(v map[string]any) []breach {
	var found []breach
	eachObject(v, func(kind string, o object) {
		for _, inv := range invariantsOf[kind] {
			if inv.holds(o) {
				continue
			}
			for term := range strings.FieldsSeq(inv.terms) {
				for _, at := range o.places(term) {
					found = append(found, breach{at, inv.label})
				}
			}
		}
	})
	return found
}

// places returns the pointers of a term.
func (o object) places(term string) []string {
	array, member, each := strings.Cut(term, ".*.")
	at := o.at + "/" + strings.ReplaceAll(array, ".", "/")
	if !each {
		return []string{at}
	}
	elements, _ := o.get(array).([]any)
	var list []string
	for i := range elements {
		list = append(list, fmt.Sprintf("%s/%d/%s", at, i, strings.ReplaceAll(member, ".", "/")))
	}
	return list
}

var invariantsOf = func() map[string][]invariant {
	byKind := map[string][]invariant{}
	for _, inv := range slices.Concat(orderInvariants, redemptionInvariants, voucherInvariants, dataInvariants, envelopeInvariants) {
		for kind := range strings.FieldsSeq(inv.kind) {
			byKind[kind] = append(byKind[kind], inv)
		}
	}
	return byKind
}()

// eachObject calls visit with every object and each kind it is of. What
// merchants put into metadata is left out.
func eachObject(v map[string]any, visit func(kind string, o object)) {
	data, at := dataOf(v)
	if at != "" {
		visit("envelope", object{v, ""})
	}
	if data != nil {
		visit("data", object{data, at})
		descend(data, at, "", visit)
	}
}

func descend(v any, at, name string, visit func(kind string, o object)) {
	switch v := v.(type) {
	case map[string]any:
		if name == "metadata" || name == "system_metadata" {
			return
		}
		visit("any", object{v, at})
		if strings.HasSuffix(name, "_voucher") {
			name = "voucher"
		}
		if name != "" {
			visit(name, object{v, at})
		}
		for _, member := range slices.Sorted(maps.Keys(v)) {
			descend(v[member], at+"/"+strings.ReplaceAll(member, "/", "~1"), member, visit)
		}
	case []any:
		for i, element := range v {
			descend(element, fmt.Sprintf("%s/%d", at, i), strings.TrimSuffix(name, "s"), visit)
		}
	}
}
