package payload

// Envelope tells a whole webhook from the bare object it carries. It returns
// the node of the event's data ([None] where an envelope lacks it) and whether
// there is an envelope around it. A webhook has `data` beside at least one of
// `type`, `event`, `source` and `project_id`; one that has lost its `data` is
// still known by three of them.
func (d *Document) Envelope() (data int, enveloped bool) {
	data = d.Field(Root, "data")
	marks := 0
	for _, name := range []string{"type", "event", "source", "project_id"} {
		if d.Field(Root, name) != None {
			marks++
		}
	}
	if data != None && marks >= 1 || marks >= 3 {
		return data, true
	}
	return Root, false
}
