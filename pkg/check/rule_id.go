package check

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
		members: []memberCheck{{first: true, name: "id", asks: []string{"object"}, look: checkIDPrefix}},
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
		members: []memberCheck{
			reference("customer_id", "cust_"),
			reference("holder_id", "cust_"),
			reference("referrer_id", "cust_"),
			reference("order_id", "ord_"),
			reference("voucher_id", "v_"),
			reference("redeemable_id", "v_"),
			reference("campaign_id", "camp_"),
			reference("category_id", "cat_"),
			reference("publication_id", "pub_"),
			reference("reward_id", "rew_"),
			reference("assignment_id", "rewa_"),
			reference("reward_assignment_id", "rewa_"),
			reference("loyalty_tier_id", "ltr_"),
			reference("rule_id", "val_"),
			reference("validation_rule_id", "val_"),
		},
	},
}

// idPrefixes has the beginnings of ids by the kind of object: the value of its
// member object, or the name it has where it does not say what it is.
var idPrefixes = cases[prefixes]{
	{"customer", prefixes{newPrefix("cust_")}},
	{"order", prefixes{newPrefix("ord_")}},
	{"order_item", prefixes{newPrefix("ordli_")}},
	{"voucher", prefixes{newPrefix("v_")}},
	{"campaign", prefixes{newPrefix("camp_")}},
	{"product", prefixes{newPrefix("prod_")}},
	{"sku", prefixes{newPrefix("sku_")}},
	{"products_collection", prefixes{newPrefix("pc_")}},
	{"promotion_tier", prefixes{newPrefix("promo_")}},
	{"promotion_stack", prefixes{newPrefix("stack_")}},
	{"publication", prefixes{newPrefix("pub_")}},
	{"redemption", prefixes{newPrefix("r_"), newPrefix("rf_")}},
	{"redemption_rollback", prefixes{newPrefix("rr_"), newPrefix("rrf_")}},
	{"reward", prefixes{newPrefix("rew_")}},
	{"reward_assignment", prefixes{newPrefix("rewa_")}},
	{"loyalty_tier", prefixes{newPrefix("ltr_")}},
	{"earning_rule", prefixes{newPrefix("ern_")}},
	{"loyalty_points_bucket", prefixes{newPrefix("lopb_")}},
	{"redeemable_holder", prefixes{newPrefix("rh_")}},
	{"segment", prefixes{newPrefix("seg_")}},
	{"category", prefixes{newPrefix("cat_")}},
	{"validation_rules", prefixes{newPrefix("val_")}},
	{"validation_rules_assignment", prefixes{newPrefix("asgm_")}},
	{"distribution", prefixes{newPrefix("distr_")}},
	{"transaction", prefixes{newPrefix("vtx_")}},
	{"pending_points", prefixes{newPrefix("lopp_")}},
	{"reward_redemption", prefixes{newPrefix("rewr_")}},
}

func checkIDPrefix(c *context, object int, at *asked) {
	kind, ok := c.text(at[1])
	if !ok {
		kind = c.Name(object)
	}
	n := at[0]
	if prefixes, ok := idPrefixes.find(kind); ok && !c.startsWith(n, prefixes) {
		c.report(n, "%s is %q, but the id of %s starts with %s",
			c.name(n), clip(c.Str(n)), withArticle(string(kind)), prefixes)
	}
}

// reference checks the id in a member that refers to an object.
func reference(name, prefix string) memberCheck {
	return memberCheck{name: name, starts: []string{prefix}, look: checkReference}
}

func checkReference(c *context, _ int, at *asked) {
	if n := at[0]; !c.startsWith(n, c.check.starts) {
		c.report(n, "%s is %q, but a %s starts with %s", c.name(n), clip(c.Str(n)), c.Key(n), c.check.starts)
	}
}
