package event

import (
	"cmp"
	"slices"

	"github.com/vhook/vhook/pkg/schema"
)

// Field is one member that an event's data can have, for a table.
type Field struct {
	// Path leads from the data: members joined by dots, [] for the elements of
	// an array and * for the members of a map.
	Path string
	// Types are the types it can have, without null.
	Types []string
	// Required: the object around it must have it. Nullable: it may be null.
	Required, Nullable bool
	Enum               []string // JSON texts
	Format             string
	Description        string
	// Like is the path of the field whose members this one has as well, where
	// both are the same kind of object; the members are then listed only there.
	Like string
}

// Fields lists what the event's data can hold, in the order of its schema. An
// object that occurs in several places is spelled out at the first.
func (e *Event) Fields() ([]Field, error) {
	s, err := e.Schema()
	if err != nil {
		return nil, err
	}
	w := fieldWalk{seen: map[string]string{}}
	w.members(s.Parts(), "")
	return w.fields, nil
}

type fieldWalk struct {
	fields []Field
	seen   map[string]string // path by the name of the object
}

// members lists the properties of all parts of a schema and of the branches of
// its conditions, each name once.
func (w *fieldWalk) members(parts []*schema.Schema, path string) {
	var names []string
	all := slices.Concat(parts, branches(parts))
	for _, part := range all {
		for _, p := range part.Properties {
			if !slices.Contains(names, p.Name) {
				names = append(names, p.Name)
				w.member(propertyOf(all, p.Name), join(path, p.Name), requires(parts, p.Name))
			}
		}
	}
}

func branches(parts []*schema.Schema) []*schema.Schema {
	var found []*schema.Schema
	for _, part := range parts {
		for _, branch := range []*schema.Schema{part.Then, part.Else} {
			if branch != nil {
				found = append(found, branch.Parts()...)
			}
		}
	}
	return found
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// propertyOf returns what all parts say of one member.
func propertyOf(parts []*schema.Schema, name string) []*schema.Schema {
	var all []*schema.Schema
	for _, part := range parts {
		for _, p := range part.Properties {
			if p.Name == name {
				all = append(all, p.Schema.Parts()...)
			}
		}
	}
	return all
}

func requires(parts []*schema.Schema, name string) bool {
	return slices.ContainsFunc(parts, func(s *schema.Schema) bool { return slices.Contains(s.Required, name) })
}

// member lists one member, described by all schemas that apply to it, and what
// lies below it.
func (w *fieldWalk) member(parts []*schema.Schema, path string, required bool) {
	f := Field{Path: path, Required: required}
	types := schema.Any
	for _, s := range parts {
		types &= s.Types
		if enum := s.Enum(); len(f.Enum) == 0 && len(enum) > 0 {
			types &= schema.TypesOf(enum)
			f.Enum = slices.DeleteFunc(slices.Clone(enum), func(v string) bool { return v == "null" })
		}
		f.Format = cmp.Or(f.Format, s.Format())
		f.Description = cmp.Or(f.Description, s.Description())
	}
	f.Types = types.Names()
	if i := slices.Index(f.Types, "null"); i >= 0 {
		f.Types, f.Nullable = slices.Delete(f.Types, i, i+1), true
	}
	name := nameOf(parts)
	f.Like = w.seen[name]
	w.fields = append(w.fields, f)
	if f.Like == "" {
		w.below(parts, path, name)
	}
}

// nameOf returns the last object name that the parts refer to: the concept,
// where those before it only narrow it.
func nameOf(parts []*schema.Schema) string {
	name := ""
	for _, s := range parts {
		if n := s.Name(); n != "" {
			name = n
		}
	}
	return name
}

func (w *fieldWalk) below(parts []*schema.Schema, path, name string) {
	if name != "" {
		w.seen[name] = path
	}
	for _, s := range parts {
		if s.Items != nil {
			w.member(s.Items.Parts(), path+"[]", false)
		}
		if s.AdditionalProperties != nil {
			w.member(s.AdditionalProperties.Parts(), path+".*", false)
		}
	}
	w.members(parts, path)
}
