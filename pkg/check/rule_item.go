package check

// Rules on the items of an order. Money is in minor units.

var itemRules = []*Rule{
	{
		ID:       "item/amount",
		Title:    "amount is price times quantity",
		Severity: Error,
		Objects:  []string{"order_item"},
		Why: "The amount of an item is the price of one unit times the number of units, in minor units, before any " +
			"discount. Free units count in full; they come off as a discount.",
		Example: `{"quantity": 3, "price": 1000, "amount": 2500}`,
		Fix:     "Recompute amount, or correct the price or the quantity.",
		checks:  given("amount price quantity", checkItemAmount),
	},
	{
		ID:       "item/initial-amount",
		Title:    "initial_amount is price times initial_quantity",
		Severity: Error,
		Objects:  []string{"order_item"},
		Why: "Where free units were added to an item, initial_quantity counts those that were there before, and " +
			"initial_amount is what they cost, in minor units.",
		Example: `{"quantity": 3, "price": 1000, "amount": 3000, "initial_quantity": 2, "initial_amount": 3000}`,
		Fix:     "Recompute initial_amount, or correct initial_quantity.",
		checks:  given("initial_amount price initial_quantity", checkItemAmount),
	},
	{
		ID:       "item/initial-quantity",
		Title:    "no more units were there before than there are",
		Severity: Warning,
		Objects:  []string{"order_item"},
		Why: "initial_quantity counts the units of the item before a discount added some. A stack of redemptions may have " +
			"replaced the item since, so more of them are unusual, not wrong.",
		Example: `{"quantity": 2, "initial_quantity": 3}`,
		Fix:     "Look whether the two were swapped.",
		checks:  notAbove(members{"initial_quantity", "quantity"}),
	},
	{
		ID:       "item/added-amount",
		Title:    "applied_quantity_amount is price times applied_quantity",
		Severity: Warning,
		Objects:  []string{"order_item"},
		Why: "applied_quantity counts the units that the redemption added, and applied_quantity_amount is what they cost, in " +
			"minor units. Few payloads have them, so a difference is no error.",
		Example: `{"price": 1000, "applied_quantity": 2, "applied_quantity_amount": 1000}`,
		Fix:     "Recompute applied_quantity_amount, or correct applied_quantity.",
		checks:  given("applied_quantity_amount price applied_quantity", checkAddedAmount, "amount", "quantity"),
	},
	{
		ID:       "item/subtotal",
		Title:    "subtotal_amount is amount less discount_amount",
		Severity: Error,
		Objects:  []string{"order_item"},
		Why: "The subtotal of an item is what is left after the discounts of all redemptions, in minor units. It is not " +
			"applied_discount_amount that counts: that is the share of one redemption.",
		Example: `{"amount": 2000, "discount_amount": 500, "subtotal_amount": 2000}`,
		Fix:     "Recompute subtotal_amount from amount and discount_amount.",
		checks:  given("subtotal_amount amount", checkRest, "discount_amount"),
	},
	{
		ID:       "item/discount",
		Title:    "the discount of an item is at most its amount, the applied one at most the whole",
		Severity: Error,
		Objects:  []string{"order_item"},
		Why: "No more can be taken off an item than it costs. applied_discount_amount is what one redemption took off, " +
			"discount_amount what all did, so the first is at most the second. All are in minor units.",
		Example: `{"amount": 1000, "discount_amount": 1200}`,
		Fix:     "Cap the discount at the amount of the item, or look whether two amounts were swapped.",
		checks: notAbove(
			members{"discount_amount", "amount"},
			members{"applied_discount_amount", "discount_amount"},
		),
	},
	{
		ID:       "item/discount-quantity",
		Title:    "no more units are discounted than there are",
		Severity: Error,
		Objects:  []string{"order_item"},
		Why: "discount_quantity counts the units of the item that are discounted, and quantity counts all of them, " +
			"free units included.",
		Example: `{"quantity": 2, "discount_quantity": 3}`,
		Fix:     "Add the free units to quantity, or lower discount_quantity.",
		checks:  notAbove(members{"discount_quantity", "quantity"}),
	},
	{
		ID:       "item/product",
		Title:    "product_id and sku_id are the ids of the product and the SKU beside them",
		Severity: Warning,
		Objects:  []string{"order_item"},
		Why: "An item may carry its product and SKU as objects. Their ids repeat product_id and sku_id; older payloads " +
			"exist in which a placeholder stands in one of the two places.",
		Example: `{"product_id": "prod_2kfA9s", "product": {"id": "prod_77bTq0", "name": "Garden chair"}}`,
		Fix:     "Take the id from the object.",
		checks:  sameValues(members{"product_id", "product.id"}, members{"sku_id", "sku.id"}),
	},
}

func checkItemAmount(c *context, _ int, at *asked) {
	amount, ok := c.integer(at[0])
	price, okPrice := c.integer(at[1])
	quantity, okQuantity := c.integer(at[2])
	if !ok || !okPrice || !okQuantity {
		return
	}
	if want, ok := product(price, quantity); ok && amount != want {
		f := c.report(at[0], "%s is %d, but price %d times %s %d is %d", c.word(0), amount, price, c.word(2), quantity, want)
		c.relate(f, at[1], at[2])
	}
}

// checkAddedAmount leaves a price that the amount contradicts to item/amount.
func checkAddedAmount(c *context, item int, at *asked) {
	if c.isOtherPrice(at[1], at[3], at[4]) {
		return
	}
	checkItemAmount(c, item, at)
}

// isOtherPrice reports whether an amount is not price times quantity.
func (c *context) isOtherPrice(atPrice, atAmount, atQuantity int) bool {
	price, okPrice := c.integer(atPrice)
	amount, okAmount := c.integer(atAmount)
	quantity, okQuantity := c.integer(atQuantity)
	whole, ok := product(price, quantity)
	return okPrice && okAmount && okQuantity && ok && amount != whole
}

// product multiplies a price by a number of units, unless one is negative or the
// product leaves what rules calculate with.
func product(price, units int64) (v int64, ok bool) {
	if price < 0 || units < 0 || units > 0 && price > largest/units {
		return 0, false
	}
	return price * units, true
}
