package check

// Rules on the balance of gift cards, in minor units, and loyalty cards, in
// points.

var cardRules = []*Rule{
	{
		ID:       "gift/balance",
		Title:    "balance of a gift card is amount less what was redeemed",
		Severity: Error,
		Objects:  voucherPatterns,
		Why: "A gift card starts with amount credits, in minor units. What its redemptions took stands in " +
			"redemption.redeemed_amount, and balance is the rest; it is never above amount.",
		Example: `{"gift": {"amount": 5000, "balance": 4000}, "redemption": {"redeemed_amount": 1500}}`,
		Fix:     "Recompute balance, or correct the amount redeemed.",
		checks: cardBalance("redemption.redeemed_amount",
			notAbove(members{"gift.balance", "gift.amount"}),
			restOf("gift.balance", "gift.amount", "redemption.redeemed_amount")),
	},
	{
		ID:       "loyalty/balance",
		Title:    "balance of a loyalty card is points less those spent, expired and subtracted",
		Severity: Error,
		Objects:  voucherPatterns,
		Why: "points counts all points ever collected on the card. Those spent stand in redemption.redeemed_points, those " +
			"lost in expired_points and subtracted_points; balance is what is left, and never above points.",
		Example: `{"loyalty_card": {"points": 900, "balance": 800}, "redemption": {"redeemed_points": 50}}`,
		Fix:     "Recompute balance, or correct the points it was computed from.",
		checks: cardBalance("redemption.redeemed_points",
			notAbove(members{"loyalty_card.balance", "loyalty_card.points"}),
			restOf("loyalty_card.balance", "loyalty_card.points", "loyalty_card.expired_points",
				"loyalty_card.subtracted_points", "redemption.redeemed_points")),
	},
}

// cardBalance makes the calculation where the card tells how much was spent
// from it, else checks only the bound.
func cardBalance(spent string, bound, calculation []objectCheck) []objectCheck {
	var checks []objectCheck
	for _, b := range bound {
		checks = append(checks, b.where(spent, false))
	}
	for _, e := range calculation {
		checks = append(checks, e.where(spent, true))
	}
	return checks
}

// where keeps a check to objects that have a member, or to those that do not.
func (o objectCheck) where(member string, there bool) objectCheck {
	i, look := len(o.asks), o.look
	o.asks = append(o.asks, pathOf(member))
	o.look = func(c *context, n int, at *asked) {
		if !c.IsNull(at[i]) == there {
			look(c, n, at)
		}
	}
	return o
}
