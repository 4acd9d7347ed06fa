package check

import (
	"math"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Rules on a discount, whose type says which members count.

var discountRules = []*Rule{
	{
		ID:       "discount/value",
		Title:    "a discount says how much it takes off",
		Severity: Error,
		Objects:  []string{"discount"},
		Why: "AMOUNT has amount_off (minor units), PERCENT has percent_off (10 = 10 %), UNIT has unit_off and unit_type or " +
			"a list of units. A formula in place of the number counts as well.",
		Example: `{"type": "PERCENT", "effect": "APPLY_TO_ORDER"}`,
		Fix:     "Add the value that belongs to the type, or correct the type.",
		checks:  given("type", checkDiscountValue),
	},
	{
		ID:       "discount/fixed",
		Title:    "a FIXED discount says the price it leads to",
		Severity: Warning,
		Objects:  []string{"discount"},
		Why: "A FIXED discount sets the price to fixed_amount, in minor units, or to what its formula gives. " +
			"Responses of the API exist that leave it out.",
		Example: `{"type": "FIXED", "effect": "APPLY_TO_ITEMS"}`,
		Fix:     "Add fixed_amount or fixed_amount_formula.",
		checks:  given("type", checkFixedDiscount),
	},
	{
		ID:       "discount/percent",
		Title:    "percent_off is above 0 and at most 100",
		Severity: Error,
		Objects:  []string{"discount"},
		Why: "percent_off is a plain number of percent: 10 is 10 %. More than 100 cannot be taken off, and 0 would be no " +
			"discount. 1000 for 10 % is a slip with the minor units of money. Beside a formula the number does not count: there " +
			"0 is fine, and more than 100 a warning.",
		Example: `{"type": "PERCENT", "percent_off": 120}`,
		Fix:     "Write the percentage as a plain number.",
		checks:  given("percent_off", checkPercent, "percent_off_formula"),
	},
	{
		ID:       "discount/other-type",
		Title:    "a discount has no member of another type of discount",
		Severity: Error,
		Objects:  []string{"discount"},
		Why: "Each type of discount has members of its own: amount_off for AMOUNT, percent_off for PERCENT, fixed_amount for " +
			"FIXED, unit_off, unit_type, units, product and sku for UNIT, with their formulas. Those of other types are absent or null.",
		Example: `{"type": "PERCENT", "percent_off": 10, "amount_off": 500}`,
		Fix:     "Correct the type, or remove the member.",
		checks: eachPair(checkOwner,
			members{"type", "amount_off"}, members{"type", "amount_off_formula"},
			members{"type", "percent_off"}, members{"type", "percent_off_formula"},
			members{"type", "fixed_amount"}, members{"type", "fixed_amount_formula"},
			members{"type", "unit_off"}, members{"type", "unit_off_formula"},
			members{"type", "unit_type"}, members{"type", "units"},
			members{"type", "product"}, members{"type", "sku"},
		),
	},
	{
		ID:       "discount/effect",
		Title:    "the effect of a discount is one its type can have",
		Severity: Error,
		Objects:  []string{"discount"},
		Why: "Units are added to an order, amounts and percentages are applied to the order or its items; only an AMOUNT " +
			"can be spread over the items proportionally or by quantity.",
		Example: `{"type": "PERCENT", "percent_off": 10, "effect": "ADD_NEW_ITEMS"}`,
		Fix:     "Correct the effect or the type.",
		checks:  given("type effect", checkEffect),
	},
	{
		ID:       "discount/units",
		Title:    "free units come off at the price of their item",
		Severity: Error,
		Objects:  []string{"redemption"},
		Why: "A UNIT discount gives away units of an item: their number, discount_quantity, times the price is what it takes " +
			"off, in minor units. Items that other redemptions took something off as well are not looked at.",
		Example: `{"object": "redemption", "result": "SUCCESS", "voucher": {"discount": {"type": "UNIT"}}, "order": {"items": [
 {"price": 1000, "quantity": 2, "discount_quantity": 2, "discount_amount": 1000, "applied_discount_amount": 1000}]}}`,
		Fix: "Recompute discount_amount, or correct discount_quantity.",
		checks: []objectCheck{
			{needs: "order.items voucher.discount.type", look: checkUnits},
			{needs: "order.items promotion_tier.action.discount.type", look: checkUnits},
		},
	},
	{
		ID:       "discount/applied",
		Title:    "a discount on the order takes off no more than it says",
		Severity: Warning,
		Objects:  []string{"redemption"},
		Why: "What one redemption took off the order as a whole is at most amount_off or percent_off of the order's amount, and " +
			"at most amount_limit, in minor units. It may be less: other discounts come first, and rules can leave items " +
			"out. Formulas cannot be worked out and are not looked at.",
		Example: `{"object": "redemption", "result": "SUCCESS", "order": {"amount": 10000, "applied_discount_amount": 1500},
 "voucher": {"discount": {"type": "PERCENT", "percent_off": 10, "effect": "APPLY_TO_ORDER"}}}`,
		Fix: "Send the discount that was redeemed, or recompute applied_discount_amount.",
		checks: []objectCheck{
			{needs: "order.applied_discount_amount voucher.discount", asks: []string{"order.amount", "order"}, look: checkApplied},
			{needs: "order.applied_discount_amount promotion_tier.action.discount", asks: []string{"order.amount", "order"}, look: checkApplied},
		},
	},
}

var (
	atPercentOff     = pathOf("percent_off")
	atUnitOff        = pathOf("unit_off")
	atUnitOffFormula = pathOf("unit_off_formula")
	atUnitType       = pathOf("unit_type")
	atUnits          = pathOf("units")

	atEffect      = pathOf("effect")
	atAmountOff   = pathOf("amount_off")
	atAmountLimit = pathOf("amount_limit")

	atAmountOffFormula  = pathOf("amount_off_formula")
	atPercentOffFormula = pathOf("percent_off_formula")

	atPrice            = pathOf("price")
	atQuantity         = pathOf("quantity")
	atDiscountQuantity = pathOf("discount_quantity")
)

// discountType says what a type of discount is made of.
type discountType struct {
	name string
	// own are the members that other types do not have; the first is the value.
	own     []path
	effects []string
}

var discountTypes = []discountType{
	{"AMOUNT", []path{atAmountOff, atAmountOffFormula}, []string{
		"APPLY_TO_ORDER", "APPLY_TO_ITEMS", "APPLY_TO_ITEMS_PROPORTIONALLY",
		"APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY", "APPLY_TO_ITEMS_BY_QUANTITY",
	}},
	{"PERCENT", []path{atPercentOff, atPercentOffFormula}, []string{"APPLY_TO_ORDER", "APPLY_TO_ITEMS"}},
	{"FIXED", []path{pathOf("fixed_amount"), pathOf("fixed_amount_formula")}, []string{"APPLY_TO_ORDER", "APPLY_TO_ITEMS"}},
	{"UNIT", []path{atUnitOff, atUnitOffFormula, atUnitType, atUnits, pathOf("product"), pathOf("sku")}, []string{
		"ADD_MISSING_ITEMS", "ADD_NEW_ITEMS", "ADD_MANY_ITEMS",
	}},
}

// discountType returns what a type of discount is made of, nil where it is none
// of the known.
func (c *context) discountType(n int) *discountType {
	name := c.Chars(n)
	for i := range discountTypes {
		if string(name) == discountTypes[i].name {
			return &discountTypes[i]
		}
	}
	return nil
}

// has reports whether a member is there; an empty list is none.
func (c *context) has(n int) bool {
	return !c.IsNull(n) && (c.Nodes[n].Kind != payload.Array || int(c.Nodes[n].Next) > n+1)
}

// hasAny reports whether any of the members is there.
func (c *context) hasAny(n int, members ...path) bool {
	for _, p := range members {
		if c.has(c.at(n, p)) {
			return true
		}
	}
	return false
}

func checkDiscountValue(c *context, discount int, at *asked) {
	t := c.discountType(at[0])
	if t == nil || t.name == "FIXED" {
		return
	}
	missing := ""
	switch {
	case t.name != "UNIT" && !c.hasAny(discount, t.own...):
		missing = joinPaths(t.own, " and no ")
	case t.name != "UNIT" || c.hasAny(discount, atUnits):
	case !c.hasAny(discount, atUnitOff, atUnitOffFormula):
		missing = "unit_off and no units"
	case !c.hasAny(discount, atUnitType):
		missing = "unit_type"
	}
	if missing != "" {
		c.report(at[0], "type is %s, but there is no %s", t.name, missing)
	}
}

func checkFixedDiscount(c *context, discount int, at *asked) {
	if t := c.discountType(at[0]); t != nil && t.name == "FIXED" && !c.hasAny(discount, t.own...) {
		c.report(at[0], "type is FIXED, but there is no %s", joinPaths(t.own, " and no "))
	}
}

func checkPercent(c *context, _ int, at *asked) {
	percent := at[0]
	if v, ok := c.integer(percent); ok && 0 < v && v <= 100 {
		return
	}
	v, ok := c.Float(percent)
	switch {
	case !ok || 0 < v && v <= 100:
	case !c.has(at[1]):
		c.report(percent, "percent_off is %s, but must be above 0 and at most 100", c.value(percent))
	case v > 100:
		f := c.report(percent, "percent_off is %s, but must be at most 100, also beside a formula", c.value(percent))
		f.Severity = Warning
		c.relate(f, at[1])
	}
}

// checkOwner looks at a member that only one type has.
func checkOwner(c *context, _ int, at *asked) {
	kind, member := at[0], at[1]
	if t := c.discountType(kind); t != nil && !t.owns(c.check.pair.other) && c.has(member) {
		owner := slices.IndexFunc(discountTypes, func(t discountType) bool { return t.owns(c.word(1)) })
		f := c.report(member, "%s belongs to type %s, but type is %s", c.word(1), discountTypes[owner].name, t.name)
		c.relate(f, kind)
	}
}

// owns reports whether a member is one that other types do not have.
func (t *discountType) owns(member string) bool {
	return slices.ContainsFunc(t.own, func(p path) bool { return p.String() == member })
}

func checkEffect(c *context, _ int, at *asked) {
	t := c.discountType(at[0])
	effect, ok := c.text(at[1])
	if t == nil || !ok || contains(t.effects, effect) {
		return
	}
	f := c.report(at[1], "effect is %q, but %s has one of %s", clip(string(effect)), t.name, strings.Join(t.effects, ", "))
	c.relate(f, at[0])
}

// checkApplied leaves an order that does not add up to the rules on orders.
func checkApplied(c *context, redemption int, at *asked) {
	applied, ok := c.integer(at[0])
	most, limit := c.mostOff(at[1], at[2])
	if !ok || limit == payload.None || applied <= most || !c.succeeded(redemption) || !c.addsUp(at[3], applied) {
		return
	}
	if c.KeyIs(limit, "percent_off") {
		f := c.report(at[0], "%s is %d, but %s %% of amount %s is at most %d", c.name(at[0]), applied, c.value(limit), c.value(at[2]), most)
		c.relate(f, limit, at[2])
		return
	}
	c.relate(c.report(at[0], "%s is %d, but %s of the discount is %d", c.name(at[0]), applied, c.Key(limit), most), limit)
}

// mostOff returns the most that a discount takes off an order of an amount as a whole,
// and the member that says so, None where no member does.
func (c *context) mostOff(discount, amount int) (most int64, limit int) {
	most, limit = math.MaxInt64, payload.None
	if effect, ok := c.text(c.at(discount, atEffect)); ok && string(effect) != "APPLY_TO_ORDER" {
		return most, limit
	}
	lower := func(v int64, ok bool, n int) {
		if ok && v < most {
			most, limit = v, n
		}
	}
	if n := c.at(discount, atAmountOff); !c.has(c.at(discount, atAmountOffFormula)) {
		v, ok := c.integer(n)
		lower(v, ok, n)
	}
	if n := c.at(discount, atPercentOff); !c.has(c.at(discount, atPercentOffFormula)) {
		v, ok := c.percentOf(n, amount)
		lower(v, ok, n)
	}
	n := c.at(discount, atAmountLimit)
	v, ok := c.integer(n)
	lower(v, ok, n)
	return most, limit
}

// percentOf rounds up: no document says how a percentage is rounded.
func (c *context) percentOf(percent, amount int) (v int64, ok bool) {
	share, okShare := c.Float(percent)
	of, okAmount := c.integer(amount)
	if !okAmount || !okShare || share <= 0 || share > 100 || of < 0 || of > largest/1000 {
		return 0, false
	}
	const precision = 1000 // of what floating point may add
	return int64(math.Ceil(math.Round(float64(of)*share/100*precision) / precision)), true
}

// amountsOfOrder are those that what one redemption took off has to fit.
var amountsOfOrder = [...]path{
	atAmount, pathOf("total_amount"), pathOf("total_discount_amount"), atDiscount,
	pathOf("total_applied_discount_amount"), pathOf("items_applied_discount_amount"),
}

// addsUp reports whether what was applied fits the other amounts of the order, as far as
// these are there.
func (c *context) addsUp(order int, applied int64) bool {
	var there [len(amountsOfOrder)]bool
	var amounts [len(amountsOfOrder)]int64
	for i, part := range amountsOfOrder {
		n := c.at(order, part)
		v, ok := c.amount(n)
		if !ok {
			return false
		}
		there[i], amounts[i] = !c.IsNull(n), v
	}
	amount, left, off, own, total, items := amounts[0], amounts[1], amounts[2], amounts[3], amounts[4], amounts[5]
	return !(there[1] && there[2] && left != max(0, amount-off) || there[3] && applied > own || there[4] && total != applied+items)
}

func checkUnits(c *context, redemption int, at *asked) {
	items := at[0]
	if !c.StrIs(at[1], "UNIT") || !c.succeeded(redemption) || c.Kind(items) != payload.Array {
		return
	}
	for item := range c.Children(items) {
		c.checkFreeUnits(item)
	}
}

// checkFreeUnits leaves more units than there are to item/discount-quantity, and a
// price that the amount contradicts to item/amount.
func (c *context) checkFreeUnits(item int) {
	at := c.at(item, atDiscount)
	off, ok := c.integer(at)
	applied, okApplied := c.integer(c.at(item, atAppliedDiscount))
	units, okUnits := c.integer(c.at(item, atDiscountQuantity))
	price, okPrice := c.integer(c.at(item, atPrice))
	worth, okWorth := product(price, units)
	if !ok || !okApplied || !okUnits || !okPrice || !okWorth || off != applied || off == worth {
		return
	}
	allUnits, priceOfOne := c.at(item, atQuantity), c.at(item, atPrice)
	if quantity, ok := c.integer(allUnits); ok && units > quantity || c.isOtherPrice(priceOfOne, c.at(item, atAmount), allUnits) {
		return
	}
	f := c.report(at, "%s is %d, but %s %d times price %d is %d", c.name(at), off, atDiscountQuantity, units, price, worth)
	c.relate(f, c.at(item, atDiscountQuantity), priceOfOne)
}
