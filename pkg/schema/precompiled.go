package schema

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// precompiled is what [Precompile] has written.
type precompiled struct {
	lines   []string  // one a location, sorted
	schemas []*Schema // of lines, nil where it has not been asked for
	leaves  map[string]*content
}

// NewPrecompiled returns a compiler of the documents in fsys that takes those
// in text as they are there, see [Precompile]. A document is read only for its
// annotations, or where the text lacks it; one that does not compile then
// panics unless it was asked for by name.
func NewPrecompiled(fsys fs.FS, text string) *Compiler {
	c := NewCompiler(fsys)
	if text != "" {
		c.ready.lines = (&reader{text}).words()
	}
	c.ready.schemas = make([]*Schema, len(c.ready.lines))
	c.ready.leaves = map[string]*content{}
	return c
}

// Precompiled returns the locations that [Precompile] was given, sorted.
func (c *Compiler) Precompiled() []string {
	locations := make([]string, len(c.ready.lines))
	for i, line := range c.ready.lines {
		locations[i], _, _ = strings.Cut(line, " ")
	}
	return locations
}

// prepared returns the precompiled schema at a location, nil where the document
// is to be read.
func (c *Compiler) prepared(path, pointer string) *Schema {
	location := path
	if pointer != "" {
		location += "#" + pointer
	}
	i, ok := slices.BinarySearchFunc(c.ready.lines, location, func(line, location string) int {
		n := min(len(line), len(location))
		if order := strings.Compare(line[:n], location); order != 0 || line[n] == ' ' {
			return order
		}
		return 1 // the line is of a longer location
	})
	if !ok {
		return nil
	}
	text := c.ready.lines[i][len(location)+len(" "):]
	if text == "\n" {
		return nil
	}
	if c.ready.schemas[i] == nil {
		s, r := new(Schema), reader{text}
		r.schema(s, &file{path: path, name: objectName(path), compiler: c})
		s.expand()
		c.ready.schemas[i] = s
	}
	return c.ready.schemas[i]
}

// expand reads the content of a precompiled schema. Those that look at one value
// and not below it share theirs with others that say the same, as do those that
// only refer to others.
func (s *Schema) expand() {
	const short = 64
	leaves, share := s.file.compiler.ready.leaves, len(s.text) < short && s.node != payload.Root
	if share {
		if s.content = leaves[s.text]; s.content != nil {
			return
		}
	}
	s.content = newContent()
	r := reader{text: s.text}
	for r.text != "" {
		r.field(s)
	}
	switch {
	case !share:
	case s.isLeaf():
		s.plain = &plan{types: s.Types, assertions: s.assertions}
		leaves[s.text] = s.content
	case s.onlyRefers():
		leaves[s.text] = s.content
	}
}

// isLeaf reports whether s is no more than a type and assertions.
func (s *Schema) isLeaf() bool {
	return s.ref == nil && len(s.Required)+len(s.Properties)+len(s.AllOf) == 0 &&
		!s.isLoose() && !s.isNamed() && !s.hasItems() && !s.hasBranches() && !s.hasOthers()
}

// reader reads what a [writer] has written.
type reader struct{ text string }

func (r *reader) number() int {
	for i, n := 0, 0; ; i++ {
		digit := r.text[i] - '0'
		if digit > 9 {
			r.text = r.text[i+1:]
			return n
		}
		n = 10*n + int(digit)
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
	s.file, s.node, s.asserts = f, int32(r.number()), r.number() != 0
	s.text = r.word()
	return s
}

func (r *reader) field(s *Schema) {
	tag := r.text[0]
	r.text = r.text[1:]
	switch tag {
	case tagDeprecated:
		s.Deprecated = true
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
	tagDeprecated = 'd'
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
