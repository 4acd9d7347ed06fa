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
			"and a REFERRAL_PROGRAM one of the first two.",
		Example: `{"campaign_type": "LOYALTY_PROGRAM", "voucher": {"type": "GIFT_VOUCHER"}}`,
		Fix:     "Correct campaign_type or voucher.type.",
		check:   checkCampaignVoucher,
	},
	{
		ID:       "campaign/referral",
		Title:    "is_referral_code is true for a REFERRAL_PROGRAM and for no other campaign",
		Severity: Error,
		Objects:  []string{"campaign"},
		Why:      "is_referral_code repeats in short what campaign_type says: whether the codes of the campaign are for referrals.",
		Example:  `{"campaign_type": "DISCOUNT_COUPONS", "is_referral_code": true}`,
		Fix:      "Set is_referral_code from campaign_type.",
		needs:    "is_referral_code",
		check:    checkReferralCampaign,
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
		needs:   "join_once",
		check:   checkJoinOnce,
	},
}

var voucherTypesOfCampaign = map[string][]string{
	"DISCOUNT_COUPONS": {"DISCOUNT_VOUCHER"},
	"GIFT_VOUCHERS":    {"GIFT_VOUCHER"},
	"LOYALTY_PROGRAM":  {"LOYALTY_CARD"},
	"REFERRAL_PROGRAM": {"DISCOUNT_VOUCHER", "GIFT_VOUCHER"},
}

func checkCampaignVoucher(c *context, campaign int) {
	kind, _ := c.text(campaign, "campaign_type")
	voucherType, ok := c.text(campaign, "voucher.type")
	fits := voucherTypesOfCampaign[string(kind)]
	if !ok || fits == nil || contains(fits, voucherType) {
		return
	}
	f := c.report(c.at(campaign, "voucher.type"), "voucher.type is %q, but a campaign of type %s gives out %s",
		clip(string(voucherType)), kind, strings.Join(fits, " or "))
	c.relate(f, c.at(campaign, "campaign_type"))
}

func checkReferralCampaign(c *context, campaign int) {
	flag := c.at(campaign, "is_referral_code")
	kind, ok := c.text(campaign, "campaign_type")
	k := c.Kind(flag)
	if !ok || k != payload.True && k != payload.False || (k == payload.True) == (string(kind) == "REFERRAL_PROGRAM") {
		return
	}
	f := c.report(flag, "is_referral_code is %s, but campaign_type is %q", c.value(flag), clip(string(kind)))
	c.relate(f, c.at(campaign, "campaign_type"))
}

func checkJoinOnce(c *context, campaign int) {
	once, kind := c.at(campaign, "join_once"), c.at(campaign, "campaign_type")
	if c.Kind(once) == payload.False && c.StrIs(kind, "LOYALTY_PROGRAM") {
		c.relate(c.report(once, "join_once is false, but customers join a LOYALTY_PROGRAM once"), kind)
	}
}
