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
}

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
