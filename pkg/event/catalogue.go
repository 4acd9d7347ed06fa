// Package event owns the catalogue of Voucherify webhook events: their names,
// levels and embedded schema documents, and the detection of the event that a
// payload carries, with the evidence for it.
package event

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

//go:embed schemas
var embedded embed.FS

// An Event is one entry of the catalogue.
type Event struct {
	Name        string
	Family      string
	Description string
	// Levels tells where the webhook is set up: "project", "distribution".
	Levels []string
	// Documented is false for names that the documentation lists without
	// describing their payload. Such events have no schema.
	Documented bool

	catalogue *Catalogue
	shape     shape
	signed    bool // the schema document has an x-sign
}

// Catalogue is every known event, with the compiler of their schemas. It is
// safe for concurrent use.
type Catalogue struct {
	Events   []*Event // sorted by name
	fsys     fs.FS
	compiler *schema.Compiler
	byName   map[string]*Event
	former   map[string]string
}

// Default returns the catalogue of the embedded schema documents. Schemas
// compile on first use.
var Default = sync.OnceValue(func() *Catalogue {
	sub, err := fs.Sub(embedded, "schemas")
	if err == nil {
		var c *Catalogue
		if c, err = Load(sub); err == nil {
			return c
		}
	}
	panic("event: embedded catalogue: " + err.Error()) // a test loads it
})

// Load reads a catalogue: one schema document for each documented event at the
// top of fsys, what they share in objects/, and listed.json with the names
// that are only listed.
func Load(fsys fs.FS) (*Catalogue, error) {
	c := &Catalogue{fsys: fsys, compiler: schema.NewCompiler(fsys), byName: map[string]*Event{}, former: map[string]string{}}
	names, err := fs.Glob(fsys, "*.json")
	if err != nil {
		return nil, err
	}
	r := reader{fsys: fsys, shapes: map[string]shape{}}
	for _, file := range names {
		if file == listedFile {
			err = c.readListed(&r)
		} else {
			err = c.readEvent(&r, file)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	slices.SortFunc(c.Events, func(a, b *Event) int { return strings.Compare(a.Name, b.Name) })
	return c, nil
}

// Find returns the event with a name, nil where there is none.
func (c *Catalogue) Find(name string) *Event { return c.byName[name] }

// Names returns the name of every event, sorted.
func (c *Catalogue) Names() []string {
	names := make([]string, len(c.Events))
	for i, e := range c.Events {
		names[i] = e.Name
	}
	return names
}

// Schema compiles the schema of the event's data, once.
func (e *Event) Schema() (*schema.Schema, error) {
	return e.catalogue.compiler.Compile(e.Name + ".json")
}

// Bundle returns the event's schema as one self-contained document.
func (e *Event) Bundle() ([]byte, error) { return schema.Bundle(e.catalogue.fsys, e.Name+".json") }

// Object compiles the schema of a shared object, such as "order". It is nil
// where the catalogue has no such object.
func (c *Catalogue) Object(name string) (*schema.Schema, error) {
	path := "objects/" + name + ".json"
	if strings.Contains(name, "/") {
		return nil, nil
	}
	if _, err := fs.Stat(c.fsys, path); err != nil {
		return nil, nil
	}
	return c.compiler.Compile(path)
}

func (c *Catalogue) add(e *Event) {
	e.catalogue = c
	c.Events = append(c.Events, e)
	c.byName[e.Name] = e
}

func (c *Catalogue) readEvent(r *reader, file string) error {
	d, err := r.parse(file)
	if err != nil {
		return err
	}
	e := &Event{
		Name:        strings.TrimSuffix(file, ".json"),
		Family:      d.Str(d.Field(payload.Root, "x-family")),
		Description: d.Str(d.Field(payload.Root, "description")),
		Levels:      stringsOf(d, d.Field(payload.Root, "x-level")),
		Documented:  true,
		signed:      d.Field(payload.Root, "x-sign") != payload.None,
	}
	if e.shape, err = r.shapeOf(file, d); err != nil {
		return err
	}
	c.add(e)
	return nil
}

const listedFile = "listed.json"

// readListed reads the names without a documented payload, and former names.
func (c *Catalogue) readListed(r *reader) error {
	d, err := r.parse(listedFile)
	if err != nil {
		return err
	}
	for n := range d.Children(d.Field(payload.Root, "listed")) {
		c.add(&Event{
			Name:        d.Key(n),
			Family:      d.Str(d.Field(n, "family")),
			Description: d.Str(d.Field(n, "description")),
			Levels:      stringsOf(d, d.Field(n, "level")),
		})
	}
	for n := range d.Children(d.Field(payload.Root, "former")) {
		c.former[d.Key(n)] = d.Str(n)
	}
	return nil
}

func stringsOf(d *payload.Document, n int) []string {
	var list []string
	for c := range d.Children(n) {
		list = append(list, d.Str(c))
	}
	return list
}
