package check

import "github.com/vhook/vhook/pkg/payload"

// Rules on a redemption and on its rollback as objects of their own.

var redemptionRules = []*Rule{
	{
		ID:       "redemption/result",
		Title:    "result and status tell the same outcome",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why: "A redemption or rollback with the result SUCCESS has the status SUCCEEDED, or ROLLED_BACK once it was undone; " +
			"FAILURE goes with FAILED.",
		Example: `{"result": "FAILURE", "status": "SUCCEEDED", "failure_code": "quantity_exceeded"}`,
		Fix:     "Correct the one that does not fit what happened; failure_code tells a failure.",
		checks:  given("result status", checkResult),
	},
	{
		ID:       "redemption/failure",
		Title:    "failure_code is there if and only if the result is FAILURE",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why: "A failed redemption or rollback says why in failure_code; a successful one has nothing to say there. " +
			"No payload is known that does otherwise.",
		Example: `{"result": "FAILURE", "status": "FAILED"}`,
		Fix:     "Add the failure_code of the failure, or drop it from a success.",
		checks:  given("result", checkFailure, "failure_code"),
	},
	{
		ID:       "redemption/customer",
		Title:    "customer_id is the id of the customer of the redemption and of its order",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why: "A redemption names its customer up to three times: as customer_id, as the customer object, and as " +
			"customer_id of its order. All three are the customer who redeemed. Null in place of an id is a warning.",
		Example: `{"customer_id": "cust_4nDqL0", "customer": {"id": "cust_9ZkwR2", "object": "customer"}}`,
		Fix:     "Use the id of the customer who redeemed in all places.",
		checks: []objectCheck{
			ownCustomer(),
			{pairs: []members{{"order.customer_id", "customer_id"}}, look: checkCustomer},
		},
	},
	{
		ID:       "redemption/redeemable",
		Title:    "a redemption has a voucher or a promotion tier, not both",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why: "One redemption uses one redeemable. A stack sends a redemption for each of its redeemables and one for the " +
			"whole, which has neither.",
		Example: `{"voucher": {"code": "SUN-77", "object": "voucher"}, "promotion_tier": {"id": "promo_3kLw0Q"}}`,
		Fix:     "Keep the one that was redeemed and set the other to null.",
		checks:  given("voucher promotion_tier", checkRedeemable),
	},
	{
		ID:       "redemption/event-voucher",
		Title:    "a successful redemption carries what the event says was redeemed",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "An event about a redemption carries its voucher or promotion tier twice: in the redemption, and beside it. " +
			"Only the redemption of a whole stack has neither, and then the event has none as well.",
		Example: `{"redemption": {"object": "redemption", "result": "SUCCESS"}, "voucher": {"code": "SUN-77", "object": "voucher"}}`,
		Fix:     "Add the voucher or the promotion tier to the redemption.",
		checks: given("redemption.result", checkEventRedeemable, "redemption", "redemption.voucher", "redemption.promotion_tier",
			"voucher", "promotion_tier"),
		unless: []string{"redemption_rollback"},
	},
	{
		ID:       "redemption/id",
		Title:    "the id tells whether the redemption failed",
		Severity: Warning,
		Objects:  []string{"redemption"},
		Why: "Ids of redemptions start with r_, those of rollbacks with rr_. Failed ones have an f more: rf_ and rrf_. No " +
			"payload is known that does otherwise, but no document promises it.",
		Example: `{"id": "rf_0f3a", "object": "redemption", "result": "SUCCESS", "status": "SUCCEEDED"}`,
		Fix:     "Look which of id and result belongs to another redemption.",
		checks:  given("id result", checkRedemptionID),
	},
	{
		ID:       "redemption/related-object",
		Title:    "related_object_id is the id of the voucher or promotion tier",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why: "related_object_id repeats the id of what was redeemed: the voucher where related_object_type is voucher, " +
			"the promotion tier where it is promotion_tier.",
		Example: `{"related_object_type": "voucher", "related_object_id": "v_1aB2", "voucher": {"id": "v_9Zx8"}}`,
		Fix:     "Take the id from the voucher or the promotion tier.",
		checks:  given("related_object_type related_object_id", checkRelatedObject, "voucher.id", "promotion_tier.id"),
	},
	{
		ID:       "redemption/date",
		Title:    "date is not before the creation of the order",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why:      "A redemption belongs to an order that exists by then, so its date is at or after the order's created_at.",
		Example:  `{"date": "2025-03-01T10:00:00.000Z", "order": {"created_at": "2025-03-02T10:00:00.000Z"}}`,
		Fix:      "Look for a time in another zone (all are UTC), or a date that was typed by hand.",
		checks:   eachPair(checkNotBefore, members{"date", "order.created_at"}),
	},
	{
		ID:       "redemption/voucher-date",
		Title:    "the voucher was updated when it was redeemed",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why: "Redeeming a voucher updates it, so its updated_at is the date of the redemption: in every known payload " +
			"within a second. A minute is let pass.",
		Example: `{"result": "SUCCESS", "date": "2025-03-01T10:00:00.000Z", "voucher": {"updated_at": "2025-03-01T08:00:00.000Z"}}`,
		Fix:     "Send the voucher as it is after the redemption; all times are UTC.",
		checks:  given("date voucher.updated_at", checkVoucherDate),
	},
	{
		ID:       "redemption/discount-amount",
		Title:    "the redemption of a discount voucher has no amount",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why: "The amount of a redemption is what was spent from a card: credits of a gift card in minor units, points of " +
			"a loyalty card. A discount voucher holds neither; its discount stands in the order.",
		Example: `{"amount": 500, "voucher": {"type": "DISCOUNT_VOUCHER"}}`,
		Fix:     "Drop amount, or correct the type of the voucher.",
		checks:  given("amount voucher.type", checkDiscountAmount),
	},
	{
		ID:       "redemption/card-amount",
		Title:    "a successful redemption of a card says how much was spent",
		Severity: Warning,
		Objects:  []string{"redemption"},
		Why: "The amount of a redemption is the credits taken from a gift card, in minor units, or the points taken from " +
			"a loyalty card. Credits from a gift card come back as total_applied_discount_amount of the order.",
		Example: `{"object": "redemption", "result": "SUCCESS", "voucher": {"type": "GIFT_VOUCHER"}}`,
		Fix:     "Set amount to the credits or points that were spent.",
		checks:  given("voucher.type", checkCardAmount),
	},
	{
		ID:       "redemption/counted",
		Title:    "a voucher that was redeemed counts at least one redemption",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why: "After a successful redemption the voucher in it has redemption.redeemed_quantity of 1 or more, as that " +
			"redemption is counted already. Redemptions that were rolled back are not looked at.",
		Example: `{"object": "redemption", "result": "SUCCESS", "status": "SUCCEEDED",
 "voucher": {"redemption": {"quantity": 1, "redeemed_quantity": 0}}}`,
		Fix:    "Send the voucher as it is after the redemption.",
		checks: given("voucher.redemption.redeemed_quantity", checkCounted),
	},
	{
		ID:       "redemption/tracking-id",
		Title:    "tracking_id starts with track_",
		Severity: Warning,
		Objects:  []string{"redemption"},
		Why: "Voucherify makes the tracking id of a redemption from that of the customer, and starts it with track_. " +
			"Old payloads carry an e-mail address there, which no consumer should rely on.",
		Example: `{"tracking_id": "lena@shop.example"}`,
		Fix:     "Use the tracking id that Voucherify returned; the customer's own id is source_id.",
		checks:  given("tracking_id", checkTrackingID),
	},
}

