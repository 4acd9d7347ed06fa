package check

import (
	"fmt"

	"github.com/vhook/vhook/pkg/payload"
)

// Rules on the arithmetic of an order, in minor units. Absent and null count
// as zero, as Voucherify leaves out what is nought.

var orderRules = []*Rule{
	{
		ID:       "order/total",
		Title:    "total_amount is amount less the discounts",
		Severity: Error,
		Objects:  []string{"order"},
		Why: "The total of an order is what is left of its amount after all discounts, never below zero. " +
			"Where no discount is given at all, total and amount are the same. All are in minor units.",
		Example: `{"amount": 7000, "total_discount_amount": 1500, "total_amount": 6000}`,
		Fix:     "Recompute total_amount, or correct the amount or the discount that it was computed from.",
		checks:  given("amount total_amount", checkOrderTotal, "total_discount_amount", "total_applied_discount_amount"),
	},
	{
		ID:       "order/total-discount",
		Title:    "total_discount_amount is the order's own discount plus that of its items",
		Severity: Error,
		Objects:  []string{"order"},
		Why: "A discount lies on the order as a whole (discount_amount) or on its items (items_discount_amount). " +
			"Both together, over all redemptions of the order, are total_discount_amount. All are in minor units.",
		Example: `{"discount_amount": 500, "items_discount_amount": 700, "total_discount_amount": 1500}`,
		Fix:     "Recompute total_discount_amount, or add the part that is missing.",
		checks:  given("total_discount_amount", checkSum, "discount_amount", "items_discount_amount"),
	},
	{
		ID:       "order/total-applied",
		Title:    "total_applied_discount_amount is the applied discount of the order plus that of its items",
		Severity: Error,
		Objects:  []string{"order"},
		Why: "The applied amounts tell what this one redemption took off, in minor units: from the order as a whole " +
			"(applied_discount_amount) and from its items (items_applied_discount_amount).",
		Example: `{"applied_discount_amount": 500, "total_applied_discount_amount": 400}`,
		Fix:     "Recompute total_applied_discount_amount, or add the part that is missing.",
		checks:  given("total_applied_discount_amount", checkSum, "applied_discount_amount", "items_applied_discount_amount"),
	},
	{
		ID:       "order/applied-discount",
		Title:    "what one redemption took off is at most what all took off",
		Severity: Error,
		Objects:  []string{"order"},
		Why: "The amounts with \"applied\" in their name belong to one redemption, those without it to all redemptions " +
			"of the order so far. One can therefore not exceed all; the two are equal unless redeemables were stacked.",
		Example: `{"discount_amount": 500, "applied_discount_amount": 600}`,
		Fix:     "Look whether the two amounts were swapped, or the cumulative one was not updated.",
		checks: notAbove(
			members{"applied_discount_amount", "discount_amount"},
			members{"total_applied_discount_amount", "total_discount_amount"},
		),
	},
	{
		ID:       "order/items-discount",
		Title:    "items_discount_amount is the sum of the items' discounts",
		Severity: Error,
		Objects:  []string{"order"},
		Why: "items_discount_amount gathers discount_amount of all items, in minor units; an item without one adds " +
			"nothing. A difference means that an item is missing or its discount was changed alone.",
		Example: `{"items_discount_amount": 900, "items": [{"discount_amount": 600}, {"discount_amount": 400}]}`,
		Fix:     "Recompute items_discount_amount from the items, or restore the item that is missing.",
		checks:  given("items_discount_amount items", checkItemsDiscount),
	},
	{
		ID:       "order/items-applied",
		Title:    "items_applied_discount_amount is the sum of the items' applied discounts",
		Severity: Error,
		Objects:  []string{"order"},
		Why: "items_applied_discount_amount gathers what this redemption took off each item, in minor units; an item " +
			"without applied_discount_amount adds nothing.",
		Example: `{"items_applied_discount_amount": 900, "items": [{"applied_discount_amount": 1000}]}`,
		Fix:     "Recompute items_applied_discount_amount from the items, or restore the item that is missing.",
		checks:  given("items_applied_discount_amount items", checkItemsApplied),
	},
	{
		ID:       "order/amount",
		Title:    "amount is the sum of the items' amounts",
		Severity: Warning,
		Objects:  []string{"order"},
		Why: "The documentation defines the amount of an order as the sum of its items' amounts, in minor units. " +
			"Payloads exist in which the two differ, a documented one among them, so this is no proof of a fault. " +
			"An order with an item that has no amount is not looked at.",
		Example: `{"amount": 5500, "items": [{"amount": 5000}, {"amount": 0}]}`,
		Fix:     "Look for an item that is missing, or an amount that was set by hand.",
		checks:  given("amount items", checkOrderAmount),
	},
	{
		ID:       "order/subtotals",
		Title:    "total_amount accounts for the discounts of the items",
		Severity: Warning,
		Objects:  []string{"order"},
		Why: "An item's subtotal_amount is what is left after the discounts on the item. What is left of all items after " +
			"the discount on the order as a whole is its total, in minor units. This looks at orders that leave out " +
			"items_discount_amount; order/items-discount and order/total look at the others.",
		Example: `{"amount": 1000, "total_amount": 1000,
 "items": [{"amount": 1000, "discount_amount": 200, "subtotal_amount": 800}]}`,
		Fix:    "Add up the discounts of the items in items_discount_amount and total_discount_amount.",
		checks: given("amount total_amount items", checkSubtotals, "discount_amount", "items_discount_amount"),
	},
	{
		ID:       "order/redemption-ids",
		Title:    "redemptions are listed by redemption id",
		Severity: Warning,
		Objects:  []string{"order"},
		Why: "The member names of an order's redemptions are ids of redemptions, which start with r_. " +
			"Another name is most likely the id of the voucher or of a rollback.",
		Example: `{"redemptions": {"v_7pXkTqLm2RzWn4Hd": {"related_object_type": "voucher"}}}`,
		Fix:     "Use the id of the redemption as the name.",
		checks:  given("redemptions", checkRedemptionIDs),
	},
}

