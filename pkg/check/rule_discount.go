package check

import (
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
			"discount. 1000 for 10 % is a slip with the minor units of money.",
		Example: `{"type": "PERCENT", "percent_off": 120}`,
		Fix:     "Write the percentage as a plain number.",
		checks:  given("percent_off", checkPercent),
	},
	{
		ID:       "discount/other-type",
		Title:    "a discount has no member of another type of discount",
		Severity: Error,
		Objects:  []string{"discount"},
		Why: "Each type of discount has members of its own: amount_off for AMOUNT, percent_off for PERCENT, unit_off, " +
			"unit_type and units for UNIT, fixed_amount for FIXED, with their formulas. Those of other types are absent or null.",
		Example: `{"type": "PERCENT", "percent_off": 10, "amount_off": 500}`,
		Fix:     "Correct the type, or remove the member.",
		checks:  ofOtherTypes(),
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
}

var (
	atType           = pathOf("type")
	atEffect         = pathOf("effect")
	atPercentOff     = pathOf("percent_off")
	atUnitOff        = pathOf("unit_off")
	atUnitOffFormula = pathOf("unit_off_formula")
	atUnitType       = pathOf("unit_type")
	atUnits          = pathOf("units")
)

// discountType says what a type of discount is made of.
type discountType struct {
	name string
	// own are the members that other types do not have; the first is the value.
	own     []path
	effects []string
}

var discountTypes = []discountType{
	{"AMOUNT", []path{pathOf("amount_off"), pathOf("amount_off_formula")}, []string{
		"APPLY_TO_ORDER", "APPLY_TO_ITEMS", "APPLY_TO_ITEMS_PROPORTIONALLY",
		"APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY", "APPLY_TO_ITEMS_BY_QUANTITY",
	}},
	{"PERCENT", []path{atPercentOff, pathOf("percent_off_formula")}, []string{"APPLY_TO_ORDER", "APPLY_TO_ITEMS"}},
	{"FIXED", []path{pathOf("fixed_amount"), pathOf("fixed_amount_formula")}, []string{"APPLY_TO_ORDER", "APPLY_TO_ITEMS"}},
	{"UNIT", []path{atUnitOff, atUnitOffFormula, atUnitType, atUnits}, []string{
		"ADD_MISSING_ITEMS", "ADD_NEW_ITEMS", "ADD_MANY_ITEMS",
	}},
}

// discountType returns what the type of a discount is made of, nil where it is
// none of the known.
func (c *context) discountType(discount int) *discountType {
	name := c.Chars(c.at(discount, atType))
	for i := range discountTypes {
		if string(name) == discountTypes[i].name {
			return &discountTypes[i]
		}
	}
	return nil
}

// has reports whether any of the members is there; an empty list is none.
func (c *context) has(n int, names ...path) bool {
	for _, name := range names {
		if at := c.at(n, name); !c.IsNull(at) && (c.Kind(at) != payload.Array || c.Len(at) > 0) {
			return true
		}
	}
	return false
}

func checkDiscountValue(c *context, discount int) {
	t := c.discountType(discount)
	if t == nil || t.name == "FIXED" {
		return
	}
	missing := ""
	switch {
	case t.name != "UNIT" && !c.has(discount, t.own...):
		missing = joinPaths(t.own, " and no ")
	case t.name != "UNIT" || c.has(discount, atUnits):
	case !c.has(discount, atUnitOff, atUnitOffFormula):
		missing = "unit_off and no units"
	case !c.has(discount, atUnitType):
		missing = "unit_type"
	}
	if missing != "" {
		c.report(c.at(discount, atType), "type is %s, but there is no %s", t.name, missing)
	}
}

func checkFixedDiscount(c *context, discount int) {
	if t := c.discountType(discount); t != nil && t.name == "FIXED" && !c.has(discount, t.own...) {
		c.report(c.at(discount, atType), "type is FIXED, but there is no %s", joinPaths(t.own, " and no "))
	}
}

func checkPercent(c *context, discount int) {
	at := c.at(discount, atPercentOff)
	if v, ok := c.integerAt(at); ok && 0 < v && v <= 100 {
		return
	}
	if v, ok := c.Float(at); ok && (v <= 0 || v > 100) {
		c.report(at, "percent_off is %s, but must be above 0 and at most 100", c.value(at))
	}
}

// ofOtherTypes checks each member that only one type has.
func ofOtherTypes() []objectCheck {
	var checks []objectCheck
	for i := range discountTypes {
		own := &discountTypes[i]
		for _, name := range own.own {
			look := func(c *context, discount int) { c.checkOwner(discount, name, own) }
			checks = append(checks, objectCheck{needs: []string{"type", name.String()}, look: look})
		}
	}
	return checks
}

func (c *context) checkOwner(discount int, member path, owner *discountType) {
	if t := c.discountType(discount); t != nil && t != owner && c.has(discount, member) {
		f := c.report(c.at(discount, member), "%s belongs to type %s, but type is %s", member, owner.name, t.name)
		c.relate(f, c.at(discount, atType))
	}
}

func checkEffect(c *context, discount int) {
	t := c.discountType(discount)
	effect, ok := c.text(discount, atEffect)
	if t == nil || !ok || contains(t.effects, effect) {
		return
	}
	f := c.report(c.at(discount, atEffect), "effect is %q, but %s has one of %s", clip(string(effect)), t.name, strings.Join(t.effects, ", "))
	c.relate(f, c.at(discount, atType))
}
