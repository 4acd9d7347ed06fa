package event

import (
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Other returns the event whose data a payload has in place of those of the event
// that it names: they have an object that the named one never has, which is returned
// as well, and are in full what the other sends. It is nil where there is none.
func (c *Catalogue) Other(d *payload.Document, det *Detection) (other *Event, object int) {
	if object = det.Event.known().shape().foreign(d, det.Data); object == payload.None {
		return nil, object
	}
	nearest := 0
	for i, s := range c.shapes() {
		e, f := &c.documented[i], s.fit(d, det.Data)
		switch {
		case f.unlisted+f.missing > 0:
		case e.isTwin(det.Event):
			return nil, object
		case other == nil || f.distance() < nearest:
			other, nearest = e, f.distance()
		}
	}
	return other, object
}

// isTwin reports whether one event is sent from the project and the other from a
// distribution, of one thing: their data differ in little but the customer.
func (e *Event) isTwin(other *Event) bool {
	return strings.TrimPrefix(e.Name, "customer.") == strings.TrimPrefix(other.Name, "customer.")
}

// foreign returns the first object in data that the shape does not know.
func (s *shape) foreign(d *payload.Document, data int) int {
	for member := range d.Children(data) {
		if d.Kind(member) == payload.Object && !s.knows(d, member) {
			return member
		}
	}
	return payload.None
}