var (
	atObject = pathOf("object")
	atResult = pathOf("result")
	atStatus = pathOf("status")

	atRollback = pathOf("redemption_rollback")

	creditsSpent = members{"amount", "order.total_applied_discount_amount"}.pair()
)

var statusesOfResult = cases[[]string]{
	{"SUCCESS", []string{"SUCCEEDED", "ROLLED_BACK", "ROLLED BACK"}}, // the schemas of Voucherify spell both
	{"FAILURE", []string{"FAILED"}},
}

func checkResult(c *context, _ int, at *asked) {
	result, ok := c.text(at[0])
	status, okStatus := c.text(at[1])
	fits, known := statusesOfResult.find(result)
	if !ok || !okStatus || !known || contains(fits, status) {
		return
	}
	f := c.report(at[1], "status is %q, but result %s goes with %s", clip(string(status)), result, fits[0])
	c.relate(f, at[0])
}

func checkFailure(c *context, _ int, at *asked) {
	result, code := at[0], at[1]
	failed := !c.IsNull(code) && !c.StrIs(code, "")
	switch {
	case c.StrIs(result, "FAILURE") && !failed:
		c.report(result, "result is FAILURE, but failure_code is missing")
	case c.StrIs(result, "SUCCESS") && failed:
		c.relate(c.report(code, "failure_code is %s, but result is SUCCESS", c.value(code)), result)
	}
}

