package check

import "github.com/vhook/vhook/pkg/payload"

// Rules on what the data of an event say twice: in the event's own objects and
// in the redemption, the rollback or the order.

var copyRules = []*Rule{
	{
		ID:       "redemption/event-customer",
		Title:    "customer_id of the redemption is the id of the event's customer",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "Events about a redemption or its rollback carry the customer who redeemed beside the redemption. " +
			"Null in place of its id is a warning. Events in which a redemption is only the cause, such as customer.rewarded, " +
			"may be about another customer and are not looked at.",
		Example: `{"customer": {"id": "cust_4nDqL0"}, "redemption": {"customer_id": "cust_9ZkwR2"}}`,
		Fix:     "Use the id of the customer who redeemed in both places.",
		checks: sameCustomers(
			members{"redemption.customer_id", "customer.id"},
			members{"redemption_rollback.customer_id", "customer.id"},
		),
		unless: otherCauses(),
	},
	{
		ID:       "redemption/event-date",
		Title:    "the event of a redemption is of its date",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "Where the data of a redemption's event have a created_at, it is the moment of the redemption: in every known " +
			"payload within a second. A minute is let pass.",
		Example: `{"created_at": "2025-03-01T10:00:00.000Z", "redemption": {"date": "2025-03-01T08:00:00.000Z"}}`,
		Fix:     "Take both times from the same event; all are UTC.",
		checks:  given("created_at redemption.date", checkMoment),
		unless:  []string{"redemption_rollback", "referrer", "reward", "transaction", "pending_points"},
	},
	{
		ID:       "redemption/customer-copy",
		Title:    "the customer in the redemption is the event's customer",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "The redemption and the rollback repeat the event's customer as it is at that moment. Members that only one " +
			"of the copies has do not matter, those that both have are equal.",
		Example: `{"customer": {"id": "cust_4nDqL0", "name": "Lena Park"},
 "redemption": {"customer": {"id": "cust_4nDqL0", "name": "Omar Diaz"}}}`,
		Fix: "Send the same customer in both places.",
		checks: agreement(
			members{"redemption.customer", "customer"},
			members{"redemption_rollback.customer", "customer"},
		),
		unless: otherCauses(),
	},
	{
		ID:       "redemption/order-copy",
		Title:    "the order in the redemption is the event's order",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "The redemption repeats the event's order, member by member. In rollback events the rollback does so, while " +
			"the redemption keeps the order as it was before: there only its id is the same.",
		Example: `{"order": {"id": "ord_5tRw01", "total_amount": 5500},
 "redemption": {"order": {"id": "ord_5tRw01", "total_amount": 6000}}}`,
		Fix: "Send the same order in both places.",
		checks: given("order", checkOrderCopy,
			"redemption_rollback", "redemption.order", "redemption_rollback.order"),
		unless: otherCauses(),
	},
	{
		ID:       "redemption/voucher-copy",
		Title:    "the voucher in the redemption is the event's voucher",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "The redemption repeats the event's voucher, member by member. In rollback events the rollback does so, while " +
			"the redemption has a stub of the voucher, of which id, code and campaign_id are the same.",
		Example: `{"voucher": {"code": "SUN-77"}, "redemption": {"voucher": {"code": "SUN-78"}}}`,
		Fix:     "Send the same voucher in both places.",
		checks: given("voucher", checkVoucherCopy,
			"redemption_rollback", "redemption.voucher", "redemption_rollback.voucher"),
		unless: otherCauses(),
	},
	{
		ID:       "rollback/redemption",
		Title:    "a rollback names the redemption it undoes",
		Severity: Error,
		Objects:  []string{"data"},
		Why:      "Rollback events carry the rollback and the redemption that it undoes, and the rollback's member redemption is the id of the latter.",
		Example:  `{"redemption": {"id": "r_0f3a"}, "redemption_rollback": {"redemption": "r_0f3b"}}`,
		Fix:      "Set redemption_rollback.redemption to the id of the redemption.",
		checks:   sameValues(members{"redemption_rollback.redemption", "redemption.id"}),
	},
	{
		ID:       "rollback/date",
		Title:    "a rollback is not before its redemption",
		Severity: Error,
		Objects:  []string{"data"},
		Why:      "What is undone has happened before, so the date of the rollback is at or after that of the redemption.",
		Example: `{"redemption": {"date": "2025-03-02T10:00:00.000Z"},
 "redemption_rollback": {"date": "2025-03-01T10:00:00.000Z"}}`,
		Fix:    "Look whether the two dates were swapped; all are UTC.",
		checks: eachPair(checkNotBefore, members{"redemption_rollback.date", "redemption.date"}),
	},
	{
		ID:       "rollback/tracking-id",
		Title:    "a rollback has the tracking id of its redemption",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "Both were made for the same customer, whom tracking_id stands for. Few payloads are known, so a difference is " +
			"no error.",
		Example: `{"redemption": {"tracking_id": "track_1aB2"}, "redemption_rollback": {"tracking_id": "track_9Zx8"}}`,
		Fix:     "Send the rollback with the redemption that it undoes.",
		checks:  sameValues(members{"redemption_rollback.tracking_id", "redemption.tracking_id"}),
	},
	{
		ID:       "rollback/amount",
		Title:    "the amount of a rollback is not positive, that of a redemption not negative",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "A rollback gives back credits (in minor units) or points, and tells them as a negative amount: minus the " +
			"amount of the redemption.",
		Example: `{"redemption_rollback": {"amount": 500}}`,
		Fix:     "Give the amount of the rollback a minus sign, that of the redemption none.",
		checks: []objectCheck{
			{needs: "redemption_rollback.amount", look: checkRollbackAmount},
			{needs: "rollback.amount", look: checkRollbackAmount},
			{needs: "redemption.amount", look: checkRedemptionAmount},
		},
	},
	{
		ID:       "campaign/parts",
		Title:    "tiers and earning rules belong to the event's campaign",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "A tier or an earning rule names its campaign, which the event carries as well: parts of two events were " +
			"mixed where the two differ. Few payloads are known, so this is no error.",
		Example: `{"campaign": {"id": "camp_1aB2"}, "loyalty_tier": {"campaign_id": "camp_9Zx8"}}`,
		Fix:     "Send the campaign that the tier or the earning rule belongs to.",
		checks: sameValues(
			members{"earning_rule.campaign_id", "campaign.id"},
			members{"loyalty_tier.campaign_id", "campaign.id"},
			members{"loyalty_tier_from.campaign_id", "campaign.id"},
			members{"loyalty_tier_to.campaign_id", "campaign.id"},
			members{"promotion_tier.campaign_id", "campaign.id"},
			members{"promotion_tier.campaign.id", "campaign.id"},
		),
	},
	{
		ID:       "assignment/rule",
		Title:    "an assignment names the event's validation rule",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "The event of an assignment carries the validation rule that was assigned, whose id is the assignment's " +
			"rule_id. Few payloads are known, so this is no error.",
		Example: `{"rule": {"id": "val_1aB2"}, "assignment": {"rule_id": "val_9Zx8"}}`,
		Fix:     "Send the rule that the assignment is about.",
		checks:  sameValues(members{"assignment.rule_id", "rule.id"}),
	},
	{
		ID:       "assignment/related-object",
		Title:    "an assignment names what the event says the rule was assigned to",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "related_object_type of an assignment says which member of the event the rule was assigned to, such as voucher " +
			"or earning_rule, and related_object_id is its id. Few payloads are known, so this is no error.",
		Example: `{"assignment": {"related_object_type": "voucher", "related_object_id": "v_1aB2"}, "voucher": {"id": "v_9Zx8"}}`,
		Fix:     "Send the object that the assignment is about.",
		checks:  given("assignment.related_object_id assignment.related_object_type", checkAssigned),
	},
	{
		ID:       "order/customer",
		Title:    "customer_id of an order is the id of its customer",
		Severity: Error,
		Objects:  []string{"order"},
		Why: "An order that carries its customer as an object repeats the customer's id in customer_id. Null in its place is " +
			"a warning: no known payload has it beside a customer, but none could show it to be wrong.",
		Example: `{"customer_id": "cust_4nDqL0", "customer": {"id": "cust_9ZkwR2", "object": "customer"}}`,
		Fix:     "Use the id of the customer who ordered in both places.",
		checks:  []objectCheck{ownCustomer()},
	},
	{
		ID:       "order/event-customer",
		Title:    "the customer of the order is the event's customer",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "Every known event that carries an order and a customer is about the customer who ordered. Two customers " +
			"in one event mean that parts of two events were mixed. Null in place of an id is a warning.",
		Example: `{"customer": {"id": "cust_4nDqL0"}, "order": {"customer_id": "cust_9ZkwR2"}}`,
		Fix:     "Use the id of the customer who ordered in both places.",
		checks:  sameCustomers(members{"order.customer_id", "customer.id"}, members{"order.customer.id", "customer.id"}),
	},
	{
		ID:       "order/referrer",
		Title:    "referrer_id of an order is the id of its referrer",
		Severity: Error,
		Objects:  []string{"order"},
		Why:      "An order that carries its referrer as an object repeats the referrer's id in referrer_id.",
		Example:  `{"referrer_id": "cust_4nDqL0", "referrer": {"id": "cust_9ZkwR2", "object": "customer"}}`,
		Fix:      "Use the id of the customer who referred in both places.",
		checks:   sameValues(members{"referrer_id", "referrer.id"}),
	},
	{
		ID:       "order/event-referrer",
		Title:    "the referrer of the order is the event's referrer",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "customer.order.* events carry the customer who referred the buyer as referrer, null if nobody did. " +
			"referrer_id of the order is that customer's id, or null with it.",
		Example: `{"referrer": null, "order": {"referrer_id": "cust_9ZkwR2"}}`,
		Fix:     "Fill in the referrer, or set both to null.",
		checks:  given("order", checkOrderReferrer, "order.referrer_id", "referrer"),
	},
}

