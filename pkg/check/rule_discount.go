package check

import (
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
		check:   checkDiscountValue,
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
		check:   checkFixedDiscount,
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
		needs:   "percent_off",
		check:   checkPercent,
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
		check:   checkOtherDiscount,
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
		check:   checkEffect,
	},
}

// discountType says what a type of discount is made of.
type discountType struct {
	name string
	// own are the members that other types do not have; the first is the value.
	own     []string
	effects []string
}

var discountTypes = []discountType{
	{"AMOUNT", []string{"amount_off", "amount_off_formula"}, []string{
		"APPLY_TO_ORDER", "APPLY_TO_ITEMS", "APPLY_TO_ITEMS_PROPORTIONALLY",
		"APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY", "APPLY_TO_ITEMS_BY_QUANTITY",
	}},
	{"PERCENT", []string{"percent_off", "percent_off_formula"}, []string{"APPLY_TO_ORDER", "APPLY_TO_ITEMS"}},
	{"FIXED", []string{"fixed_amount", "fixed_amount_formula"}, []string{"APPLY_TO_ORDER", "APPLY_TO_ITEMS"}},
	{"UNIT", []string{"unit_off", "unit_off_formula", "unit_type", "units"}, []string{
		"ADD_MISSING_ITEMS", "ADD_NEW_ITEMS", "ADD_MANY_ITEMS",
	}},
}

// discountType returns what the type of a discount is made of, nil where it is
// none of the known.
func (c *context) discountType(discount int) *discountType {
	at := c.at(discount, "type")
	for i := range discountTypes {
		if c.StrIs(at, discountTypes[i].name) {
			return &discountTypes[i]
		}
	}
	return nil
}

// has reports whether any of the members is there; an empty list is none.
func (c *context) has(n int, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		at, ok := c.present(n, name)
		return ok && (c.Kind(at) != payload.Array || c.Len(at) > 0)
	})
}

func checkDiscountValue(c *context, discount int) {
	t := c.discountType(discount)
	if t == nil || t.name == "FIXED" {
		return
	}
	missing := ""
	switch {
	case t.name != "UNIT" && !c.has(discount, t.own...):
		missing = strings.Join(t.own, " and no ")
	case t.name != "UNIT" || c.has(discount, "units"):
	case !c.has(discount, "unit_off", "unit_off_formula"):
		missing = "unit_off and no units"
	case !c.has(discount, "unit_type"):
		missing = "unit_type"
	}
	if missing != "" {
		c.report(c.at(discount, "type"), "type is %s, but there is no %s", t.name, missing)
	}
}

func checkFixedDiscount(c *context, discount int) {
	if t := c.discountType(discount); t != nil && t.name == "FIXED" && !c.has(discount, t.own...) {
		c.report(c.at(discount, "type"), "type is FIXED, but there is no %s", strings.Join(t.own, " and no "))
	}
}

func checkPercent(c *context, discount int) {
	at := c.at(discount, "percent_off")
	if v, ok := c.Float(at); ok && (v <= 0 || v > 100) {
		c.report(at, "percent_off is %s, but must be above 0 and at most 100", c.value(at))
	}
}

func checkOtherDiscount(c *context, discount int) {
	t := c.discountType(discount)
	if t == nil {
		return
	}
	for _, other := range discountTypes {
		for _, name := range other.own {
			if other.name != t.name && c.has(discount, name) {
				f := c.report(c.at(discount, name), "%s belongs to type %s, but type is %s", name, other.name, t.name)
				c.relate(f, c.at(discount, "type"))
			}
		}
	}
}

func checkEffect(c *context, discount int) {
	t := c.discountType(discount)
	effect, ok := c.text(discount, "effect")
	if t == nil || !ok || contains(t.effects, effect) {
		return
	}
	f := c.report(c.at(discount, "effect"), "effect is %q, but %s has one of %s", clip(string(effect)), t.name, strings.Join(t.effects, ", "))
	c.relate(f, c.at(discount, "type"))
}
