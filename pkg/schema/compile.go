package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/vhook/vhook/pkg/payload"
)

// Compiler compiles the schema documents of one file system, each once, when
// it is first asked for or referred to. It may be used concurrently.
type Compiler struct {
	mu       sync.Mutex
	fsys     fs.FS
	files    map[string]*file
	keywords map[Keyword]keyword
	ready    precompiled
	work     build // the one under way
}

// file is a schema document and what of it is compiled, by node.
type file struct {
	path     string
	name     string // of the object it describes, see [Schema.Name]
	compiler *Compiler
	doc      *payload.Document // nil where it is precompiled and not read
	schemas  []*Schema
	reading  sync.Once // of doc, where it is precompiled
}

// objectName returns the name of the object that a document describes, if any.
func objectName(file string) string {
	name, ok := strings.CutPrefix(file, objects+"/")
	if !ok || strings.Contains(name, "/") {
		return ""
	}
	return strings.TrimSuffix(name, ".json")
}

// newFile parses a document. Its lists are as large as they will be.
func (c *Compiler) newFile(name string, text []byte) (*file, error) {
	f := &file{path: name, name: objectName(name), compiler: c, doc: new(payload.Document)}
	f.doc.Nodes = make([]payload.Node, 0, 1+bytes.Count(text, []byte{','})+bytes.Count(text, []byte{'{'})+bytes.Count(text, []byte{'['}))
	if err := f.doc.Parse(text, 0); err != nil {
		return nil, f.syntaxError(err)
	}
	if len(f.doc.Duplicates) > 0 {
		return nil, f.errorf(f.doc.Duplicates[0].Again, "duplicate member")
	}
	f.schemas = make([]*Schema, len(f.doc.Nodes))
	return f, nil
}

// NewCompiler returns a compiler of the documents in fsys.
func NewCompiler(fsys fs.FS) *Compiler {
	c := &Compiler{fsys: fsys, files: make(map[string]*file)}
	c.work.Compiler = c
	return c
}

// Compile returns the schema that the document at path is, or with a fragment,
// as in "order.json#/properties/amount", the one that its JSON Pointer leads to.
// Every reference is followed, but for those in precompiled documents. The error
// is a *[CompileError].
func (c *Compiler) Compile(path string) (*Schema, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	path, pointer, _ := strings.Cut(path, "#")
	return c.compile(path, pointer)
}

func (c *Compiler) compile(path, pointer string) (*Schema, error) {
	if s := c.prepared(path, pointer); s != nil {
		return s, nil
	}
	b := c.begin()
	s, err := b.locate(path, pointer)
	if err == nil {
		err = b.check()
	}
	if err != nil {
		b.rollback()
		return nil, err
	}
	return s, nil
}

// begin starts a run, in the memory of the last one.
func (c *Compiler) begin() *build {
	if c.keywords == nil {
		c.keywords = keywords()
	}
	c.work.made = c.work.made[:0]
	return &c.work
}

// CompileError says where a schema document is at fault, and how.
type CompileError struct {
	File         string
	Pointer      string // of the offending value
	Line, Column int    // zero where there is no such file or value
	Err          error
}

func (e *CompileError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s%s: %v", e.File, strings.TrimSuffix("#"+e.Pointer, "#"), e.Err)
	}
	return fmt.Sprintf("%s:%d:%d: #%s: %v", e.File, e.Line, e.Column, e.Pointer, e.Err)
}

func (e *CompileError) Unwrap() error { return e.Err }

// build is one run of the compiler. It remembers what it made, so that a
// failure leaves nothing half compiled behind.
type build struct {
	*Compiler
	made []*Schema
}

func (b *build) rollback() {
	for _, s := range b.made {
		s.file.schemas[s.node] = nil
	}
}

var errNothing = errors.New("nothing there")

// locate compiles the document at path and, if it is another, the schema that
// pointer leads to.
func (b *build) locate(path, pointer string) (*Schema, error) {
	f, err := b.load(path)
	if err != nil {
		return nil, err
	}
	if _, err := b.schema(f, payload.Root); err != nil {
		return nil, err
	}
	n := f.doc.Lookup(pointer)
	if n == payload.None {
		return nil, &CompileError{File: path, Pointer: pointer, Err: errNothing}
	}
	return b.schema(f, n)
}

func (b *build) load(path string) (*file, error) {
	if f, ok := b.files[path]; ok {
		return f, nil
	}
	text, err := fs.ReadFile(b.fsys, path)
	if err != nil {
		return nil, &CompileError{File: path, Err: readError(err)}
	}
	f, err := b.newFile(path, text)
	if err == nil {
		b.files[path] = f
	}
	return f, err
}