var (
	atAmount          = pathOf("amount")
	atSubtotal        = pathOf("subtotal_amount")
	atDiscount        = pathOf("discount_amount")
	atAppliedDiscount = pathOf("applied_discount_amount")

	// partDiscounts are what the discounts that a total is less by are made of.
	partDiscounts = [...]path{
		atDiscount, pathOf("items_discount_amount"), atAppliedDiscount, pathOf("items_applied_discount_amount"),
	}
)

// checkOrderTotal subtracts the cumulative discount; without one, the discount
// of this redemption, which is then the only one. Where the order tells its
// discount in parts alone, each of them is at least taken off. Of negative amounts
// and discounts the schema tells.
func checkOrderTotal(c *context, order int, at *asked) {
	amount, ok := c.integer(at[0])
	total, okTotal := c.integer(at[1])
	if !ok || !okTotal || amount < 0 {
		return
	}
	for i, n := range at[2:4] {
		if !c.IsNull(n) {
			off, ok := c.integer(n)
			if left := max(0, amount-off); ok && off >= 0 && total != left {
				f := c.report(at[1], "total_amount is %d, but amount %d less %s %d is %d", total, amount, c.word(2+i), off, left)
				c.relate(f, at[0], n)
			}
			return
		}
	}
	off, part := c.largestPart(order)
	switch {
	case total > amount:
		f := c.report(at[1], "total_amount is %d, more than amount %d", total, amount)
		c.relate(f, at[0])
	case part == payload.None && total < amount:
		f := c.report(at[1], "total_amount is %d, but amount is %d and there is no discount", total, amount)
		c.relate(f, at[0])
	case total > max(0, amount-off):
		f := c.report(at[1], "total_amount is %d, but amount %d less %s %d is %d", total, amount, c.Key(part), off, max(0, amount-off))
		c.relate(f, at[0], part)
	}
}

// largestPart returns the largest part of its discount that an order tells, and its
// node, [payload.None] where it tells none.
func (c *context) largestPart(order int) (off int64, at int) {
	at = payload.None
	for _, part := range partDiscounts {
		n := c.at(order, part)
		if v, ok := c.integer(n); !c.IsNull(n) && (at == payload.None || ok && v > off) {
			off, at = v, n
		}
	}
	return off, at
}

func checkItemsDiscount(c *context, _ int, at *asked) { c.checkSumOfItems(at, atDiscount) }
func checkItemsApplied(c *context, _ int, at *asked)  { c.checkSumOfItems(at, atAppliedDiscount) }

// checkSumOfItems checks a member of an order against a member of its items.
func (c *context) checkSumOfItems(at *asked, part path) {
	got, ok := c.integer(at[0])
	if sum, okSum := c.sum(at[1], part); ok && okSum && got != sum {
		c.reportSumOfItems(at, part, got, sum)
	}
}

func (c *context) reportSumOfItems(at *asked, part path, got, sum int64) {
	f := c.report(at[0], "%s is %d, but %s of the items is %s", c.word(0), got, part, c.addition(at[1], part, sum))
	c.relate(f, at[1])
}

func checkOrderAmount(c *context, _ int, at *asked) {
	got, ok := c.integer(at[0])
	sum, all, okSum := c.sumOfAll(at[1], atAmount)
	if ok && okSum && all && got != sum {
		c.reportSumOfItems(at, atAmount, got, sum)
	}
}

// checkSubtotals is silent where the items tell no discount, or the order tells
// theirs, or amount is not that of the items: other rules see to these.
func checkSubtotals(c *context, _ int, at *asked) {
	items, discount, itemsDiscount := at[2], at[3], at[4]
	if !c.IsNull(itemsDiscount) {
		return
	}
	amount, ok := c.integer(at[0])
	total, okTotal := c.integer(at[1])
	own, okOwn := c.amount(discount)
	if !ok || !okTotal || !okOwn {
		return
	}
	subtotals, allSubtotals, okSubtotals := c.sumOfAll(items, atSubtotal)
	if !okSubtotals || !allSubtotals || subtotals == amount {
		return
	}
	if sum, all, ok := c.sumOfAll(items, atAmount); !ok || !all || sum != amount {
		return
	}
	if left := max(0, subtotals-own); total != left {
		f := c.report(at[1], "total_amount is %d, but subtotal_amount of the items is %s%s",
			total, c.addition(items, atSubtotal, subtotals), lessOwn(own))
		c.relate(f, items, discount)
	}
}

func lessOwn(discount int64) string {
	if discount == 0 {
		return ""
	}
	return fmt.Sprintf(", less discount_amount %d", discount)
}

func checkRedemptionIDs(c *context, _ int, at *asked) {
	redemptions := at[0]
	if c.Kind(redemptions) != payload.Object {
		return
	}
	for child := range c.Children(redemptions) {
		if key := c.Name(child); !hasPrefix(key, "r_") {
			f := c.report(child, "redemptions has a member %q, but ids of redemptions start with r_", clip(string(key)))
			f.Start, f.End = c.keySpan(child)
		}
	}
}
