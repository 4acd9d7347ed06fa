package schema

import (
	"errors"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"

	"github.com/vhook/vhook/pkg/payload"
)

// reference is a "$ref". One in a precompiled document is left open until it is
// asked for.
type reference struct {
	node          int // of its text
	file, pointer string
	compiler      *Compiler
	once          sync.Once
	schema        *Schema
}

// Ref returns the schema that "$ref" refers to, nil where there is none.
func (s *Schema) Ref() *Schema {
	if s.ref == nil {
		return nil
	}
	s.ref.once.Do(s.ref.follow)
	return s.ref.schema
}

func (r *reference) follow() {
	if r.schema != nil {
		return
	}
	c := r.compiler
	c.mu.Lock()
	defer c.mu.Unlock()
	var err error
	if r.schema, err = c.compile(r.file, r.pointer); err != nil {
		panic("schema: " + err.Error())
	}
}

// ref compiles "$ref": the path of a file, relative to the one it stands in, a
// JSON Pointer as fragment, or both.
func (b *build) ref(s *Schema, value int) error {
	if s.kind(value) != payload.String {
		return s.errorf(value, "must be a string")
	}
	target, pointer, err := s.resolve(value)
	if err != nil {
		return err
	}
	s.ref = &reference{node: value, file: target, pointer: pointer, compiler: b.Compiler}
	s.ref.schema, err = b.locate(target, pointer)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNothing) {
		return s.errorf(value, "leads nowhere: %s", err)
	}
	return err
}

// resolve splits a reference into the file and the pointer it means.
func (s *Schema) resolve(value int) (file, pointer string, err error) {
	text := s.file.doc.Str(value)
	ref, err := url.Parse(text)
	if err != nil {
		return "", "", s.errorf(value, "malformed reference %q", text)
	}
	if ref.Scheme != "" || ref.Host != "" || ref.RawQuery != "" || strings.HasPrefix(ref.Path, "/") {
		return "", "", s.errorf(value, "%q is no relative path: remote references are not supported", text)
	}
	if ref.Fragment != "" && !strings.HasPrefix(ref.Fragment, "/") {
		return "", "", s.errorf(value, "%q is no JSON Pointer: anchors are not supported", "#"+ref.Fragment)
	}
	file = s.file.path
	if ref.Path != "" {
		file = path.Join(path.Dir(file), ref.Path)
	}
	if !fs.ValidPath(file) {
		return "", "", s.errorf(value, "%q leads out of the schemas", text)
	}
	return file, ref.Fragment, nil
}
