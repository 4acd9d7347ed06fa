package event

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite precompiled.txt and shapes.txt")

// TestShapes checks that shapes.txt has what the schema documents say.
func TestShapes(t *testing.T) {
	c, err := Load(schemas{embedded}) // what is written may lack an event
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for i := range c.documented {
		e := &c.documented[i]
		s, err := c.reader.shapeOf(e.file())
		if err != nil {
			t.Fatal(err)
		}
		members := fmt.Sprintln(" |", strings.Join(s.listed, " "), "|", strings.Join(s.branched, " "), "|", strings.Join(s.required, " "))
		if same := slices.IndexFunc(lines, func(line string) bool { return strings.HasSuffix(line, members) }); same >= 0 {
			lines[same] = " " + e.Name + lines[same]
			continue
		}
		lines = append(lines, " "+e.Name+members)
	}
	want := strings.Join(lines, "")
	if *update {
		if err := os.WriteFile("shapes.txt", []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return // what is embedded is as old as the test
	}
	if writtenShapes != want {
		t.Error("shapes.txt is not up to date; run make update")
	}
	for i, s := range Default().shapes() {
		e := &Default().documented[i]
		read, err := c.reader.shapeOf(e.file())
		for _, written := range []*shape{s, e.known().shape()} {
			if err != nil || !slices.Equal(written.listed, read.listed) || !slices.Equal(written.branched, read.branched) ||
				!slices.Equal(written.required, read.required) {
				t.Errorf("%s: what is written is %v, its document has %v, %v", e.Name, written, read, err)
			}
		}
	}
}

// TestShapesKnow holds that data is not taken for composed by hand for members
// that the schema of its event lists, on which Confirm relies.
func TestShapesKnow(t *testing.T) {
	for i := range Default().documented {
		e := &Default().documented[i]
		s, err := e.Schema()
		if err != nil {
			t.Fatal(err)
		}
		shape := e.known().shape()
		for _, name := range s.PropertyNames() {
			if !contains(shape.listed, []byte(name)) && !contains(shape.branched, []byte(name)) {
				t.Errorf("%s: its shape lacks %s", e.Name, name)
			}
		}
	}
}
