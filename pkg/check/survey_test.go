package check

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// webhook is the envelope as introduction-to-webhooks describes it; its
// published schemas reject every envelope.
var webhook = func() *fact {
	f := new(fact)
	if err := json.Unmarshal([]byte(`{"type": "object", "required": ["id", "project_id", "created_at", "type", "data", "source", "event"],
		"properties": {
			"id": {"type": "string"}, "project_id": {"type": "string"}, "created_at": {"type": "string", "format": "date-time"},
			"type": {"type": "string"}, "data": {"type": "object"},
			"source": {"type": "object", "required": ["id", "object"], "properties": {
				"id": {"type": "string"}, "object": {"enum": ["webhook", "distribution"]}, "target_url": {"type": "string"}}},
			"event": {"type": "object", "required": ["id", "type", "created_at", "group_id", "event_source"], "properties": {
				"id": {"type": "string"}, "type": {"type": "string"}, "created_at": {"type": "string", "format": "date-time"},
				"group_id": {"type": "string"}, "entity_id": {"type": "string"},
				"event_source": {"type": "object", "required": ["channel"], "properties": {
					"channel": {"enum": ["API", "CLIENT_API", "USER_PORTAL", "INTERNAL"]},
					"user": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
					"api_key": {"type": "object", "required": ["name", "app_id"],
						"properties": {"name": {"type": "string"}, "app_id": {"type": "string"}}}}}}}
		}}`), f); err != nil {
		panic(err)
	}
	f.locate("Webhook")
	return f
}()

// breach is a place at which a payload breaks a fact.
type breach struct {
	pointer string
	fact    string // "at: keyword"
}

// reading is how the documentation is taken where it can be taken two ways.
type reading bool

const (
	// lenient: what documented payloads contradict does not hold, and a value
	// of several alternatives fulfils one of them.
	lenient reading = false
	// literal: all that is published holds, and a value is held against the
	// alternative that lists most of its members.
	literal reading = true
)

// survey is what the facts say of one payload.
type survey struct {
	facts    *facts
	reading  reading
	breaches []breach
	listed   map[string]*fact // by pointer
	maps     map[string]bool  // pointers of objects whose members are not all listed
}

func newSurvey(f *facts, r reading) *survey {
	return &survey{facts: f, reading: r, listed: map[string]*fact{}, maps: map[string]bool{}}
}

// survey holds a payload, whole or bare, against the facts. Of an event that they
// do not know they say nothing.
func (f *facts) survey(event string, v map[string]any, r reading) *survey {
	s := newSurvey(f, r)
	if f.events[event] == nil {
		return s
	}
	if data, at := dataOf(v); at != "" {
		s.value(webhook, v, "")
		if data != nil {
			s.value(f.events[event], data, at)
		}
	} else {
		s.value(f.events[event], v, "")
	}
	return s
}

// dataOf returns the event's data and the pointer to it.
func dataOf(v map[string]any) (data map[string]any, pointer string) {
	_, project := v["project_id"]
	if _, source := v["event"]; source && project || project && v["data"] != nil || source && v["created_at"] != nil && v["type"] != nil {
		data, _ = v["data"].(map[string]any)
		return data, "/data"
	}
	return v, ""
}

func (s *survey) breach(f *fact, keyword, pointer string) {
	at := f.at + ": " + keyword
	if s.reading == literal || !s.facts.mistaken[at] {
		s.breaches = append(s.breaches, breach{pointer, at})
	}
}

// parts returns the facts that hold together with f.
func (s *survey) parts(f *fact) []*fact {
	all := []*fact{f}
	if f.Ref != "" {
		name := f.Ref[strings.LastIndexByte(f.Ref, '/')+1:]
		known := s.facts.schemas[strings.ReplaceAll(name, "~1", "/")]
		if known == nil {
			panic("no schema for " + f.Ref)
		}
		all = append(all, s.parts(known)...)
	}
	for _, part := range f.AllOf {
		all = append(all, s.parts(part)...)
	}
	return all
}

