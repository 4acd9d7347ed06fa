package schema

import (
	"io/fs"
	"slices"
	"strings"
)

// precompiled is what of a [Precompiled] has been asked for, nil for the rest.
type precompiled struct {
	Precompiled
	schemas  []*Schema
	contents []*content // of leaves
}

// NewPrecompiled returns a compiler of the documents in fsys that takes those
// in p as they are there, see [Precompile]. A document is read only for its
// annotations, or where p lacks what it says; one that does not compile then
// panics unless it was asked for by name.
func NewPrecompiled(fsys fs.FS, p Precompiled) *Compiler {
	c := NewCompiler(fsys)
	c.ready = precompiled{p, make([]*Schema, len(p.Schemas)), make([]*content, len(p.Leaves))}
	return c
}

// prepared returns the precompiled schema at a location, nil where the document
// is to be read.
func (c *Compiler) prepared(path, pointer string) *Schema {
	location := path
	if pointer != "" {
		location += "#" + pointer
	}
	i, ok := slices.BinarySearchFunc(c.ready.Schemas, location, func(w Written, location string) int {
		return strings.Compare(w.Location, location)
	})
	if !ok || c.ready.Schemas[i].Text == "" {
		return nil
	}
	if c.ready.schemas[i] == nil {
		s, r := new(Schema), reader{c.ready.Schemas[i].Text}
		r.schema(s, &file{path: path, name: objectName(path), compiler: c})
		s.expand()
		c.ready.schemas[i] = s
	}
	return c.ready.schemas[i]
}

// expand reads the content of a precompiled schema. Leaves that say the same share
// theirs.
func (s *Schema) expand() {
	ready, text, leaf := &s.file.compiler.ready, s.text, int(s.leaf)-1
	if leaf >= 0 {
		if s.content = ready.contents[leaf]; s.content != nil {
			return
		}
		text = ready.Leaves[leaf]
	}
	s.content = newContent()
	for r := (reader{text}); r.text != ""; {
		r.field(s)
	}
	if leaf >= 0 {
		if ready.contents[leaf] = s.content; s.isLeaf() {
			s.plain = &plan{types: s.Types, assertions: s.assertions}
		}
	}
}

// isLeaf reports whether s is no more than a type and assertions.
func (s *Schema) isLeaf() bool { return s.ref == nil && s.isFlat() }

// reader reads what a [writer] has written.
type reader struct{ text string }

func (r *reader) number() (n int) {
	for i := 0; ; i++ {
		b := r.text[i]
		n |= int(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.text = r.text[i+1:]
			return n
		}
	}
}

func (r *reader) word() string {
	n := r.number()
	word := r.text[:n]
	r.text = r.text[n:]
	return word
}

func (r *reader) words() (words []string) {
	if n := r.number(); n > 0 {
		words = make([]string, n)
	}
	for i := range words {
		words[i] = r.word()
	}
	return words
}

func (r *reader) schema(s *Schema, f *file) *Schema {
	head := r.number()
	s.file, s.node, s.asserts = f, int32(head>>2), head&1 != 0
	if head&2 != 0 {
		s.leaf = uint16(r.number() + 1)
	} else {
		s.text = r.word()
	}
	return s
}

func (r *reader) field(s *Schema) {
	tag := r.text[0]
	r.text = r.text[1:]
	switch tag {
	case tagTypes:
		s.Types = Types(r.number())
	case tagAssertion:
		s.assert(Keyword(r.word()), Want{Text: r.word(), Values: r.words()})
	case tagRequired:
		s.Required = r.words()
	case tagProperties:
		schemas := make([]Schema, r.number())
		s.Properties = make([]Property, len(schemas))
		for i := range schemas {
			s.Properties[i] = Property{r.word(), r.schema(&schemas[i], s.file)}
		}
	case tagReference:
		s.ref = &reference{file: r.word(), pointer: r.word(), compiler: s.file.compiler}
	case tagExtension:
		s.rarely().extensions = append(s.extensions, extension{r.word(), r.word()})
	default:
		r.applicator(s, tag)
	}
}

func (r *reader) applicator(s *Schema, tag byte) {
	for _, a := range applicators {
		if a.tag == tag {
			*a.one(s.content) = r.schema(new(Schema), s.file)
		}
	}
	for _, a := range lists {
		if a.tag == tag {
			list := a.all(s.content)
			*list = append(*list, r.schema(new(Schema), s.file))
		}
	}
}

// The tags of fields.
const (
	tagTypes      = 't'
	tagAssertion  = 'a'
	tagRequired   = 'r'
	tagProperties = 'p'
	tagReference  = '$'
	tagExtension  = 'x'
)

// applicators are the fields with a schema.
var applicators = [...]struct {
	tag byte
	one func(*content) **Schema
}{
	{'m', func(c *content) **Schema { return &c.AdditionalProperties }},
	{'i', func(c *content) **Schema { return &c.Items }},
	{'!', func(c *content) **Schema { return &c.rarely().Not }},
	{'?', func(c *content) **Schema { return &c.rarely().If }},
	{'+', func(c *content) **Schema { return &c.rarely().Then }},
	{'-', func(c *content) **Schema { return &c.rarely().Else }},
}

// lists are the fields with schemas, each of which is written by itself.
var lists = [...]struct {
	tag byte
	all func(*content) *[]*Schema
}{
	{'&', func(c *content) *[]*Schema { return &c.AllOf }},
	{'|', func(c *content) *[]*Schema { return &c.rarely().AnyOf }},
	{'^', func(c *content) *[]*Schema { return &c.rarely().OneOf }},
}