var (
	atID = pathOf("id")

	orderIDOfRedemption = members{"redemption.order.id", "order.id"}.pair()
	stubOfRedemption    = []pair{
		members{"redemption.voucher.id", "voucher.id"}.pair(),
		members{"redemption.voucher.code", "voucher.code"}.pair(),
		members{"redemption.voucher.campaign_id", "voucher.campaign_id"}.pair(),
	}
	referrerOfOrder = members{"order.referrer_id", "referrer"}
)

// otherCauses returns members of events that do not tell of a redemption itself. In
// these (customer.order.*, customer.rewarded, points and transactions) a
// redemption is the cause, which may be older or another customer's.
func otherCauses() []string { return []string{"referrer", "reward", "transaction", "pending_points"} }

func checkOrderCopy(c *context, data int, at *asked) {
	order, rollback, ofRedemption, ofRollback := at[0], at[1], at[2], at[3]
	if c.IsNull(rollback) {
		c.agree(ofRedemption, order)
		return
	}
	c.checkSamePair(data, orderIDOfRedemption)
	c.agree(ofRollback, order)
}

func checkVoucherCopy(c *context, data int, at *asked) {
	voucher, rollback, ofRedemption, ofRollback := at[0], at[1], at[2], at[3]
	if c.IsNull(rollback) {
		c.agree(ofRedemption, voucher)
		return
	}
	for _, p := range stubOfRedemption {
		c.checkSamePair(data, p)
	}
	c.agree(ofRollback, voucher)
}

