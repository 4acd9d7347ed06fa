package summary

import (
	"cmp"
	"strings"
)

// Customer is a person, as far as the payload names them.
type Customer struct {
	ID       string `json:"id,omitempty"`
	SourceID string `json:"source_id,omitempty"`
	Name     string `json:"name,omitempty"`
	Email    string `json:"email,omitempty"`
}

// Label returns how a person would call the customer: name and email, else
// the merchant's own id. It is empty where only Voucherify's id is known.
func (c *Customer) Label() string {
	if c.Name != "" && c.Email != "" {
		return c.Name + " <" + c.Email + ">"
	}
	return cmp.Or(c.Name, c.Email, c.SourceID)
}

func newCustomer(c cursor) *Customer {
	who := &Customer{c.text("id"), c.text("source_id"), c.text("name"), c.text("email")}
	if *who == (Customer{}) {
		return nil
	}
	return who
}

// offerCustomer takes the customer of a nested object where data has none.
func (s *Summary) offerCustomer(c cursor) {
	if s.Customer == nil {
		s.Customer = newCustomer(c)
	}
}

func readCustomer(s *Summary, c, data cursor) {
	s.Customer = newCustomer(c)
	if strings.HasPrefix(s.Event, "customer.") && strings.Count(s.Event, ".") == 1 && alone(data) || !c.get("summary").empty() {
		s.profile(c)
	}
}

// alone reports whether an object is the only one in data.
func alone(data cursor) bool {
	objects := 0
	for member := range data.each() {
		if member.container() {
			objects++
		}
	}
	return objects < 2
}

func readReferrer(s *Summary, c, _ cursor) { s.Referrer = newCustomer(c) }

// readHolder tells a redeemable holder, a role on a voucher, from the customer
// who holds it; that one is worth a line only if somebody else acts.
func readHolder(s *Summary, c, data cursor) {
	if role := c.text("holder_role"); role != "" {
		s.fact("holder", role, c.text("id"))
		return
	}
	if id := c.text("id"); id != data.text("customer", "id") {
		s.Holder = newCustomer(c)
	}
}

// profile notes what only the full customer object has.
func (s *Summary) profile(c cursor) {
	s.fact("phone", c.text("phone"))
	s.fact("address", join(", ", c.text("address", "line_1"), c.text("address", "city"), c.text("address", "country")))
	s.fact("born", c.text("birthdate"))
	s.fact("description", c.text("description"))
	s.fact("metadata", keys(c.get("metadata")))
	s.fact("orders", some(c.number("summary", "orders", "total_count"), ""), spent(c.number("summary", "orders", "total_amount")))
	s.fact("redemptions", some(c.number("summary", "redemptions", "total_succeeded"), ""), some(c.number("summary", "redemptions", "total_failed"), "failed"))
	s.fact("loyalty", some(c.number("loyalty", "points"), "points"), keys(c.get("loyalty", "campaigns")))
	s.fact("referrals", some(c.number("referrals", "total"), ""))
}

// some is a number of things, and nothing for none of them.
func some(n Number, things string) string {
	if n.IsZero() {
		return ""
	}
	return join(" ", string(n), things)
}

func spent(n Number) string {
	if n.IsZero() {
		return ""
	}
	return n.Money() + " in all"
}

// keys lists the member names of an object.
func keys(c cursor) string {
	if !c.object() {
		return ""
	}
	names := c.say(cursor.key)
	if c.count() > listed {
		names = append(names, "...")
	}
	return strings.Join(names, ", ")
}
