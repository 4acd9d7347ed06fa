package check

import (
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
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
		members: []memberCheck{{first: true, name: "id", asks: []string{"object"}, look: checkIDPrefix}},
	},
	{
		ID:       "id/missing",
		Title:    "what an event is about has an id",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "An event about a voucher, campaign, customer, holder, promotion tier or reward carries its id in every documented " +
			"payload, and never null, although no document promises it; one without any member is an error. Those that other " +
			"objects refer to are not looked at.",
		Example: `{"voucher": {"object": "voucher"}}`,
		Fix:     "Add the id that Voucherify gave.",
		checks: []objectCheck{
			{needs: "voucher", asks: []string{"voucher.id"}, look: checkMissing},
			{needs: "campaign", asks: []string{"campaign.id"}, look: checkMissing},
			{needs: "customer", asks: []string{"customer.id"}, look: checkMissing},
			{needs: "holder", asks: []string{"holder.id"}, look: checkMissing},
			{needs: "promotion_tier", asks: []string{"promotion_tier.id"}, look: checkMissing},
			{needs: "reward_assignment", asks: []string{"reward_assignment.id"}, look: checkMissing},
			{needs: "reward_redemption", asks: []string{"reward_redemption.id"}, look: checkMissing},
		},
	},
	{
		ID:       "voucher/no-code",
		Title:    "the voucher of an event has a code",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "The code is what customers enter. An event about a voucher carries it in every documented payload, if only " +
			"as null, although the documentation does not always say that it must.",
		Example: `{"voucher": {"id": "v_1aB2", "object": "voucher"}}`,
		Fix:     "Add the code of the voucher.",
		checks:  given("voucher", checkMissing, "voucher.code"),
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
	{"customer", newPrefixes("cust_")},
	{"order", newPrefixes("ord_")},
	{"order_item", newPrefixes("ordli_")},
	{"voucher", newPrefixes("v_")},
	{"campaign", newPrefixes("camp_")},
	{"product", newPrefixes("prod_")},
	{"sku", newPrefixes("sku_")},
	{"products_collection", newPrefixes("pc_")},
	{"promotion_tier", newPrefixes("promo_")},
	{"promotion_stack", newPrefixes("stack_")},
	{"publication", newPrefixes("pub_")},
	{"redemption", newPrefixes("r_", "rf_")},
	{"redemption_rollback", newPrefixes("rr_", "rrf_")},
	{"reward", newPrefixes("rew_")},
	{"reward_assignment", newPrefixes("rewa_")},
	{"loyalty_tier", newPrefixes("ltr_")},
	{"earning_rule", newPrefixes("ern_")},
	{"loyalty_points_bucket", newPrefixes("lopb_")},
	{"redeemable_holder", newPrefixes("rh_")},
	{"segment", newPrefixes("seg_")},
	{"category", newPrefixes("cat_")},
	{"validation_rules", newPrefixes("val_")},
	{"validation_rules_assignment", newPrefixes("asgm_")},
	{"distribution", newPrefixes("distr_")},
	{"transaction", newPrefixes("vtx_")},
	{"pending_points", newPrefixes("lopp_")},
	{"reward_redemption", newPrefixes("rewr_")},
	{"referral_tier", newPrefixes("rrt_")},
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

// checkMissing tells of a member that an object of the event lacks, where the schema
// has not told, and of an id that is null. What data of no documented form carry is up to
// those who composed them.
func checkMissing(c *context, _ int, at *asked) {
	object, member := at[0], at[1]
	if !c.IsNull(member) || c.freeform || c.Kind(object) != payload.Object {
		return
	}
	_, name, _ := strings.Cut(c.word(1), ".")
	if member != payload.None {
		if name == "id" {
			c.report(member, "%s is null, but every documented one has an id", c.name(member))
		}
		return
	}
	isEmpty := c.Len(object) == 0
	if isEmpty && name != "id" {
		return // told once
	}
	start := int(c.Nodes[object].Start)
	if slices.ContainsFunc(c.findings, func(f Finding) bool { return f.Start == start && f.lacks == name }) {
		return
	}
	f := c.report(object, "%s lacks %q, which every documented one has", c.subject(object), name)
	f.End = f.Start + 1
	if isEmpty {
		f.Severity = Error
	}
}
