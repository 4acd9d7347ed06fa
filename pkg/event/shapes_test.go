package event

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite schemas/shapes.txt")

// TestShapes checks that shapes.txt has what the schema documents say.
func TestShapes(t *testing.T) {
	c := Default()
	var lines []string
	for i := range c.documented {
		e := &c.documented[i]
		s, err := c.reader.shapeOf(e.file())
		if err != nil {
			t.Fatal(err)
		}
		members := fmt.Sprintln("", "|", strings.Join(s.listed, " "), "|", strings.Join(s.branched, " "), "|", strings.Join(s.required, " "))
		if same := slices.IndexFunc(lines, func(line string) bool { return strings.HasSuffix(line, members) }); same >= 0 {
			lines[same] = e.Name + " " + lines[same]
			continue
		}
		lines = append(lines, e.Name+members)
	}
	want := strings.Join(lines, "")
	file := "schemas/" + shapesFile
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return // what is embedded is as old as the test
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("%s is not up to date, %v; run go test ./pkg/event -update", file, err)
	}
	for i, s := range c.writtenShapes() {
		read, err := c.reader.shapeOf(c.documented[i].file())
		if err != nil || s == nil || !slices.Equal(s.listed, read.listed) || !slices.Equal(s.branched, read.branched) ||
			!slices.Equal(s.required, read.required) {
			t.Errorf("%s: the file has %v, its document %v, %v", c.documented[i].Name, s, read, err)
		}
	}
}
