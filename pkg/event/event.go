package event

import (
	"sync"
	"sync/atomic"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// An Event is one entry of the catalogue.
type Event struct {
	Name string
	// Documented is false for names that the documentation lists without
	// describing their payload. Such events have no schema.
	Documented bool

	catalogue *Catalogue
	shape     *shape // of a documented event
	met       atomic.Pointer[knowledge]
}

// About is what a catalogue says of an event beside its schema.
type About struct {
	Family      string
	Description string
	// Levels tells where the webhook is set up: "project", "distribution".
	Levels []string
}

// knowledge is what a run keeps of an event that it meets; most meet few.
type knowledge struct {
	alone    []*Event // the event
	evidence string   // that it is the event.type of an envelope
	about    func() About
	schema   func() (*schema.Schema, error)
	sign     func() (*schema.Schema, error)
	usual    func() ([]string, error)
}

func (e *Event) known() *knowledge {
	if k := e.met.Load(); k != nil {
		return k
	}
	e.met.CompareAndSwap(nil, &knowledge{
		alone:    []*Event{e},
		evidence: `event.type is "` + e.Name + `"`,
		about:    sync.OnceValue(e.readAbout),
		schema:   sync.OnceValues(func() (*schema.Schema, error) { return e.catalogue.compiler.Compile(e.file()) }),
		sign:     sync.OnceValues(e.compileSign),
		usual:    sync.OnceValues(e.readUsual),
	})
	return e.met.Load()
}

// file is the path of the event's schema document.
func (e *Event) file() string { return e.Name + ".json" }

// About returns what the catalogue says of the event beside its schema.
func (e *Event) About() About { return e.known().about() }

func (e *Event) readAbout() (about About) {
	if !e.Documented {
		return e.catalogue.listed().about[e.Name]
	}
	err := e.catalogue.reader.read(e.file(), func(d *payload.Document) { about = aboutOf(d, payload.Root, "x-") })
	return sound(about, err)
}

func aboutOf(d *payload.Document, n int, prefix string) About {
	return About{
		Family:      d.Str(d.Field(n, prefix+"family")),
		Description: d.Str(d.Field(n, "description")),
		Levels:      stringsOf(d, d.Field(n, prefix+"level")),
	}
}

func stringsOf(d *payload.Document, n int) []string {
	var list []string
	for c := range d.Children(n) {
		list = append(list, d.Str(c))
	}
	return list
}

// Schema compiles the schema of the event's data, once.
func (e *Event) Schema() (*schema.Schema, error) { return e.known().schema() }

// signKey is the member of an event's schema document that tells it from other
// events, signFragment the way to it.
const (
	signKey      = "x-sign"
	signFragment = "#/" + signKey
)

// Sign compiles, once, the x-sign of the event's schema document: a schema that
// its data fulfils and that of other events with the same members may not, in
// words its description. It is nil where there is none.
func (e *Event) Sign() (*schema.Schema, error) { return e.known().sign() }

func (e *Event) compileSign() (*schema.Schema, error) {
	s, err := e.Schema()
	if err != nil {
		return nil, err
	}
	if _, ok := s.Extension(signKey); !ok {
		return nil, nil
	}
	return e.catalogue.compiler.Compile(e.file() + signFragment)
}

// usualKey is the member of a schema that lists what data always has although
// it need not.
const usualKey = "x-usual"

// Usual lists the members that the event's data has in every documented
// payload although the documentation does not require them.
func (e *Event) Usual() ([]string, error) { return e.known().usual() }

func (e *Event) readUsual() ([]string, error) {
	s, err := e.Schema()
	if err != nil {
		return nil, err
	}
	var usual []string
	for _, part := range s.Parts() {
		text, ok := part.Extension(usualKey)
		if !ok {
			continue
		}
		var d payload.Document
		if err := d.Parse([]byte(text), 0); err != nil {
			return nil, err
		}
		usual = append(usual, stringsOf(&d, payload.Root)...)
	}
	return usual, nil
}

// Bundle returns the event's schema as one self-contained document.
func (e *Event) Bundle() ([]byte, error) {
	return schema.Bundle(e.catalogue.reader.fsys, e.file())
}
