package event

import (
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Other returns the event whose data a payload has in place of those of the event
// that it names: they have an object that the named one never has, which is returned
// as well, and are in full what the other sends. It is nil where there is none.
func (c *Catalogue) Other(d *payload.Document, det *Detection) (other *Event, object int) {
	if object = det.Event.shape.foreign(d, det.Data); object == payload.None {
		return nil, object
	}
	fits := func(s *shape) bool { return s.fit(d, det.Data).amiss() == 0 }
	for i := range c.documented {
		if e := &c.documented[i]; e.isTwin(det.Event) && fits(e.shape) {
			return nil, object
		}
	}
	if other = c.detectShape(d, Detection{Data: det.Data}).Event; other != nil && !fits(other.shape) {
		other = nil
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
