package schema

import (
	"regexp"

	"github.com/vhook/vhook/pkg/payload"
)

// single compiles a keyword whose value is a schema.
func single(field func(*Schema) **Schema) compileFunc {
	return func(b *build, s *Schema, value int) (err error) {
		*field(s), err = b.sub(s, value, nil)
		return err
	}
}

// several compiles a keyword whose value is a list of schemas.
func several(field func(*Schema) *[]*Schema) compileFunc {
	return func(b *build, s *Schema, value int) error {
		if s.kind(value) != payload.Array || s.file.doc.Len(value) == 0 {
			return s.errorf(value, "must be an array of at least one schema")
		}
		for c := range s.file.doc.Children(value) {
			sub, err := b.sub(s, c, nil)
			if err != nil {
				return err
			}
			*field(s) = append(*field(s), sub)
		}
		return nil
	}
}

// named compiles a keyword whose value is an object of schemas.
func named(field func(*Schema) *[]Property) compileFunc {
	return func(b *build, s *Schema, value int) error {
		if s.kind(value) != payload.Object {
			return s.errorf(value, "must be an object of schemas")
		}
		doc := s.file.doc
		places := make([]Schema, doc.Len(value))
		list := make([]Property, 0, len(places))
		for c := range doc.Children(value) {
			sub, err := b.sub(s, c, &places[len(list)])
			if err != nil {
				return err
			}
			list = append(list, Property{doc.Key(c), sub})
		}
		*field(s) = list
		return nil
	}
}

func patternProperties(b *build, s *Schema, value int) error {
	var byPattern []Property
	if err := named(func(*Schema) *[]Property { return &byPattern })(b, s, value); err != nil {
		return err
	}
	for _, p := range byPattern {
		re, err := regexp.Compile(p.Name)
		if err != nil {
			return s.errorf(int(p.Schema.node), "%w", err)
		}
		s.rarely().patternProperties = append(s.patternProperties, patternProperty{re, p.Schema})
	}
	return nil
}

// additionalProperties gives a false schema its own keyword: a member too many
// is told apart from a value that is not allowed.
func additionalProperties(b *build, s *Schema, value int) (err error) {
	if s.AdditionalProperties, err = b.sub(s, value, nil); err != nil {
		return err
	}
	if s.AdditionalProperties.never != "" {
		s.AdditionalProperties.never, s.AdditionalProperties.blame = AdditionalProperties, s
	}
	return nil
}

func dependentRequired(_ *build, s *Schema, value int) error {
	if s.kind(value) != payload.Object {
		return s.errorf(value, "must be an object")
	}
	for c := range s.file.doc.Children(value) {
		names, err := s.names(c)
		if err != nil {
			return err
		}
		s.rarely().dependentRequired = append(s.dependentRequired, dependency{s.file.doc.Key(c), names})
	}
	return nil
}

func required(_ *build, s *Schema, value int) (err error) {
	s.Required, err = s.names(value)
	return err
}

// names reads an array of different strings.
func (s *Schema) names(value int) ([]string, error) {
	if s.kind(value) != payload.Array {
		return nil, s.errorf(value, "must be an array of names")
	}
	if again := repeatedItem(s.file.doc, value); again != payload.None {
		return nil, s.errorf(again, "duplicate name")
	}
	names := make([]string, 0, s.file.doc.Len(value))
	for c := range s.file.doc.Children(value) {
		if s.kind(c) != payload.String {
			return nil, s.errorf(c, "must be a string")
		}
		names = append(names, s.file.doc.Str(c))
	}
	return names, nil
}
