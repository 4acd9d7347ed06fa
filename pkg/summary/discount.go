package summary

import (
	"cmp"
	"fmt"
	"strings"
)

// Discount is what a voucher, campaign or promotion takes off. Words says all
// of it; the fields are for programs.
type Discount struct {
	Words       string `json:"words,omitempty"`
	Type        string `json:"type,omitempty"`
	Effect      string `json:"effect,omitempty"`
	AmountOff   Number `json:"amount_off,omitempty"`
	PercentOff  Number `json:"percent_off,omitempty"`
	FixedAmount Number `json:"fixed_amount,omitempty"`
	AmountLimit Number `json:"amount_limit,omitempty"`
	UnitOff     Number `json:"unit_off,omitempty"`
	UnitType    string `json:"unit_type,omitempty"`
}

func newDiscount(c cursor) *Discount {
	if !c.object() {
		return nil
	}
	return &Discount{
		Words: discountWords(c),
		Type:  c.text("type"), Effect: c.text("effect"),
		AmountOff: c.number("amount_off"), PercentOff: c.number("percent_off"),
		FixedAmount: c.number("fixed_amount"), AmountLimit: c.number("amount_limit"),
		UnitOff: c.number("unit_off"), UnitType: c.text("unit_type"),
	}
}

func discountWords(c cursor) string {
	switch kind := c.text("type"); kind {
	case "AMOUNT":
		return reduction(c, c.number("amount_off").Money()) + formula(c, "amount_off_formula")
	case "PERCENT":
		return reduction(c, suffixed(c.number("percent_off"), " %")) + formula(c, "percent_off_formula")
	case "FIXED":
		return join(" ", "fixed price", c.number("fixed_amount").Money(), "for", target(c)) + formula(c, "fixed_amount_formula")
	case "UNIT":
		return unitWords(c)
	default:
		return kind
	}
}

// target says what a reduction comes off.
func target(c cursor) string {
	switch effect := c.text("effect"); effect {
	case "", "APPLY_TO_ORDER":
		return "the order"
	case "APPLY_TO_ITEMS":
		return "each item it applies to"
	case "APPLY_TO_ITEMS_BY_QUANTITY":
		return "each unit of the items it applies to"
	case "APPLY_TO_ITEMS_PROPORTIONALLY":
		return "the items it applies to, shared by price"
	case "APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY":
		return "the items it applies to, shared by quantity"
	default:
		return effect
	}
}

func reduction(c cursor, off string) string {
	return cmp.Or(off, "discount") + " off " + target(c) + limits(c)
}

// formula says that the figure before it is only what the formula starts from.
func formula(c cursor, field string) string {
	return prefixed(", by the formula ", c.text(field))
}

func limits(c cursor) string {
	each, all := c.number("amount_limit"), c.number("aggregated_amount_limit")
	return prefixed(", up to ", each.Money()) + prefixed(", at most ", suffixed(all.Money(), " on all items together"))
}

func unitWords(c cursor) string {
	units := c.get("units")
	if units.count() == 0 {
		return unit(c)
	}
	words := units.say(unit)
	if more := units.count() - listed; more > 0 {
		words = append(words, fmt.Sprintf("... and %d more", more))
	}
	return strings.Join(words, "; ")
}

func unit(c cursor) string {
	count := cmp.Or(string(c.number("unit_off")), "some")
	what := count + " x " + unitName(c)
	switch effect := c.text("effect"); effect {
	case "ADD_NEW_ITEMS":
		what = "adds " + what + choose(count == "1", " as a new item", " as new items")
	case "ADD_MISSING_ITEMS":
		what += " free, added if missing"
	case "", "ADD_MANY_ITEMS":
		what = "adds " + what
	default:
		what += " " + effect
	}
	return what + formula(c, "unit_off_formula")
}

func unitName(c cursor) string {
	name := join(", ", c.text("product", "name"), c.text("sku", "name"))
	switch id := c.text("unit_type"); {
	case name == "" && id == "":
		return "an unnamed product"
	case name == "" || id == "":
		return name + id
	default:
		return name + " (" + id + ")"
	}
}
