package event

import "strings"

// What is written of shapes has a line for each, as events tend to share them:
// the names of these, each between spaces, and those of the listed, the branched
// and the required members. To read the documents of all events instead would be
// a fifth of a run with one payload of bare data.

// shape returns the shape of a documented event, from its document where it is
// not written.
func (r *reader) shape(e *Event) *shape {
	name := " " + e.Name + " "
	for line := range strings.Lines(r.written) {
		if events, members, _ := strings.Cut(line, "|"); strings.Contains(events, name) {
			return parseShape(members)
		}
	}
	return sound(r.shapeOf(e.file()))
}

// shapesOf returns the shapes of documented events.
func (r *reader) shapesOf(events []Event) []*shape {
	shapes := make([]*shape, len(events))
	known := make(map[string]*shape, len(events))
	for line := range strings.Lines(r.written) {
		names, members, _ := strings.Cut(line, "|")
		s := parseShape(members)
		for name := range strings.FieldsSeq(names) {
			known[name] = s
		}
	}
	for i := range events {
		if shapes[i] = known[events[i].Name]; shapes[i] == nil {
			shapes[i] = sound(r.shapeOf(events[i].file()))
		}
	}
	return shapes
}

// parseShape reads what a line has behind the events.
func parseShape(members string) *shape {
	listed, members, _ := strings.Cut(members, "|")
	branched, required, _ := strings.Cut(members, "|")
	return &shape{strings.Fields(listed), strings.Fields(branched), strings.Fields(required)}
}
