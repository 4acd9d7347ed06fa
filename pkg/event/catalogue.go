// Package event owns the catalogue of Voucherify webhook events: their names,
// levels and embedded schema documents, and the detection of the event that a
// payload carries, with the evidence for it.
package event

import (
	"bytes"
	"embed"
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

// Catalogue is every known event, with the compiler of their schemas. It is
// safe for concurrent use. What it knows beyond the names of documented events
// is read when it is first asked for, so that a run pays for what it meets.
type Catalogue struct {
	reader                        reader
	compiler                      *schema.Compiler
	names                         payload.Names
	eventType, kind, sourceObject field
	envelope                      func() (*schema.Schema, error)
	documented                    []Event // sorted by name
	byName                        map[string]*Event
	listed                        func() *listed
	rarity                        func() map[string]int
}

// listed is what the catalogue knows without a schema document.
type listed struct {
	events []*Event          // these and the documented ones, sorted by name
	byName map[string]*Event // these
	about  map[string]About
	former map[string]string
}

// field is a member that detection asks for, by a path and by the numbers of its
// names.
type field struct {
	path string
	way  payload.Way
}

func (c *Catalogue) newField(path string) field { return field{path, c.names.Way(path)} }

// find returns a field of a payload, whose names may be numbered otherwise.
func (c *Catalogue) find(d *payload.Document, f *field) int {
	if d.Names == &c.names {
		return d.Follow(payload.Root, f.way)
	}
	return d.Field(payload.Root, strings.Split(f.path, ".")...)
}

// MemberNames numbers the member names of all documents that are held against the
// catalogue.
func (c *Catalogue) MemberNames() *payload.Names { return &c.names }

// Default returns the catalogue of the embedded schema documents.
var Default = sync.OnceValue(func() *Catalogue {
	return load(schemas{embedded}, writtenSchemas, writtenEvents[:])
})

// schemas are the embedded documents by their names in the catalogue. fs.Sub
// would clean and join a path each time one is read.
type schemas struct{ embed.FS }

func (s schemas) Open(name string) (fs.File, error)    { return s.FS.Open("schemas/" + name) }
func (s schemas) ReadFile(name string) ([]byte, error) { return s.FS.ReadFile("schemas/" + name) }
func (s schemas) ReadDir(name string) ([]fs.DirEntry, error) {
	return s.FS.ReadDir(path.Join("schemas", name))
}

const listedFile = "listed.json"

// writtenEvent is what is written of a documented event. To read the documents of
// all events for their shapes would be a fifth of a run with one payload of bare data.
type writtenEvent struct {
	name  string
	shape *shape
}

// load makes a catalogue of events, sorted by name. Their schema documents, one each,
// stand at the top of fsys, what they share in objects/, and the names that are only
// listed in listed.json; written has some of that to be read in their place.
func load(fsys fs.FS, written schema.Precompiled, events []writtenEvent) *Catalogue {
	c := &Catalogue{
		compiler:   schema.NewPrecompiled(fsys, written),
		documented: make([]Event, len(events)),
		byName:     make(map[string]*Event, len(events)),
	}
	c.reader.fsys = fsys
	c.eventType, c.kind, c.sourceObject = c.newField("event.type"), c.newField("type"), c.newField("source.object")
	c.envelope = sync.OnceValues(func() (*schema.Schema, error) { return c.compiler.Compile(objectFile("envelope")) })
	c.listed = sync.OnceValue(func() *listed { return sound(c.readListed()) })
	c.rarity = sync.OnceValue(c.countRarity)
	for i, w := range events {
		e := &c.documented[i]
		e.Name, e.Documented, e.catalogue, e.shape = w.name, true, c, w.shape
		c.byName[e.Name] = e
	}
	return c
}

// sound takes the error of a document, which a test would refuse, for a fault in
// the program.
func sound[T any](value T, err error) T {
	if err != nil {
		panic("event: " + err.Error())
	}
	return value
}

// Events returns every event, sorted by name.
func (c *Catalogue) Events() []*Event { return c.listed().events }

// Find returns the event with a name, nil where there is none.
func (c *Catalogue) Find(name string) *Event {
	if e := c.byName[name]; e != nil {
		return e
	}
	return c.listed().byName[name]
}

// FindBytes returns the documented event with a name, nil where there is none.
func (c *Catalogue) FindBytes(name []byte) *Event { return c.byName[string(name)] }

// Names returns the name of every event, sorted.
func (c *Catalogue) Names() []string { return namesOf(c.Events()) }

func namesOf(events []*Event) []string {
	names := make([]string, len(events))
	for i, e := range events {
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

// Envelope compiles the schema of the webhook around the data, once.
func (c *Catalogue) Envelope() (*schema.Schema, error) { return c.envelope() }

// Object compiles the schema of a shared object, such as "order". It is nil
// where the catalogue has no such object.
func (c *Catalogue) Object(name string) (*schema.Schema, error) {
	path := objectFile(name)
	if strings.Contains(name, "/") {
		return nil, nil
	}
	if _, err := fs.Stat(c.reader.fsys, path); err != nil {
		return nil, nil
	}
	return c.compiler.Compile(path)
}

// Former says what became of an event of earlier versions, "" for other names.
func (c *Catalogue) Former(name string) string { return c.listed().former[name] }

func objectFile(name string) string { return "objects/" + name + ".json" }

// readListed reads the names without a documented payload, and former names.
func (c *Catalogue) readListed() (*listed, error) {
	l := &listed{byName: map[string]*Event{}, about: map[string]About{}, former: map[string]string{}}
	for i := range c.documented {
		l.events = append(l.events, &c.documented[i])
	}
	err := c.reader.read(listedFile, func(d *payload.Document) {
		for n := range d.Children(d.Field(payload.Root, "listed")) {
			e := &Event{Name: d.Key(n), catalogue: c}
			l.events = append(l.events, e)
			l.byName[e.Name], l.about[e.Name] = e, aboutOf(d, n, "")
		}
		for n := range d.Children(d.Field(payload.Root, "former")) {
			l.former[d.Key(n)] = d.Str(n)
		}
	})
	slices.SortFunc(l.events, func(a, b *Event) int { return strings.Compare(a.Name, b.Name) })
	return l, err
}

// reader reads the documents of a catalogue for what no schema says, one at a time
// in the same memory.
type reader struct {
	fsys fs.FS

	mu   sync.Mutex
	doc  payload.Document
	text []byte
}

// read hands the document in file to use, which must not keep it.
func (r *reader) read(file string, use func(*payload.Document)) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	err := r.parse(file)
	if err == nil {
		use(&r.doc)
	}
	return err
}

// parse reads the document in file into r.doc.
func (r *reader) parse(file string) error {
	f, err := r.fsys.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	text := bytes.NewBuffer(r.text[:0])
	if _, err := text.ReadFrom(f); err != nil {
		return err
	}
	r.text = text.Bytes()
	return r.doc.Parse(r.text, 0)
}
