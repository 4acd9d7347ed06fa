package check

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// kind is one way to spoil a payload. A kind that only leaves out or adds may
// spoil nothing, and must not be faulted then.
type kind struct {
	name string
	mild bool
	// apply changes the payload and returns how to change it back, nil where
	// it does not apply.
	apply func(s site, seed uint64) (undo func())
}

// site is one value of a payload: a member of an object, or an element.
type site struct {
	pointer, name string
	value         any
	fact          *fact          // what the documentation says of it, if anything
	free          bool           // an object whose members are named freely
	object        map[string]any // the object around it, nil for an element
	set           func(any)
}

func (s site) replace(v any) (undo func()) {
	s.set(v)
	return func() { s.set(s.value) }
}

var kinds = []kind{
	{"key dropped", true, func(s site, _ uint64) func() {
		if s.object == nil {
			return nil
		}
		delete(s.object, s.name)
		return func() { s.object[s.name] = s.value }
	}},
	{"null", true, func(s site, _ uint64) func() {
		if s.value == nil || s.object == nil {
			return nil
		}
		return s.replace(nil)
	}},
	{"unknown key added", true, func(s site, _ uint64) func() {
		m, ok := s.value.(map[string]any)
		if !ok || s.free {
			return nil
		}
		m["shoe_size"] = json.Number("41")
		return func() { delete(m, "shoe_size") }
	}},
	{"key misspelt", false, misspellKey},
	{"type changed", false, func(s site, seed uint64) func() {
		values := []any{"fourty", json.Number("41"), json.Number("4.1"), true, []any{"x"}, map[string]any{"x": "y"}}
		values = slices.DeleteFunc(values, func(v any) bool { return fmt.Sprintf("%T", v) == fmt.Sprintf("%T", s.value) })
		if s.value == nil {
			return nil
		}
		return s.replace(values[seed%uint64(len(values))])
	}},
	{"array for object", false, func(s site, _ uint64) func() {
		if _, ok := s.value.(map[string]any); !ok {
			return nil
		}
		return s.replace([]any{s.value})
	}},
	{"enum misspelt", false, func(s site, seed uint64) func() {
		word, ok := s.value.(string)
		if !ok || s.fact == nil || s.fact.Enum == nil {
			return nil
		}
		at := int(seed % uint64(len(word)))
		return s.replace(word[:at] + word[at+1:])
	}},
	{"discriminator changed", false, changeDiscriminator},
	{"date-time broken", false, func(s site, seed uint64) func() {
		text, ok := s.value.(string)
		if !ok || !dateTime.MatchString(text) {
			return nil
		}
		broken := []string{text[:10], strings.Replace(text, "T", " ", 1)[:16], text[:5] + "13" + text[7:], strings.TrimSuffix(text, "Z"), "yesterday", ""}
		return s.replace(broken[seed%uint64(len(broken))])
	}},
	{"number off by one", false, func(s site, seed uint64) func() {
		n, ok := s.value.(json.Number)
		v, err := n.Int64()
		if !ok || err != nil {
			return nil
		}
		return s.replace(json.Number(fmt.Sprint(v + 1 - 2*int64(seed%2))))
	}},
	{"id replaced", false, func(s site, _ uint64) func() {
		id, ok := s.value.(string)
		if !ok || !idForm.MatchString(id) {
			return nil
		}
		prefix, _, _ := strings.Cut(id, "_")
		return s.replace(prefix + "_0f00d0f00d0f00d0f0")
	}},
}

var (
	dateTime = regexp.MustCompile(`^\d{4}-\d\d-\d\dT`)
	idForm   = regexp.MustCompile(`^[a-z]+_[0-9A-Za-z]*[0-9A-Z][0-9A-Za-z]*$`)
)

func misspellKey(s site, seed uint64) func() {
	if s.object == nil || s.fact == nil {
		return nil
	}
	at := int(seed % uint64(len(s.name)))
	name := s.name[:at] + s.name[at+1:]
	if seed%2 == 0 {
		name = s.name[:at] + "x" + s.name[at+1:]
	}
	if _, there := s.object[name]; there {
		return nil
	}
	delete(s.object, s.name)
	s.object[name] = s.value
	return func() { delete(s.object, name); s.object[s.name] = s.value }
}

// changeDiscriminator puts another documented word in the place of one.
func changeDiscriminator(s site, seed uint64) func() {
	word, ok := s.value.(string)
	if !ok || !slices.Contains([]string{"type", "object", "campaign_type", "related_object_type", "result", "channel", "event"}, s.name) {
		return nil
	}
	others := []any{"order", "voucher", "customer", "DISCOUNT_VOUCHER", "GIFT_VOUCHER", "AMOUNT", "PERCENT"}
	if s.fact != nil && len(s.fact.Enum) > 1 {
		others = s.fact.Enum
	}
	others = slices.DeleteFunc(slices.Clone(others), func(v any) bool { return v == word })
	return s.replace(others[seed%uint64(len(others))])
}

// sites yields every value below v but the merchant's own.
func sites(v any, pointer string, known *survey, visit func(site)) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			at := pointer + "/" + strings.ReplaceAll(name, "/", "~1")
			s := site{pointer: at, name: name, value: v[name], fact: known.listed[at], free: known.maps[at], object: v}
			s.set = func(x any) { v[name] = x }
			visit(s)
			if name != "metadata" && name != "system_metadata" {
				sites(s.value, at, known, visit)
			}
		}
	case []any:
		for i := range v {
			s := site{pointer: fmt.Sprintf("%s/%d", pointer, i), value: v[i]}
			s.set = func(x any) { v[i] = x }
			visit(s)
			sites(s.value, s.pointer, known, visit)
		}
	}
}
