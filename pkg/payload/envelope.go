package payload

import "math/bits"

// Envelope tells a whole webhook from the bare object it carries. It returns
// the node of the event's data ([None] where an envelope lacks it) and whether
// there is an envelope around it. A webhook has `data` beside at least one of
// `type`, `event`, `source` and `project_id`; one that has lost its `data` is
// still known by three of them.
func (d *Document) Envelope() (data int, enveloped bool) {
	data = None
	if d.Kind(Root) != Object {
		return Root, false
	}
	marks := uint8(0)
	for c, end := Root+1, int(d.Nodes[Root].Next); c < end; c = int(d.Nodes[c].Next) {
		name := d.rawKey(c)
		if d.Nodes[c].KeyEscaped {
			name = unescape(nil, name)
		}
		switch string(name) {
		case "data":
			if data == None {
				data = c
			}
		case "type":
			marks |= 1
		case "event":
			marks |= 2
		case "source":
			marks |= 4
		case "project_id":
			marks |= 8
		}
	}
	if data != None && marks != 0 || bits.OnesCount8(marks) >= 3 {
		return data, true
	}
	return Root, false
}
