package check

// Rules on the balance of gift cards, in minor units, and loyalty cards, in
// points.

var cardRules = []*Rule{
	{
		ID:       "gift/balance",
		Title:    "balance of a gift card is amount less what was redeemed",
		Severity: Error,
		Objects:  []string{"voucher", "campaign_voucher"},
		Why: "A gift card starts with amount credits, in minor units. What its redemptions took stands in " +
			"redemption.redeemed_amount, what was taken off by hand in subtracted_amount, and balance is the rest; it is " +
			"never above amount.",
		Example: `{"gift": {"amount": 5000, "balance": 4000}, "redemption": {"redeemed_amount": 1500}}`,
		Fix:     "Recompute balance, or correct the amount redeemed.",
		checks:  given("gift.balance gift.amount", checkCardBalance, "gift.subtracted_amount", "redemption.redeemed_amount"),
	},
	{
		ID:       "loyalty/balance",
		Title:    "balance of a loyalty card is points less those spent, expired and subtracted",
		Severity: Error,
		Objects:  []string{"voucher", "campaign_voucher"},
		Why: "points counts all points ever collected on the card. Those spent stand in redemption.redeemed_points, those " +
			"lost in expired_points and subtracted_points; balance is what is left, and never above points.",
		Example: `{"loyalty_card": {"points": 900, "balance": 800}, "redemption": {"redeemed_points": 50}}`,
		Fix:     "Recompute balance, or correct the points it was computed from.",
		checks: given("loyalty_card.balance loyalty_card.points", checkCardBalance,
			"loyalty_card.expired_points", "loyalty_card.subtracted_points", "redemption.redeemed_points"),
	},
	{
		ID:       "loyalty/tier-points",
		Title:    "the points of a tier are the same in both places",
		Severity: Warning,
		Objects:  []string{"loyalty_tier"},
		Why: "A loyalty tier tells from how many points to how many it goes in points, and again in config.points. Few " +
			"payloads are known, so a difference is no error.",
		Example: `{"points": {"from": 500, "to": 1499}, "config": {"points": {"from": 550, "to": 1499}}}`,
		Fix:     "Use the limits of the tier in both places.",
		checks:  agreement(members{"points", "config.points"}),
	},
}

// checkCardBalance makes the calculation where the card tells how much was spent
// from it, which is what it asks for last, else checks only the bound.
func checkCardBalance(c *context, n int, at *asked) {
	if spent := at[len(c.check.asks)-1]; c.IsNull(spent) {
		checkNotAbove(c, n, at)
	} else {
		checkRest(c, n, at)
	}
}
