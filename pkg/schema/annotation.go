package schema

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

const dialectURI = "https://json-schema.org/draft/2020-12/schema"

func dialect(_ *build, s *Schema, value int) error {
	if s.node != payload.Root {
		return s.errorf(value, "belongs at the root of the document")
	}
	if !s.file.doc.StrIs(value, dialectURI) {
		return s.errorf(value, "must be %q", dialectURI)
	}
	return nil
}

// ignored accepts a value of one of the kinds, or any, and does nothing.
func ignored(kinds ...payload.Kind) compileFunc {
	return func(_ *build, s *Schema, value int) error {
		if len(kinds) > 0 && !slices.Contains(kinds, s.kind(value)) {
			return s.errorf(value, "must be of type %s", kinds[0])
		}
		return nil
	}
}
