package summary

import (
	"testing"

	"github.com/vhook/vhook/pkg/payload"
)

var discounts = []struct{ json, want string }{
	{`{"type":"AMOUNT","amount_off":1250}`, "12.50 off the order"},
	{`{"type":"AMOUNT","amount_off":1250,"effect":"APPLY_TO_ORDER"}`, "12.50 off the order"},
	{`{"type":"AMOUNT","amount_off":5,"effect":"APPLY_TO_ITEMS"}`, "0.05 off each item it applies to"},
	{`{"type":"AMOUNT","amount_off":100,"effect":"APPLY_TO_ITEMS_BY_QUANTITY"}`, "1.00 off each unit of the items it applies to"},
	{`{"type":"AMOUNT","amount_off":100,"effect":"APPLY_TO_ITEMS_PROPORTIONALLY"}`, "1.00 off the items it applies to, shared by price"},
	{`{"type":"AMOUNT","amount_off":100,"effect":"APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY"}`, "1.00 off the items it applies to, shared by quantity"},
	{`{"type":"AMOUNT","amount_off_formula":"A*2"}`, "discount off the order, by the formula A*2"},
	{`{"type":"AMOUNT","amount_off":"9"}`, `"9" off the order`},
	{`{"type":"PERCENT","percent_off":10,"effect":"APPLY_TO_ORDER","amount_limit":3000}`, "10 % off the order, up to 30.00"},
	{`{"type":"PERCENT","percent_off":2.5,"effect":"APPLY_TO_ITEMS","aggregated_amount_limit":700}`, "2.5 % off each item it applies to, at most 7.00 on all items together"},
	{`{"type":"PERCENT","percent_off":10,"percent_off_formula":"IF(X;1;2)"}`, "10 % off the order, by the formula IF(X;1;2)"},
	{`{"type":"FIXED","fixed_amount":1000,"effect":"APPLY_TO_ORDER"}`, "fixed price 10.00 for the order"},
	{`{"type":"FIXED","effect":"APPLY_TO_ITEMS"}`, "fixed price for each item it applies to"},
	{`{"type":"UNIT","unit_off":1,"unit_type":"prod_a","effect":"ADD_NEW_ITEMS"}`, "adds 1 x prod_a as a new item"},
	{`{"type":"UNIT","unit_off":3,"unit_type":"prod_a","effect":"ADD_MISSING_ITEMS","product":{"name":"Mug"}}`, "3 x Mug (prod_a) free, added if missing"},
	{`{"type":"UNIT","effect":"ADD_MANY_ITEMS","units":[{"unit_off":1,"unit_type":"sku_a"},{"unit_off":2,"unit_type":"sku_b","effect":"ADD_NEW_ITEMS"}]}`, "adds 1 x sku_a; adds 2 x sku_b as new items"},
	{`{"type":"UNIT","unit_off_formula":"N/2"}`, "adds some x an unnamed product, by the formula N/2"},
	{`{"type":"LOTTERY"}`, "LOTTERY"},
	{`{}`, ""},
}

func TestDiscountWords(t *testing.T) {
	for _, c := range discounts {
		var d payload.Document
		if err := d.Parse([]byte(c.json), 10); err != nil {
			t.Fatalf("%s: %v", c.json, err)
		}
		if got := discountWords(cursor{&d, payload.Root}); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.json, got, c.want)
		}
	}
}
