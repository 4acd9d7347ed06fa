// Package event owns the catalogue of Voucherify webhook events: their names,
// levels and embedded schema documents, and the detection of the event that a
// payload carries, with the evidence for it.
package event

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
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
	Name string
	// Documented is false for names that the documentation lists without
	// describing their payload. Such events have no schema.
	Documented bool

	catalogue *Catalogue
	alone     []*Event // this one
	evidence  string   // that it is the event.type of an envelope
	read      sync.Once
	about     About
	shape     shape
	signed    bool // the schema document has an x-sign
	schema    func() (*schema.Schema, error)
	sign      func() (*schema.Schema, error)
	usual     func() ([]string, error)
}

// About is what a catalogue says of an event beside its schema.
type About struct {
	Family      string
	Description string
	// Levels tells where the webhook is set up: "project", "distribution".
	Levels []string
}

// Catalogue is every known event, with the compiler of their schemas. It is
// safe for concurrent use. What it knows of an event beyond the name is read
// when it is first asked for, so that a run pays for the events it meets.
type Catalogue struct {
	Events   []*Event // sorted by name
	reader   reader
	compiler *schema.Compiler
	names    payload.Names
	envelope func() (*schema.Schema, error)
	byName   map[string]*Event
	former   map[string]string
}

// MemberNames numbers the member names of all documents that are held against the
// catalogue.
func (c *Catalogue) MemberNames() *payload.Names { return &c.names }

// Default returns the catalogue of the embedded schema documents.
var Default = sync.OnceValue(func() *Catalogue {
	sub, err := fs.Sub(embedded, "schemas")
	if err == nil {
		var c *Catalogue
		if c, err = Load(sub); err == nil {
			return c
		}
	}
	panic("event: embedded catalogue: " + err.Error())
})

const listedFile = "listed.json"

// Load reads a catalogue: one schema document for each documented event at the
// top of fsys, what they share in objects/, and listed.json with the names
// that are only listed. The documents are taken to be sound, see [Catalogue.Check].
func Load(fsys fs.FS) (*Catalogue, error) {
	c := &Catalogue{
		reader:   reader{fsys: fsys, shapes: map[string]shape{}},
		compiler: schema.NewLazyCompiler(fsys),
		byName:   map[string]*Event{},
		former:   map[string]string{},
	}
	c.envelope = sync.OnceValues(func() (*schema.Schema, error) { return c.Object("envelope") })
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if name, ok := strings.CutSuffix(entry.Name(), ".json"); ok && entry.Name() != listedFile {
			c.add(&Event{Name: name, Documented: true})
		}
	}
	if err := c.readListed(); err != nil {
		return nil, err
	}
	slices.SortFunc(c.Events, func(a, b *Event) int { return strings.Compare(a.Name, b.Name) })
	return c, nil
}

// Check reads and compiles every document of the catalogue, with every
// reference in it. A catalogue that passes has no trouble in store.
func (c *Catalogue) Check() error {
	compiler := schema.NewCompiler(c.reader.fsys)
	for _, e := range c.Events {
		if !e.Documented {
			continue
		}
		if err := e.readDocument(); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		if _, err := compiler.Compile(e.Name + ".json"); err != nil {
			return err
		}
		if e.signed {
			if _, err := compiler.Compile(e.Name + signFragment); err != nil {
				return err
			}
		}
	}
	return nil
}

// Find returns the event with a name, nil where there is none.
func (c *Catalogue) Find(name string) *Event { return c.byName[name] }

// FindBytes is Find for a name that is no string.
func (c *Catalogue) FindBytes(name []byte) *Event { return c.byName[string(name)] }

// Names returns the name of every event, sorted.
func (c *Catalogue) Names() []string {
	names := make([]string, len(c.Events))
	for i, e := range c.Events {
		names[i] = e.Name
	}
	return names
}

// Objects returns the name of every shared object, sorted.
func (c *Catalogue) Objects() []string {
	names, _ := fs.Glob(c.reader.fsys, "objects/*.json") // the pattern is well-formed
	for i, name := range names {
		names[i] = strings.TrimSuffix(path.Base(name), ".json")
	}
	return names
}

// Schema compiles the schema of the event's data, once.
func (e *Event) Schema() (*schema.Schema, error) { return e.schema() }

// Sign compiles, once, the x-sign of the event's schema document: a schema that
// its data fulfils and that of other events with the same members may not, in
// words its description. It is nil where there is none.
func (e *Event) Sign() (*schema.Schema, error) { return e.sign() }

// Bundle returns the event's schema as one self-contained document.
func (e *Event) Bundle() ([]byte, error) {
	return schema.Bundle(e.catalogue.reader.fsys, e.Name+".json")
}

// Envelope compiles the schema of the webhook around the data, once.
func (c *Catalogue) Envelope() (*schema.Schema, error) { return c.envelope() }

// Object compiles the schema of a shared object, such as "order". It is nil
// where the catalogue has no such object.
func (c *Catalogue) Object(name string) (*schema.Schema, error) {
	path := "objects/" + name + ".json"
	if strings.Contains(name, "/") {
		return nil, nil
	}
	if _, err := fs.Stat(c.reader.fsys, path); err != nil {
		return nil, nil
	}
	return c.compiler.Compile(path)
}

func (c *Catalogue) add(e *Event) {
	e.catalogue, e.alone = c, []*Event{e}
	e.evidence = `event.type is "` + e.Name + `"`
	e.schema = sync.OnceValues(func() (*schema.Schema, error) { return c.compiler.Compile(e.Name + ".json") })
	e.sign = sync.OnceValues(func() (*schema.Schema, error) {
		if !e.known().signed {
			return nil, nil
		}
		return c.compiler.Compile(e.Name + signFragment)
	})
	e.usual = sync.OnceValues(e.readUsual)
	c.Events = append(c.Events, e)
	c.byName[e.Name] = e
}

// About returns what the catalogue says of the event beside its schema.
func (e *Event) About() About { return e.known().about }

// known makes sure that the event's document has been read.
func (e *Event) known() *Event {
	e.read.Do(func() {
		if !e.Documented {
			return
		}
		if err := e.readDocument(); err != nil {
			panic("event: " + e.Name + ": " + err.Error())
		}
	})
	return e
}

func (e *Event) readDocument() error {
	r := &e.catalogue.reader
	r.mu.Lock()
	defer r.mu.Unlock()
	d, err := r.parse(e.Name + ".json")
	if err != nil {
		return err
	}
	e.about = aboutOf(d, payload.Root, "x-")
	e.signed = d.Field(payload.Root, "x-sign") != payload.None
	e.shape, err = r.shapeOf(e.Name+".json", d)
	return err
}

func aboutOf(d *payload.Document, n int, prefix string) About {
	return About{
		Family:      d.Str(d.Field(n, prefix+"family")),
		Description: d.Str(d.Field(n, "description")),
		Levels:      stringsOf(d, d.Field(n, prefix+"level")),
	}
}

// readListed reads the names without a documented payload, and former names.
func (c *Catalogue) readListed() error {
	d, err := c.reader.parse(listedFile)
	if err != nil {
		return fmt.Errorf("%s: %w", listedFile, err)
	}
	for n := range d.Children(d.Field(payload.Root, "listed")) {
		c.add(&Event{Name: d.Key(n), about: aboutOf(d, n, "")})
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
