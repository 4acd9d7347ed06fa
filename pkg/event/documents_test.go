package event

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// loadDocuments makes a catalogue of nothing but documents.
func loadDocuments(fsys fs.FS) (*Catalogue, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var events []writtenEvent
	for _, entry := range entries {
		name, ok := strings.CutSuffix(entry.Name(), ".json")
		if !ok || entry.Name() == listedFile {
			continue
		}
		s, err := readShape(fsys, entry.Name())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name(), err)
		}
		events = append(events, writtenEvent{name, s})
	}
	slices.SortFunc(events, func(a, b writtenEvent) int { return strings.Compare(a.name, b.name) })
	return load(fsys, schema.Precompiled{}, events), nil
}

// checkDocuments reads and compiles every document of a catalogue, with every
// reference in it. A catalogue that passes has no trouble in store.
func checkDocuments(c *Catalogue) error {
	if _, err := c.readListed(); err != nil {
		return err
	}
	compiler := schema.NewCompiler(c.reader.fsys)
	for i := range c.documented {
		e := &c.documented[i]
		s, err := compiler.Compile(e.file())
		if err != nil {
			return err
		}
		if _, ok := s.Extension(signKey); !ok {
			continue
		}
		if _, err := compiler.Compile(e.file() + signFragment); err != nil {
			return err
		}
	}
	return nil
}

// readShape returns the shape that the schema document in a file describes.
func readShape(fsys fs.FS, file string) (*shape, error) {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, err
	}
	var d payload.Document
	if err := d.Parse(text, 0); err != nil {
		return nil, err
	}
	s := new(shape)
	for _, ref := range s.collect(&d, payload.Root, nil) {
		if strings.Contains(ref, "#") {
			return nil, fmt.Errorf("the root of an event's schema refers to %q, want a whole document", ref)
		}
		other, err := readShape(fsys, path.Join(path.Dir(file), ref))
		if err != nil {
			return nil, err
		}
		s.listed = append(s.listed, other.listed...)
		s.branched = append(s.branched, other.branched...)
		s.required = append(s.required, other.required...)
	}
	for _, names := range []*[]string{&s.listed, &s.branched, &s.required} { // each may have come from many places
		slices.Sort(*names)
		*names = slices.Compact(*names)
	}
	return s, nil
}

// collect adds what a schema says itself and in allOf, and returns references
// with those that it has.
func (s *shape) collect(d *payload.Document, n int, references []string) []string {
	s.listed = appendKeys(s.listed, d, d.Field(n, "properties"))
	for _, branch := range []string{"then", "else"} {
		s.branched = appendKeys(s.branched, d, d.Field(n, branch, "properties"))
	}
	for _, key := range []string{"required", usualKey} {
		s.required = append(s.required, stringsOf(d, d.Field(n, key))...)
	}
	for part := range d.Children(d.Field(n, "allOf")) {
		references = s.collect(d, part, references)
	}
	if ref := d.Str(d.Field(n, "$ref")); ref != "" {
		references = append(references, ref)
	}
	return references
}
