package summary

// readEvent notes a custom event with its properties, or the event that led to
// this one.
func readEvent(s *Summary, c, _ cursor) {
	s.fact("event", c.first("type", "name"), c.text("id"))
	s.list(c.get("metadata").each(), func(property cursor) { s.fact("with", property.key(), glance(property)) })
	s.offerCustomer(c.get("customer"))
}

// readEventSchema adds the definition's name where the event has another.
func readEventSchema(s *Summary, c, data cursor) {
	if name := c.text("name"); name != data.text("event", "type") {
		s.fact("event schema", name, c.text("id"))
	}
}

func readCustomerEvent(s *Summary, c, data cursor) {
	s.fact("event", c.text("event_type"))
	if segment := c.get("segment"); segment.object() {
		readSegment(s, segment, data)
	}
}

func readSegment(s *Summary, c, _ cursor) {
	s.fact("segment", c.text("name"), c.text("id"))
}

// readReferral tells who referred the customer of a custom event.
func readReferral(s *Summary, c, _ cursor) {
	if s.Referrer == nil {
		s.Referrer = newCustomer(c.get("referrer"))
	}
	s.fact("referral", c.text("voucher", "code"), c.text("campaign", "name"))
}
