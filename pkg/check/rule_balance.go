package check

// Rules on balances: a movement of points or credits (minor units) on a card,
// and what is on the card after it.

var balanceRules = []*Rule{
	{
		ID:       "balance/total",
		Title:    "the balance of a card is at most its total",
		Severity: Error,
		Objects:  []string{"balance"},
		Why: "total counts everything that was ever put on the card, balance is what of it is left: points of a loyalty " +
			"card, credits of a gift card in minor units.",
		Example: `{"type": "loyalty_card", "points": 50, "total": 300, "balance": 350}`,
		Fix:     "Look whether total and balance were swapped.",
		checks:  notAbove(members{"balance", "total"}),
	},
	{
		ID:       "balance/unit",
		Title:    "the balance of a loyalty card moves points, that of a gift card an amount",
		Severity: Error,
		Objects:  []string{"balance"},
		Why: "What was put on or taken off stands in points for a loyalty_card, and in amount (minor units) for a " +
			"gift_voucher.",
		Example: `{"type": "gift_voucher", "points": 500, "total": 5000, "balance": 5000}`,
		Fix:     "Correct type, or move the number to the member that belongs to it.",
		checks:  given("type", checkBalanceUnit),
	},
	{
		ID:       "balance/related-object",
		Title:    "a balance belongs to a voucher",
		Severity: Error,
		Objects:  []string{"balance"},
		Why:      "Cards are vouchers, so the related_object of a balance has the type voucher and an id that starts with v_.",
		Example:  `{"related_object": {"type": "voucher", "id": "camp_2Hs8"}}`,
		Fix:      "Use the id of the card.",
		checks:   given("related_object", checkRelatedCard),
	},
	{
		ID:       "balance/voucher",
		Title:    "a balance belongs to the event's voucher",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "Events that carry a balance are about one card, which they carry as voucher. related_object.id of the " +
			"balance is the id of that card.",
		Example: `{"voucher": {"id": "v_9Zx8"}, "balance": {"related_object": {"type": "voucher", "id": "v_1aB2"}}}`,
		Fix:     "Send the balance with its own card.",
		checks: sameValues(
			members{"balance.related_object.id", "voucher.id"},
			members{"voucher_pending_points_balance.related_object.id", "voucher.id"},
		),
	},
	{
		ID:       "balance/type",
		Title:    "the type of a balance fits the type of the voucher",
		Severity: Error,
		Objects:  []string{"data"},
		Why:      "A balance of type loyalty_card belongs to a LOYALTY_CARD, one of type gift_voucher to a GIFT_VOUCHER.",
		Example:  `{"voucher": {"type": "GIFT_VOUCHER"}, "balance": {"type": "loyalty_card", "points": 50}}`,
		Fix:      "Send the balance with its own card, or correct the type.",
		checks:   given("balance voucher", checkBalanceType),
	},
	{
		ID:       "balance/card",
		Title:    "a balance agrees with the card",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "balance.balance is what the card has left, balance.total all it ever got: points of a loyalty card, amount of " +
			"a gift card in minor units. Events about a reward carry the card as it was before and are not looked at.",
		Example: `{"voucher": {"loyalty_card": {"points": 900, "balance": 850}}, "balance": {"total": 900, "balance": 800}}`,
		Fix:     "Send the card as it is after the movement.",
		checks:  given("balance voucher", checkBalanceOfCard),
	},
}

// What goes with each type of balance.
var (
	unitsOfBalance        = cases[path]{{"loyalty_card", pathOf("points")}, {"gift_voucher", pathOf("amount")}}
	voucherTypesOfBalance = cases[string]{{"loyalty_card", "LOYALTY_CARD"}, {"gift_voucher", "GIFT_VOUCHER"}}
)

var (
	atRelatedType = pathOf("related_object.type")
	atRelatedID   = pathOf("related_object.id")
	atBalanceType = pathOf("balance.type")
	atTransaction = pathOf("transaction")
	atEarningRule = pathOf("earning_rule")
	atReward      = pathOf("reward")
)

func checkBalanceUnit(c *context, balance int) {
	kind, _ := c.text(balance, atType)
	unit, ok := unitsOfBalance.find(kind)
	if !ok {
		return
	}
	if _, ok := c.present(balance, unit); !ok {
		c.report(c.at(balance, atType), "type is %s, but there is no %s", kind, unit)
	}
}

func checkRelatedCard(c *context, balance int) {
	kind, ok := c.text(balance, atRelatedType)
	if ok && string(kind) != "voucher" {
		c.report(c.at(balance, atRelatedType), "related_object.type is %q, but a balance belongs to a voucher", clip(string(kind)))
	}
	if id, ok := c.text(balance, atRelatedID); ok && !hasPrefix(id, "v_") {
		c.report(c.at(balance, atRelatedID), "related_object.id is %q, but ids of vouchers start with v_", clip(string(id)))
	}
}

func checkBalanceType(c *context, data int) {
	kind, _ := c.text(data, atBalanceType)
	voucherType, ok := c.text(data, atVoucherType)
	want, known := voucherTypesOfBalance.find(kind)
	if known && ok && string(voucherType) != want {
		f := c.report(c.at(data, atBalanceType), "balance.type is %s, but voucher.type is %q", kind, clip(string(voucherType)))
		c.relate(f, c.at(data, atVoucherType))
	}
}

var balancesOfCard = []pair{
	members{"balance.balance", "voucher.loyalty_card.balance"}.pair(),
	members{"balance.total", "voucher.loyalty_card.points"}.pair(),
	members{"balance.balance", "voucher.gift.balance"}.pair(),
	members{"balance.total", "voucher.gift.amount"}.pair(),
}

func checkBalanceOfCard(c *context, data int) {
	if !c.cardIsAfter(data) {
		return
	}
	for _, p := range balancesOfCard {
		c.checkSame(data, p)
	}
}

// cardIsAfter reports whether the event's card is as the movement left it. It
// is in events about the card; in those about rewards only with a transaction.
func (c *context) cardIsAfter(data int) bool {
	return c.has(data, atTransaction) || !c.has(data, atEarningRule, atReward)
}
