package summary

import "strings"

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
