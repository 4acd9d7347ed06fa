package event

import (
	"os"
	"testing"

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
		t.Errorf("%s is not up to date; run go test ./pkg/event -update", file)
	}
}
