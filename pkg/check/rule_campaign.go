package check

import (
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Rules on a campaign.

var campaignRules = []*Rule{
	{
		ID:       "campaign/voucher-type",
		Title:    "a campaign gives out vouchers that fit its type",
		Severity: Error,
		Objects:  []string{"campaign"},
		Why: "DISCOUNT_COUPONS give out a DISCOUNT_VOUCHER, GIFT_VOUCHERS a GIFT_VOUCHER, a LOYALTY_PROGRAM a LOYALTY_CARD, " +
			"and a REFERRAL_PROGRAM one of the first two. A PROMOTION has tiers and no vouchers.",
		Example: `{"campaign_type": "LOYALTY_PROGRAM", "voucher": {"type": "GIFT_VOUCHER"}}`,
		Fix:     "Correct campaign_type or voucher.type; set the voucher of a PROMOTION to null.",
		checks:  given("campaign_type voucher", checkCampaignVoucher, "voucher.type"),
	},
	{
		ID:       "campaign/referral",
		Title:    "is_referral_code is true for a REFERRAL_PROGRAM and for no other campaign",
		Severity: Error,
		Objects:  []string{"campaign"},
		Why:      "is_referral_code repeats in short what campaign_type says: whether the codes of the campaign are for referrals.",
		Example:  `{"campaign_type": "DISCOUNT_COUPONS", "is_referral_code": true}`,
		Fix:      "Set is_referral_code from campaign_type.",
		checks:   given("is_referral_code campaign_type", checkReferralCampaign),
	},
	{
		ID:       "campaign/join-once",
		Title:    "a loyalty program is joined once",
		Severity: Warning,
		Objects:  []string{"campaign"},
		Why: "The documentation says that join_once is always true for a LOYALTY_PROGRAM. Payloads of the 2018 version of " +
			"the API say otherwise.",
		Example: `{"campaign_type": "LOYALTY_PROGRAM", "join_once": false}`,
		Fix:     "Set join_once to true.",
		checks:  given("join_once campaign_type", checkJoinOnce),
	},
	{
		ID:       "campaign/other-type",
		Title:    "the parts of a campaign, in it and beside it, are of its type",
		Severity: Warning,
		Objects:  []string{"campaign", "data"},
		Why: "Loyalty tiers, earning rules, pending points and assignments of rewards are those of a LOYALTY_PROGRAM, " +
			"promotion tiers those of a PROMOTION, and a REFERRAL_PROGRAM alone has a referral_program. It is so in every " +
			"known payload, of which there are few.",
		Example: `{"campaign": {"campaign_type": "DISCOUNT_COUPONS"}, "loyalty_tier": {"id": "ltr_1aB2"}}`,
		Fix:     "Correct campaign_type, or send the campaign that the part belongs to.",
		checks: []objectCheck{
			{pairs: []members{
				{"loyalty_tiers_expiration", "campaign_type"},
				{"loyalty_tier", "campaign.campaign_type"},
				{"loyalty_tier_from", "campaign.campaign_type"},
				{"loyalty_tier_to", "campaign.campaign_type"},
				{"earning_rule", "campaign.campaign_type"},
				{"pending_points", "campaign.campaign_type"},
				{"reward_assignment", "campaign.campaign_type"},
			}, look: checkLoyaltyPart},
			{pairs: []members{
				{"promotion.tiers", "campaign_type"},
				{"promotion_tier", "campaign.campaign_type"},
			}, look: checkPromotionPart},
			{pairs: []members{{"referral_program", "campaign_type"}}, look: checkReferralPart},
		},
	},
}

var (
	atCampaign    = pathOf("campaign")
	atVoucherType = pathOf("voucher.type")
)

var voucherTypesOfCampaign = cases[[]string]{
	{"DISCOUNT_COUPONS", []string{"DISCOUNT_VOUCHER"}},
	{"GIFT_VOUCHERS", []string{"GIFT_VOUCHER"}},
	{"LOYALTY_PROGRAM", []string{"LOYALTY_CARD"}},
	{"REFERRAL_PROGRAM", []string{"DISCOUNT_VOUCHER", "GIFT_VOUCHER"}},
	{"PROMOTION", nil},
}

func checkCampaignVoucher(c *context, _ int, at *asked) {
	kind := c.Chars(at[0])
	voucherType, ok := c.text(at[2])
	fits, known := voucherTypesOfCampaign.find(kind)
	switch {
	case !known:
	case fits == nil && c.Kind(at[1]) == payload.Object:
		c.relate(c.report(at[1], "a campaign of type %s gives out no vouchers", kind), at[0])
	case fits != nil && ok && !contains(fits, voucherType):
		f := c.report(at[2], "voucher.type is %q, but a campaign of type %s gives out %s",
			clip(string(voucherType)), kind, strings.Join(fits, " or "))
		c.relate(f, at[0])
	}
}

func checkReferralCampaign(c *context, _ int, at *asked) {
	flag := at[0]
	kind, ok := c.text(at[1])
	k := c.Kind(flag)
	if !ok || k != payload.True && k != payload.False || (k == payload.True) == (string(kind) == "REFERRAL_PROGRAM") {
		return
	}
	f := c.report(flag, "is_referral_code is %s, but campaign_type is %q", c.value(flag), clip(string(kind)))
	c.relate(f, at[1])
}

func checkJoinOnce(c *context, _ int, at *asked) {
	once, kind := at[0], at[1]
	if c.Kind(once) == payload.False && c.StrIs(kind, "LOYALTY_PROGRAM") {
		c.relate(c.report(once, "join_once is false, but customers join a LOYALTY_PROGRAM once"), kind)
	}
}

func checkLoyaltyPart(c *context, n int, at *asked)   { c.checkPart(n, at, "LOYALTY_PROGRAM") }
func checkPromotionPart(c *context, n int, at *asked) { c.checkPart(n, at, "PROMOTION") }
func checkReferralPart(c *context, n int, at *asked)  { c.checkPart(n, at, "REFERRAL_PROGRAM") }

// checkPart looks at a part of an object n that only one type of campaign has. It leaves
// a campaign whose voucher is not of its type to campaign/voucher-type, and a part of
// another campaign to campaign/parts.
func (c *context) checkPart(n int, at *asked, want string) {
	part, kind := at[0], at[1]
	if c.StrIs(kind, want) || c.IsNull(part) || c.Len(part) == 0 {
		return
	}
	campaign := n
	if own := c.at(n, atCampaign); own != payload.None {
		campaign = own
	}
	fits, known := voucherTypesOfCampaign.find(c.Chars(kind))
	voucherType, hasVoucher := c.text(c.at(campaign, atVoucherType))
	id := c.at(part, atCampaignID)
	if !known || hasVoucher && !contains(fits, voucherType) || c.differ(id, c.at(campaign, atID)) {
		return
	}
	f := c.report(part, "%s belongs to a %s, but %s is %s", c.word(0), want, c.word(1), c.value(kind))
	f.Start, f.End = c.keySpan(part)
	c.relate(f, kind)
}
