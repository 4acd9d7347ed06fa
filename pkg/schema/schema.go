// Package schema owns a JSON Schema 2020-12 engine: it compiles documents of
// an [fs.FS] and validates nodes of a [payload.Document], reporting facts. It
// knows no events and words no messages.
//
// Supported are the core, applicator and validation vocabularies but for $id,
// $anchor, $dynamicRef, unevaluated* and remote references, with "format"
// asserted. What is not supported does not compile.
//
// There are two ways to use a schema. [Schema.Validate] walks the node list of
// a document and reports every fault in it. [Pass] reads a text and judges it
// at once, and can only say that there is nothing to report. The second stands
// in front of the first because a node list that is written, indexed and
// walked, however fast, costs several times what a reader needs that knows
// what may come next. Two things keep it from being a second truth: it is
// compiled from the plans that Validate follows, and a text that it accepts
// has the very node list that parsing gives, so that rules, summaries and
// findings do not know which way a text came.
//
// Documents that come with a program need not be read whenever it starts:
// [Precompile] writes what they say, and [NewPrecompiled] reads of that what
// values meet. Schemas from there are those that [NewCompiler] makes.
package schema

import (
	"regexp"
	"sync/atomic"

	"github.com/vhook/vhook/pkg/payload"
)

// Schema is one schema of a document: the object or boolean at one place. Its
// fields hold what is written there, without what $ref and allOf add to it;
// see [Schema.Parts]. A compiled schema must not be changed and may be used
// concurrently.
//
// Below a precompiled schema are some without content until their plan is asked
// for, as by [Schema.Parts].
type Schema struct {
	*content
	file    *file
	node    int32  // in the document of file
	asserts bool   // false where only annotations are written
	leaf    uint16 // its place in [Precompiled.Leaves] plus one, zero where it is none
	text    string // of a precompiled schema that is none
	planned atomic.Pointer[plan]
}

// content is what is written in a schema.
type content struct {
	Types Types // [Any] where "type" is absent

	Required             []string
	Properties           []Property // in the order of the file
	AdditionalProperties *Schema
	Items                *Schema
	AllOf                []*Schema

	assertions []assertion
	ref        *reference // of "$ref"
	// plain is the plan of every schema with this content, nil where it is the
	// content of one.
	plain *plan
	*rare
}

// rare is what few schemas say. Those that say nothing of it share [nothing], so
// that what is made of every value stays small.
type rare struct {
	AnyOf, OneOf        []*Schema
	Not, If, Then, Else *Schema

	prefixItems       []*Schema
	contains          *Schema
	minContains       *countLimit
	maxContains       *countLimit
	uniqueItems       bool
	propertyNames     *Schema
	patternProperties []patternProperty
	dependentSchemas  []Property
	dependentRequired []dependency
	extensions        []extension
	// never and blame are what to report where the schema is false.
	never Keyword
	blame *Schema
}

// nothing is never written to.
var nothing rare

func newContent() *content { return &content{Types: Any, rare: &nothing} }

// rarely returns where to write what few schemas say.
func (c *content) rarely() *rare {
	if c.rare == &nothing {
		c.rare = new(rare)
	}
	return c.rare
}

// extension is a member whose name starts with "x-", with its JSON text.
type extension struct{ key, text string }

// Property is a member name and the schema of its value.
type Property struct {
	Name   string
	Schema *Schema
}

type patternProperty struct {
	pattern *regexp.Regexp
	schema  *Schema
}

// dependency lists the names an object needs once it has a member name.
type dependency struct {
	name     string
	required []string
}

// objects is the directory whose files describe the objects of payloads.
const objects = "objects"

// Name returns NAME where the schema is all of "objects/NAME.json", and ""
// otherwise.
func (s *Schema) Name() string {
	if s.node != payload.Root {
		return ""
	}
	return s.file.name
}

// Location returns the file and the JSON Pointer of the schema, as in
// "objects/order.json#/properties/amount".
func (s *Schema) Location() string {
	return s.file.path + "#" + s.file.document().Pointer(int(s.node))
}

// Enum returns the JSON texts of "enum", or the one of "const".
func (s *Schema) Enum() []string {
	if values := s.want(Const).Values; values != nil {
		return values
	}
	return s.want(Enum).Values
}

// Format returns the value of "format".
func (s *Schema) Format() string { return s.want(Format).Text }

// want returns what a keyword of s asserts.
func (s *Schema) want(keyword Keyword) Want {
	for i := range s.assertions {
		if s.assertions[i].keyword == keyword {
			return s.assertions[i].want
		}
	}
	return Want{}
}

// Title returns the annotation "title".
func (s *Schema) Title() string { return s.annotation("title") }

// Description returns the annotation "description".
func (s *Schema) Description() string { return s.annotation("description") }

func (s *Schema) annotation(name string) string {
	doc := s.file.document()
	return doc.Str(doc.Field(int(s.node), name))
}

// Extension returns the JSON text of an annotation whose key starts with "x-".
func (s *Schema) Extension(key string) (text string, ok bool) {
	for _, e := range s.extensions {
		if e.key == key {
			return e.text, true
		}
	}
	return "", false
}

// Parts returns the schemas that hold together wherever s holds: s itself,
// what it refers to, the members of allOf, and theirs in turn.
func (s *Schema) Parts() []*Schema {
	p := s.plan()
	switch {
	case s.onlyRefers(): // and may have the plan of the other
		return append([]*Schema{s}, s.Ref().Parts()...)
	case s.plain != nil:
		return []*Schema{s}
	}
	return p.parts
}

// PropertyNames returns the names that s lists for members of an object, those
// of every part and of every branch of anyOf, oneOf and if included.
func (s *Schema) PropertyNames() []string { return s.plan().listed.names }