func checkRollbackAmount(c *context, _ int, at *asked) {
	if v, ok := c.integer(at[0]); ok && v > 0 {
		c.report(at[0], "%s is %d, but what a rollback gives back is negative", c.word(0), v)
	}
}

func checkRedemptionAmount(c *context, _ int, at *asked) {
	if v, ok := c.integer(at[0]); ok && v < 0 {
		c.report(at[0], "%s is %d, but only a rollback has a negative amount", c.word(0), v)
	}
}

// checkAssigned is silent where the event has no member of the type's name.
func checkAssigned(c *context, data int, at *asked) {
	kind, ok := c.text(at[1])
	if !ok {
		return
	}
	if id := c.at(c.Find(data, kind), atID); c.differ(at[0], id) {
		c.relate(c.reportTwo(at[0], id, c.word(0), c.name(id)), at[1])
	}
}

func checkOrderReferrer(c *context, _ int, at *asked) {
	if c.Kind(at[0]) == payload.Object {
		c.sameOrBothNull(at[1], at[2], referrerOfOrder)
	}
}

// sameOrBothNull checks an id against the customer it names, where a missing
// id goes with a missing customer. The customer's member must be there, if
// only as null.
func (c *context) sameOrBothNull(id, customer int, m members) {
	if customer == payload.None {
		return
	}
	hasID, own := !c.IsNull(id), c.at(customer, atID)
	switch {
	case hasID && c.IsNull(customer):
		c.relate(c.report(customer, "%s is null, but %s is %s", m.other, m.at, c.value(id)), id)
	case !hasID && c.Kind(customer) == payload.Object:
		named := customer
		if !c.IsNull(own) {
			named = own
		}
		c.report(customer, "%s is %s, but there is no %s", m.other, c.value(named), m.at)
	case hasID && !c.IsNull(own) && c.differ(id, own):
		f := c.report(id, "%s is %s, but %s.id is %s", m.at, c.value(id), m.other, c.value(own))
		c.relate(f, own)
	}
}
