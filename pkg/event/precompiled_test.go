package event

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// TestPrecompiled checks that precompiled.txt has what the schema documents say.
func TestPrecompiled(t *testing.T) {
	c, err := Load(schemas{embedded}) // what is written may lack an event
	if err != nil {
		t.Fatal(err)
	}
	var locations []string
	for _, name := range c.Objects() {
		locations = append(locations, "objects/"+name+".json")
	}
	for i := range c.documented {
		e := &c.documented[i]
		locations = append(locations, e.file())
		if sign, err := e.Sign(); err != nil {
			t.Fatal(err)
		} else if sign != nil {
			locations = append(locations, e.file()+signFragment)
		}
	}
	want, err := schema.Precompile(c.reader.fsys, locations)
	if err != nil {
		t.Fatal(err)
	}
	const file = "precompiled.txt"
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return // what is embedded is as old as the test
	}
	if want != precompiled {
		t.Errorf("%s is not up to date; run make update", file)
	}
}

// TestEventThatIsNotWritten checks that an event is known whose document says
// what precompiled.txt cannot, and by that document.
func TestEventThatIsNotWritten(t *testing.T) {
	const name, file = "parcel.lost", "parcel.lost.json"
	documents := fstest.MapFS{
		listedFile: {Data: []byte(`{}`)},
		file:       {Data: []byte(`{"properties": {"items": {"uniqueItems": true}}}`)},
	}
	text, err := schema.Precompile(documents, []string{file})
	if err != nil {
		t.Fatal(err)
	}
	c, err := load(documents, text, "")
	if err != nil {
		t.Fatal(err)
	}
	e := c.Find(name)
	if e == nil || !e.Documented {
		t.Fatalf("%s is not known", name)
	}
	s, err := e.Schema()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{`{"items": [1, 2]}`: true, `{"items": [1, 1]}`: false} {
		var d payload.Document
		if err := d.Parse([]byte(text), 0); err != nil {
			t.Fatal(err)
		}
		if got := s.Holds(&d, payload.Root, new(schema.Report)); got != want {
			t.Errorf("%s is valid: %v", text, got)
		}
	}
}
