package event

// writtenEvent is what is written of a documented event. To read the documents of
// all events for their shapes would be a fifth of a run with one payload of bare data.
type writtenEvent struct {
	name  string
	shape *shape // nil where it is not written
}

// shape returns the shape of a documented event, from its document where it is not
// written.
func (e *Event) shape() *shape {
	if e.written != nil {
		return e.written
	}
	return sound(e.catalogue.reader.shapeOf(e.file()))
}