// readError takes the path off an error, which is told by the file it is about.
func readError(err error) error {
	if located, ok := errors.AsType[*fs.PathError](err); ok {
		return located.Err
	}
	return err
}

func (f *file) syntaxError(err error) error {
	syntax, ok := errors.AsType[*payload.SyntaxError](err)
	if !ok {
		return &CompileError{File: f.path, Err: err}
	}
	at := f.doc.Position(syntax.Start)
	return &CompileError{File: f.path, Line: at.Line, Column: at.Column, Err: errors.New(syntax.Reason.String())}
}

// errorf says what is wrong with the value at node n, a member's name with it.
func (f *file) errorf(n int, format string, args ...any) error {
	node := f.doc.Nodes[n]
	offset := node.Start
	if node.Key > 0 {
		offset = node.Key - 1
	}
	at := f.doc.Position(int(offset))
	return &CompileError{f.path, f.doc.Pointer(n), at.Line, at.Column, fmt.Errorf(format, args...)}
}

func (s *Schema) errorf(n int, format string, args ...any) error {
	return s.file.errorf(n, format, args...)
}

// schema compiles the schema at node n.
func (b *build) schema(f *file, n int) (*Schema, error) {
	s := b.outline(f, n, nil)
	return s, b.fill(s)
}

// outline returns the schema at node n, which may have no content yet. It
// makes one in the place given, if any.
func (b *build) outline(f *file, n int, place *Schema) *Schema {
	if f.schemas[n] != nil {
		return f.schemas[n]
	}
	if place == nil {
		place = new(Schema)
	}
	place.file, place.node, place.asserts = f, int32(n), b.asserts(f, n)
	f.schemas[n] = place
	b.made = append(b.made, place)
	return place
}

// asserts reports whether a keyword other than an annotation is written at
// node n.
func (b *build) asserts(f *file, n int) bool {
	for c := range f.doc.Children(n) {
		name := f.doc.Name(c)
		if !bytes.HasPrefix(name, extensionPrefix) && !b.keywords[Keyword(name)].annotation {
			return true
		}
	}
	return f.doc.Kind(n) == payload.False
}

// fill reads the content of a schema that has none.
func (b *build) fill(s *Schema) error {
	if s.content != nil {
		return nil
	}
	s.content = newContent()
	n := int(s.node)
	switch s.kind(n) {
	case payload.True:
	case payload.False:
		r := s.rarely()
		r.never, r.blame = False, s
	case payload.Object:
		return b.read(s)
	default:
		return s.errorf(n, "a schema must be an object or a boolean")
	}
	return nil
}

// read reads the keywords of s.
func (b *build) read(s *Schema) error {
	for c := range s.file.doc.Children(int(s.node)) {
		if err := b.keyword(s, c); err != nil {
			return err
		}
	}
	return nil
}

// complete reads the content of a precompiled schema that has none yet.
func (s *Schema) complete() {
	if s.text == "" && s.leaf == 0 {
		return
	}
	c := s.file.compiler
	c.mu.Lock()
	defer c.mu.Unlock()
	if s.content == nil {
		s.expand()
	}
}

func (b *build) keyword(s *Schema, value int) error {
	name := s.file.doc.Name(value)
	if bytes.HasPrefix(name, extensionPrefix) {
		s.rarely().extensions = append(s.extensions, extension{string(name), s.raw(value)})
		return nil
	}
	k, ok := b.keywords[Keyword(name)]
	if !ok {
		return s.errorf(value, "unknown keyword %q", name)
	}
	return k.compile(b, s, value)
}

// sub compiles a subschema of s, in the place given, if any.
func (b *build) sub(s *Schema, n int, place *Schema) (*Schema, error) {
	sub := b.outline(s.file, n, place)
	return sub, b.fill(sub)
}

// kind and raw read the document s stands in.
func (s *Schema) kind(n int) payload.Kind { return s.file.doc.Kind(n) }

func (s *Schema) raw(n int) string { return string(s.file.doc.Raw(n)) }

// document returns the document of a file, which may not be read yet where it is
// precompiled.
func (f *file) document() *payload.Document {
	f.reading.Do(func() {
		if f.doc != nil {
			return
		}
		f.doc = new(payload.Document)
		text, err := fs.ReadFile(f.compiler.fsys, f.path)
		if err == nil {
			err = f.doc.Parse(text, 0)
		}
		if err != nil {
			panic("schema: " + f.path + ": " + err.Error())
		}
	})
	return f.doc
}
