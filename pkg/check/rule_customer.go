package check

import "bytes"

// Rules on the event's customer, whom other objects of the event may carry as well.

var customerRules = []*Rule{
	{
		ID:       "customer/copy",
		Title:    "one customer is the same wherever the event carries it",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "The holder, and the customer of a publication, an order or a custom event, is the event's customer if their ids " +
			"are the same: members that both copies have are equal in every known payload. redemption/customer-copy looks " +
			"at the customer of a redemption.",
		Example: `{"customer": {"id": "cust_4nDqL0", "name": "Lena Park"}, "holder": {"id": "cust_4nDqL0", "name": "Omar Diaz"}}`,
		Fix:     "Send the same customer in both places.",
		checks: eachPair(checkCustomerCopy,
			members{"holder", "customer"},
			members{"publication.customer", "customer"},
			members{"order.customer", "customer"},
			members{"event.customer", "customer"},
		),
	},
	{
		ID:       "customer/event",
		Title:    "the event in the data is the customer's",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "A custom event names its customer, and the event that brought points has the id of its customer in entity_id. " +
			"In the known payloads, which are few, it is the customer of the webhook.",
		Example: `{"customer": {"id": "cust_4nDqL0"}, "event": {"type": "review", "customer": {"id": "cust_9ZkwR2"}}}`,
		Fix:     "Take event and customer from the same webhook.",
		checks: []objectCheck{
			{pairs: []members{{"event.customer.id", "customer.id"}}, look: checkSame},
			{needs: "event.entity_id customer.id event.type", look: checkCustomerEvent},
			{needs: "pending_points.details.event.entity_id customer.id pending_points.details.event.type", look: checkCustomerEvent},
		},
	},
}

func checkCustomerCopy(c *context, _ int, at *asked) {
	if id, ok := c.text(c.at(at[0], atID)); ok && bytes.Equal(id, c.Chars(c.at(at[1], atID))) {
		c.agree(at[0], at[1])
	}
}

// checkCustomerEvent looks at events about customers only.
func checkCustomerEvent(c *context, _ int, at *asked) {
	if hasPrefix(c.Chars(at[2]), "customer.") && !c.same(at[0], at[1]) {
		c.reportDifferent(at[0], at[1], c.word(0), c.word(1))
	}
}
