package check

import (
	"maps"
	"slices"
	"strings"
)

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
		names:   []string{"id"},
		member:  ofObject("id", checkIDPrefix),
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
		names:   slices.Sorted(maps.Keys(referencePrefixes)),
		member:  checkReference,
	},
}

// idPrefixes has the beginnings of ids by the kind of object: the value of its
// member object, or the name it has where it does not say what it is.
var idPrefixes = map[string][]string{
	"customer":                    {"cust_"},
	"order":                       {"ord_"},
	"order_item":                  {"ordli_"},
	"voucher":                     {"v_"},
	"campaign":                    {"camp_"},
	"product":                     {"prod_"},
	"sku":                         {"sku_"},
	"products_collection":         {"pc_"},
	"promotion_tier":              {"promo_"},
	"promotion_stack":             {"stack_"},
	"publication":                 {"pub_"},
	"redemption":                  {"r_", "rf_"},
	"redemption_rollback":         {"rr_", "rrf_"},
	"reward":                      {"rew_"},
	"reward_assignment":           {"rewa_"},
	"loyalty_tier":                {"ltr_"},
	"earning_rule":                {"ern_"},
	"loyalty_points_bucket":       {"lopb_"},
	"redeemable_holder":           {"rh_"},
	"segment":                     {"seg_"},
	"category":                    {"cat_"},
	"validation_rules":            {"val_"},
	"validation_rules_assignment": {"asgm_"},
	"distribution":                {"distr_"},
	"transaction":                 {"vtx_"},
	"pending_points":              {"lopp_"},
	"reward_redemption":           {"rewr_"},
}

// referencePrefixes has the beginnings of ids by the member that refers.
var referencePrefixes = map[string]string{
	"customer_id":          "cust_",
	"holder_id":            "cust_",
	"referrer_id":          "cust_",
	"order_id":             "ord_",
	"voucher_id":           "v_",
	"redeemable_id":        "v_",
	"campaign_id":          "camp_",
	"category_id":          "cat_",
	"publication_id":       "pub_",
	"reward_id":            "rew_",
	"assignment_id":        "rewa_",
	"reward_assignment_id": "rewa_",
	"loyalty_tier_id":      "ltr_",
	"rule_id":              "val_",
	"validation_rule_id":   "val_",
}

func checkIDPrefix(c *context, object int) {
	id, ok := c.text(object, "id")
	if !ok {
		return
	}
	kind, ok := c.text(object, "object")
	if !ok {
		kind = c.Name(object)
	}
	if prefixes := idPrefixes[string(kind)]; prefixes != nil && !hasAnyPrefix(id, prefixes) {
		c.report(c.at(object, "id"), "%s is %q, but the id of %s starts with %s",
			c.name(c.at(object, "id")), clip(string(id)), withArticle(string(kind)), strings.Join(prefixes, " or "))
	}
}

func hasAnyPrefix(s []byte, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return hasPrefix(s, prefix) })
}

func checkReference(c *context, _, n int) {
	prefix := referencePrefixes[string(c.Name(n))]
	if id := c.Chars(n); len(id) > 0 && !hasPrefix(id, prefix) {
		c.report(n, "%s is %q, but a %s starts with %s", c.name(n), clip(string(id)), c.Key(n), prefix)
	}
}
