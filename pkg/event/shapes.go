package event

import (
	"io/fs"
	"sort"
	"strings"
)

// shapesFile has the shapes of events as their schema documents have them: to
// read all of these would be a fifth of a run with one payload of bare data. A
// line has the names of events, and those of the listed, the branched and the
// required members. A test writes it.
const shapesFile = "shapes.txt"

// readShapes returns the shape of every documented event, that of one which is
// not in the file from its document.
func (c *Catalogue) readShapes() []*shape {
	shapes := c.writtenShapes()
	for i := range shapes {
		if shapes[i] == nil {
			shapes[i] = sound(c.reader.shapeOf(c.documented[i].file()))
		}
	}
	return shapes
}

// writtenShapes returns what the file has, by the index of the event.
func (c *Catalogue) writtenShapes() []*shape {
	shapes := make([]*shape, len(c.documented))
	text, _ := fs.ReadFile(c.reader.fsys, shapesFile) // a catalogue may do without
	for line := range strings.Lines(string(text)) {
		events, members, _ := strings.Cut(line, "|")
		listed, members, _ := strings.Cut(members, "|")
		branched, required, _ := strings.Cut(members, "|")
		s := &shape{strings.Fields(listed), strings.Fields(branched), strings.Fields(required)}
		for name := range strings.FieldsSeq(events) {
			if i, ok := sort.Find(len(shapes), func(i int) int { return strings.Compare(name, c.documented[i].Name) }); ok {
				shapes[i] = s
			}
		}
	}
	return shapes
}
