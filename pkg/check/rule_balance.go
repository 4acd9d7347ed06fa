package check

import "github.com/vhook/vhook/pkg/payload"

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
		checks:  given("type", checkBalanceUnit, "points", "amount"),
	},
	{
		ID:       "balance/related-object",
		Title:    "a balance belongs to a voucher",
		Severity: Error,
		Objects:  []string{"balance"},
		Why:      "Cards are vouchers, so the related_object of a balance has the type voucher and an id that starts with v_.",
		Example:  `{"related_object": {"type": "voucher", "id": "camp_2Hs8"}}`,
		Fix:      "Use the id of the card.",
		checks:   given("related_object.type related_object.id", checkRelatedCard),
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
		checks:   given("balance.type voucher.type", checkBalanceType),
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
		checks:  given("balance voucher", checkBalanceOfCard, "transaction", "earning_rule", "reward", "loyalty_tier"),
	},
}

// unitsOfBalance tells which of the members that it moves a balance of a type has.
var (
	unitsOfBalance        = cases[int]{{"loyalty_card", 0}, {"gift_voucher", 1}}
	voucherTypesOfBalance = cases[string]{{"loyalty_card", "LOYALTY_CARD"}, {"gift_voucher", "GIFT_VOUCHER"}}
)

func checkBalanceUnit(c *context, _ int, at *asked) {
	kind := c.Chars(at[0])
	if unit, ok := unitsOfBalance.find(kind); ok && c.IsNull(at[1+unit]) {
		c.report(at[0], "type is %s, but there is no %s", kind, c.word(1+unit))
	}
}

func checkRelatedCard(c *context, _ int, at *asked) {
	kind, ok := c.text(at[0])
	if ok && string(kind) != "voucher" {
		c.report(at[0], "related_object.type is %q, but a balance belongs to a voucher", clip(string(kind)))
	}
	if id, ok := c.text(at[1]); ok && !hasPrefix(id, "v_") {
		c.report(at[1], "related_object.id is %q, but ids of vouchers start with v_", clip(string(id)))
	}
}

func checkBalanceType(c *context, _ int, at *asked) {
	kind := c.Chars(at[0])
	voucherType, ok := c.text(at[1])
	want, known := voucherTypesOfBalance.find(kind)
	if known && ok && string(voucherType) != want {
		f := c.report(at[0], "balance.type is %s, but voucher.type is %q", kind, clip(string(voucherType)))
		c.relate(f, at[1])
	}
}

// cardBalances are where a card tells what its balance repeats. The total may be
// without what was subtracted by hand.
var cardBalances = [...]struct {
	balance, total pair
	subtracted     path
}{
	{
		members{"balance.balance", "voucher.loyalty_card.balance"}.pair(),
		members{"balance.total", "voucher.loyalty_card.points"}.pair(), pathOf("voucher.loyalty_card.subtracted_points"),
	},
	{
		members{"balance.balance", "voucher.gift.balance"}.pair(),
		members{"balance.total", "voucher.gift.amount"}.pair(), pathOf("voucher.gift.subtracted_amount"),
	},
}

// checkBalanceOfCard looks at events whose card is as the movement left it: those
// about the card, and of those about rewards, which tell what led to them if only as
// null, the ones with a transaction.
func checkBalanceOfCard(c *context, data int, at *asked) {
	transaction, earningRule, reward, tier := at[2], at[3], at[4], at[5]
	if !c.has(transaction) && (earningRule != payload.None || reward != payload.None || tier != payload.None) {
		return
	}
	for i := range cardBalances {
		card := &cardBalances[i]
		c.checkSamePair(data, card.balance)
		total, ok := c.integer(c.at(data, card.total.at))
		all, okAll := c.integer(c.at(data, card.total.other))
		off, _ := c.amount(c.at(data, card.subtracted))
		if ok && okAll && total != all-off {
			c.checkSamePair(data, card.total)
		}
	}
}
