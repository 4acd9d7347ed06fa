package check

import "strings"

// Rules on ids. Voucherify starts each with a short word for the kind of
// object; what follows is random, or a placeholder, and not looked at.

var idRules = []*Rule{
	{
		ID:       "id/prefix",
		Title:    "the id of an object starts as ids of its kind do",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "Ids that Voucherify gives start with the kind of object: cust_ for a customer, ord_ for an order, v_ for a " +
			"voucher. An id that starts otherwise is mostly a value of the merchant, such as a source_id or a code, in the " +
			"wrong place.",
		Example: `{"customer": {"id": "lena-77", "object": "customer"}}`,
		Fix:     "Use the id that Voucherify gave; the merchant's own id belongs to source_id.",
		members: []memberCheck{{first: true, asks: []path{atID, pathOf("object")}, look: checkIDPrefix}},
	},
	{
		ID:       "id/reference",
		Title:    "a member that refers to an object has an id of its kind",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "A member such as customer_id refers to an object by the id Voucherify gave it, which starts with the kind of " +
			"object. source_id, product_id and sku_id may hold values of the merchant and are not looked at.",
		Example: `{"order": {"customer_id": "lena-77"}}`,
		Fix:     "Use the id that Voucherify gave, not the merchant's own or a code.",
		members: references(),
	},
}

// idPrefixes has the beginnings of ids by the kind of object: the value of its
// member object, or the name it has where it does not say what it is.
var idPrefixes = cases[[]string]{
	{"customer", []string{"cust_"}},
	{"order", []string{"ord_"}},
	{"order_item", []string{"ordli_"}},
	{"voucher", []string{"v_"}},
	{"campaign", []string{"camp_"}},
	{"product", []string{"prod_"}},
	{"sku", []string{"sku_"}},
	{"products_collection", []string{"pc_"}},
	{"promotion_tier", []string{"promo_"}},
	{"promotion_stack", []string{"stack_"}},
	{"publication", []string{"pub_"}},
	{"redemption", []string{"r_", "rf_"}},
	{"redemption_rollback", []string{"rr_", "rrf_"}},
	{"reward", []string{"rew_"}},
	{"reward_assignment", []string{"rewa_"}},
	{"loyalty_tier", []string{"ltr_"}},
	{"earning_rule", []string{"ern_"}},
	{"loyalty_points_bucket", []string{"lopb_"}},
	{"redeemable_holder", []string{"rh_"}},
	{"segment", []string{"seg_"}},
	{"category", []string{"cat_"}},
	{"validation_rules", []string{"val_"}},
	{"validation_rules_assignment", []string{"asgm_"}},
	{"distribution", []string{"distr_"}},
	{"transaction", []string{"vtx_"}},
	{"pending_points", []string{"lopp_"}},
	{"reward_redemption", []string{"rewr_"}},
}

// referencePrefixes has the beginnings of ids by the member that refers.
var referencePrefixes = cases[string]{
	{"customer_id", "cust_"},
	{"holder_id", "cust_"},
	{"referrer_id", "cust_"},
	{"order_id", "ord_"},
	{"voucher_id", "v_"},
	{"redeemable_id", "v_"},
	{"campaign_id", "camp_"},
	{"category_id", "cat_"},
	{"publication_id", "pub_"},
	{"reward_id", "rew_"},
	{"assignment_id", "rewa_"},
	{"reward_assignment_id", "rewa_"},
	{"loyalty_tier_id", "ltr_"},
	{"rule_id", "val_"},
	{"validation_rule_id", "val_"},
}

func checkIDPrefix(c *context, object int, at *asked) {
	n := at[0]
	id := c.Chars(n)
	if len(id) == 0 {
		return
	}
	kind, ok := c.text(at[1])
	if !ok {
		kind = c.Name(object)
	}
	if prefixes, ok := idPrefixes.find(kind); ok && !hasAnyPrefix(id, prefixes) {
		c.report(n, "%s is %q, but the id of %s starts with %s",
			c.name(n), clip(string(id)), withArticle(string(kind)), strings.Join(prefixes, " or "))
	}
}

func hasAnyPrefix(s []byte, prefixes []string) bool {
	for _, prefix := range prefixes {
		if hasPrefix(s, prefix) {
			return true
		}
	}
	return false
}

func references() []memberCheck {
	var checks []memberCheck
	for _, r := range referencePrefixes {
		checks = append(checks, memberCheck{asks: []path{pathOf(r.word)}, look: func(c *context, _ int, at *asked) {
			n := at[0]
			if id := c.Chars(n); len(id) > 0 && !hasPrefix(id, r.value) {
				c.report(n, "%s is %q, but a %s starts with %s", c.name(n), clip(string(id)), c.Key(n), r.value)
			}
		}})
	}
	return checks
}
