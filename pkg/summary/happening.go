package summary

import "strings"

// readEvent notes a custom event with its properties, or the event that led to
// this one.
func readEvent(s *Summary, c, _ cursor) {
	s.fact("event", c.first("type", "name"), c.text("id"))
	n := 0
	for property := range c.get("metadata").each() {
		if n++; n <= listed {
			s.fact("with", property.key(), glance(property))
		}
	}
	s.more(n)
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

func readLoyalty(s *Summary, c, _ cursor) {
	s.fact("loyalty", c.text("voucher", "code"), c.text("campaign", "name"))
}

func readDistribution(s *Summary, c, _ cursor) {
	s.fact("distribution", c.first("name", "distribution"), c.text("status"), c.text("id"))
	s.fact("subject", c.text("parameters", "subject"))
	s.fact("channels", strings.Join(c.get("distribution_channels").say(glance), ", "))
	s.offerCustomer(c.get("parameters", "customer"))
}

func readPublication(s *Summary, c, data cursor) {
	s.fact("publication", c.text("id"), c.text("result"), prefixed("by ", c.text("channel")), c.text("source_id"))
	if n := c.get("vouchers_id").count(); n > 1 && data.get("vouchers").empty() {
		s.fact("published", counted(n, "voucher", "vouchers"))
	}
	s.offerCustomer(c.get("customer"))
}

func readUser(s *Summary, c, _ cursor) {
	s.fact("user", c.first("name", "email"), c.text("id"))
}

// cause says who or what an envelope holds responsible for its event.
func cause(root cursor) string {
	source := root.get("event", "event_source")
	switch channel := source.text("channel"); channel {
	case "API":
		return join(" ", "API key", source.text("api_key", "name"))
	case "CLIENT_API":
		return join(" ", "client-side API key", source.text("api_key", "name"))
	case "USER_PORTAL":
		return join(" ", "dashboard user", source.text("user", "id"))
	case "INTERNAL":
		return "Voucherify itself"
	default:
		return channel
	}
}