func (s *survey) value(f *fact, v any, pointer string) {
	parts := s.parts(f)
	for _, p := range parts {
		if !p.allows(v) {
			s.breach(p, "type", pointer)
			return
		}
	}
	for _, p := range parts {
		if !p.enumerates(v) {
			s.breach(p, "enum", pointer)
		}
		if text, ok := v.(string); ok && !wellFormed(p.Format, text) {
			s.breach(p, "format", pointer)
		}
		s.branch(append(slices.Clip(p.OneOf), p.AnyOf...), v, pointer)
	}
	switch v := v.(type) {
	case map[string]any:
		s.members(parts, v, pointer)
	case []any:
		s.elements(parts, v, pointer)
	}
}

func (f *fact) allows(v any) bool {
	return len(f.Type) == 0 || f.Nullable && v == nil || slices.ContainsFunc(f.Type, func(name string) bool { return isType(v, name) })
}

func isType(v any, name string) bool {
	switch v := v.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case json.Number:
		return name == "number" || name == "integer" && !strings.ContainsAny(v.String(), ".eE")
	case []any:
		return name == "array"
	}
	return name == "object"
}

func (f *fact) enumerates(v any) bool {
	if f.Const != nil && f.Const != v {
		return false
	}
	return f.Enum == nil || v == nil && f.Nullable || slices.ContainsFunc(f.Enum, func(e any) bool { return fmt.Sprint(e) == fmt.Sprint(v) })
}

func wellFormed(format, text string) bool {
	layout := map[string]string{"date-time": time.RFC3339Nano, "date": time.DateOnly}[format]
	_, err := time.Parse(layout, text)
	return layout == "" || err == nil
}

// branch holds a value against the nearest of alternatives.
func (s *survey) branch(alternatives []*fact, v any, pointer string) {
	var best *survey
	for _, f := range alternatives {
		sub := newSurvey(s.facts, s.reading)
		sub.value(f, v, pointer)
		if best == nil || sub.nearer(best) {
			best = sub
		}
	}
	if best != nil {
		s.breaches = append(s.breaches, best.breaches...)
		maps.Copy(s.listed, best.listed)
		maps.Copy(s.maps, best.maps)
	}
}

func (s *survey) nearer(other *survey) bool {
	listed := cmp.Compare(len(other.listed), len(s.listed))
	broken := cmp.Compare(len(s.breaches), len(other.breaches))
	if s.reading == literal {
		return cmp.Or(listed, broken) < 0
	}
	return cmp.Or(broken, listed) < 0
}

func (s *survey) members(parts []*fact, v map[string]any, pointer string) {
	for _, p := range parts {
		if p.AdditionalProperties != nil || p.Then != nil {
			s.maps[pointer] = true
		}
		for _, name := range p.Required {
			if _, there := v[name]; !there {
				s.breach(p, "required "+name, pointer)
			} else if v[name] == nil && !s.nullable(parts, name) && (s.reading == literal || !s.facts.mistaken[p.at+": required "+name]) {
				s.breach(p, "null "+name, pointer+"/"+name)
			}
		}
	}
	for name, member := range v {
		for _, p := range parts {
			below := p.Properties[name]
			if below != nil {
				s.listed[pointer+"/"+name] = below
			} else if below = p.AdditionalProperties; below == nil || p.Properties != nil {
				continue
			}
			if member != nil { // null is as good as absent
				s.value(below, member, pointer+"/"+name)
			}
		}
	}
}

// nullable reports whether nothing that is said of a member forbids null.
func (s *survey) nullable(parts []*fact, name string) bool {
	return !slices.ContainsFunc(parts, func(p *fact) bool {
		return p.Properties[name] != nil && !s.takesNull(p.Properties[name])
	})
}

func (s *survey) takesNull(f *fact) bool {
	parts := s.parts(f)
	if slices.ContainsFunc(parts, func(p *fact) bool { return p.Nullable }) {
		return true // whatever it refers to
	}
	return !slices.ContainsFunc(parts, func(p *fact) bool {
		alternatives := append(slices.Clip(p.OneOf), p.AnyOf...)
		return !p.allows(nil) || !p.enumerates(nil) ||
			len(alternatives) > 0 && !slices.ContainsFunc(alternatives, s.takesNull)
	})
}

func (s *survey) elements(parts []*fact, v []any, pointer string) {
	for _, p := range parts {
		for i, element := range v {
			if p.Items != nil {
				s.value(p.Items, element, fmt.Sprintf("%s/%d", pointer, i))
			}
		}
	}
}