func checkRedeemable(c *context, _ int, at *asked) {
	voucher, tier := at[0], at[1]
	if !c.IsNull(voucher) && !c.IsNull(tier) {
		f := c.report(tier, "promotion_tier is there beside voucher, but a redemption has only one of them")
		c.relate(f, voucher)
	}
}

func checkEventRedeemable(c *context, _ int, at *asked) {
	redemption := at[1]
	if !c.StrIs(at[0], "SUCCESS") || c.has(at[2]) || c.has(at[3]) {
		return
	}
	for i := 4; i <= 5; i++ {
		if c.Kind(at[i]) == payload.Object {
			f := c.report(redemption, "redemption has neither voucher nor promotion_tier, but %s is there", c.word(i))
			f.End = f.Start + 1
			c.relate(f, at[i])
			return
		}
	}
}

// idsOfResult has the beginnings of the ids of redemptions and rollbacks by how they
// ended.
var idsOfResult = cases[prefixes]{{"SUCCESS", newPrefixes("r_", "rr_")}, {"FAILURE", newPrefixes("rf_", "rrf_")}}

// checkRedemptionID leaves ids of another kind to id/prefix.
func checkRedemptionID(c *context, _ int, at *asked) {
	id, result := at[0], c.Chars(at[1])
	fits, ok := idsOfResult.find(result)
	if !ok || c.startsWith(id, fits) {
		return
	}
	for i := range idsOfResult {
		if c.startsWith(id, idsOfResult[i].value) {
			f := c.report(id, "id is %s, but ids of a %s start with %s", c.value(id), result, fits)
			c.relate(f, at[1])
		}
	}
}

func checkRelatedObject(c *context, _ int, at *asked) {
	other := 2
	switch string(c.Chars(at[0])) {
	case "voucher":
	case "promotion_tier":
		other = 3
	default:
		return
	}
	if !c.same(at[1], at[other]) {
		c.reportDifferent(at[1], at[other], c.word(1), c.word(other))
	}
}

// isRedemption tells a redemption from a rollback, which has the same schema.
func (c *context) isRedemption(n int) bool {
	return !c.StrIs(c.at(n, atObject), "redemption_rollback") && !c.KeyIs(n, "redemption_rollback") && !c.KeyIs(n, "rollback")
}

// checkVoucherDate leaves events of a rollback alone, which updates the voucher again.
func checkVoucherDate(c *context, redemption int, at *asked) {
	if !c.sameMinute(at[0], at[1]) && c.succeeded(redemption) && c.IsNull(c.at(c.data, atRollback)) {
		checkMoment(c, redemption, at)
	}
}

func checkDiscountAmount(c *context, redemption int, at *asked) {
	amount, voucherType := at[0], at[1]
	if v, ok := c.integer(amount); ok && v != 0 && c.StrIs(voucherType, "DISCOUNT_VOUCHER") && c.isRedemption(redemption) {
		f := c.report(amount, "amount is %d, but the voucher is a DISCOUNT_VOUCHER, which holds nothing to spend", v)
		c.relate(f, voucherType)
	}
}

func checkCardAmount(c *context, redemption int, at *asked) {
	voucherType := c.Chars(at[0])
	isGift := string(voucherType) == "GIFT_VOUCHER"
	if !isGift && string(voucherType) != "LOYALTY_CARD" || !c.succeeded(redemption) {
		return
	}
	if c.IsNull(c.at(redemption, atAmount)) {
		c.report(at[0], "voucher.type is %s, but there is no amount to say what was spent", voucherType)
	} else if isGift {
		c.checkSamePair(redemption, creditsSpent)
	}
}

// succeeded reports whether n is a redemption that stands.
func (c *context) succeeded(n int) bool {
	status := c.at(n, atStatus)
	return c.isRedemption(n) && c.StrIs(c.at(n, atResult), "SUCCESS") && (c.IsNull(status) || c.StrIs(status, "SUCCEEDED"))
}

func checkCounted(c *context, redemption int, at *asked) {
	if count, ok := c.integer(at[0]); ok && count < 1 && c.succeeded(redemption) {
		f := c.report(at[0], "voucher.redemption.redeemed_quantity is %d, but the redemption has succeeded", count)
		c.relate(f, c.at(redemption, atResult))
	}
}

var trackingPrefix = newPrefixes("track_")

func checkTrackingID(c *context, _ int, at *asked) {
	if !c.startsWith(at[0], trackingPrefix) {
		c.report(at[0], "tracking_id is %q, but tracking ids start with track_", clip(c.Str(at[0])))
	}
}
