package check

import "github.com/vhook/vhook/pkg/payload"

// Rules on a voucher, and on a voucher beside its campaign.

var voucherRules = []*Rule{
	{
		ID:       "voucher/type",
		Title:    "a voucher has what its type says, and nothing of another type",
		Severity: Error,
		Objects:  []string{"voucher", "campaign_voucher"},
		Why: "A DISCOUNT_VOUCHER has a discount, a GIFT_VOUCHER a gift and a LOYALTY_CARD a loyalty_card. The others of " +
			"the three are absent or null, in vouchers and in the pattern of vouchers of a campaign.",
		Example: `{"type": "GIFT_VOUCHER", "discount": {"type": "AMOUNT", "amount_off": 500}}`,
		Fix:     "Correct type, or send the object that belongs to it.",
		checks:  given("type", checkVoucherType, "discount", "gift", "loyalty_card"),
	},
	{
		ID:       "voucher/quantity",
		Title:    "a voucher is not redeemed more often than allowed",
		Severity: Error,
		Objects:  []string{"voucher", "campaign_voucher"},
		Why: "redemption.quantity is how often a voucher may be redeemed, null for no limit; redemption.redeemed_quantity " +
			"is how often it was.",
		Example: `{"redemption": {"quantity": 1, "redeemed_quantity": 2}}`,
		Fix:     "Correct the counter, or set quantity to null for no limit.",
		checks:  notAbove(members{"redemption.redeemed_quantity", "redemption.quantity"}),
	},
	{
		ID:       "voucher/campaign",
		Title:    "a voucher has both the name and the id of its campaign, or neither",
		Severity: Error,
		Objects:  []string{"voucher"},
		Why: "campaign is the name of the voucher's campaign and campaign_id its id. A voucher without a campaign has " +
			"null in both.",
		Example: `{"campaign": "Harvest 2025", "campaign_id": null}`,
		Fix:     "Fill in the one that is missing, or set both to null.",
		checks:  always(checkVoucherCampaign, "campaign", "campaign_id"),
	},
	{
		ID:       "voucher/category",
		Title:    "category_id and category are id and name of one of the categories",
		Severity: Warning,
		Objects:  []string{"voucher", "campaign"},
		Why: "A voucher or campaign that carries its categories has the id of one of them in category_id, and its name in " +
			"category. Few payloads are known, so this is no error.",
		Example: `{"category_id": "cat_1aB2", "categories": [{"id": "cat_9Zx8", "object": "category"}]}`,
		Fix:     "Use the id of the category.",
		checks:  given("category_id categories", checkCategory, "category"),
	},
	{
		ID:       "voucher/event-campaign",
		Title:    "campaign_id of the voucher is the id of the event's campaign",
		Severity: Error,
		Objects:  []string{"data"},
		Why:      "Events about a voucher of a campaign carry that campaign. Another campaign means that parts of two events were mixed.",
		Example:  `{"voucher": {"campaign_id": "camp_2Hs8"}, "campaign": {"id": "camp_9Jq1"}}`,
		Fix:      "Send the voucher with its own campaign.",
		checks: []objectCheck{
			{pairs: []members{{"voucher.campaign_id", "campaign.id"}}, look: checkSame},
			{needs: "vouchers campaign.id", look: checkCampaignOfAll},
		},
	},
	{
		ID:       "voucher/campaign-name",
		Title:    "campaign of the voucher is the name of the event's campaign",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "The voucher repeats the name of its campaign. A campaign may have been renamed since, and some documented " +
			"payloads spell the two differently, so a difference proves nothing; campaign_id is what counts.",
		Example: `{"voucher": {"campaign": "Harvest"}, "campaign": {"name": "Harvest 2025"}}`,
		Fix:     "Use one name in both places.",
		checks:  sameValues(members{"voucher.campaign", "campaign.name"}),
	},
	{
		ID:       "voucher/campaign-type",
		Title:    "a voucher is of the type that its campaign gives out",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "campaign.voucher is the pattern its vouchers are made by. Type of voucher and type of discount are the " +
			"same in both.",
		Example: `{"voucher": {"type": "GIFT_VOUCHER"}, "campaign": {"voucher": {"type": "DISCOUNT_VOUCHER"}}}`,
		Fix:     "Send the voucher with its own campaign, or correct the type.",
		checks: []objectCheck{
			{pairs: []members{
				{"voucher.type", "campaign.voucher.type"},
				{"voucher.discount.type", "campaign.voucher.discount.type"},
			}, look: checkSame},
			{needs: "vouchers campaign.voucher", asks: []string{"campaign.voucher.type", "campaign.voucher.discount.type"}, look: checkTypeOfAll},
		},
	},
	{
		ID:       "voucher/campaign-discount",
		Title:    "the discount of a voucher is that of its campaign",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "A voucher takes its discount from campaign.voucher. In every known payload the members that both have are " +
			"equal, but a campaign may have been changed after its vouchers were made.",
		Example: `{"voucher": {"discount": {"type": "PERCENT", "percent_off": 15}},
 "campaign": {"voucher": {"discount": {"type": "PERCENT", "percent_off": 10}}}}`,
		Fix: "Check which of the two is meant.",
		checks: given("voucher.discount.type campaign.voucher.discount.type", checkCampaignDiscount,
			"voucher.discount", "campaign.voucher.discount"),
	},
	{
		ID:       "voucher/event-referral",
		Title:    "a voucher is a referral code if its campaign gives out referral codes",
		Severity: Error,
		Objects:  []string{"data"},
		Why:      "is_referral_code of a voucher and of its campaign are the same: both follow from the type of the campaign.",
		Example:  `{"voucher": {"is_referral_code": true}, "campaign": {"is_referral_code": false}}`,
		Fix:      "Set both to true for a REFERRAL_PROGRAM, to false for any other campaign.",
		checks:   sameValues(members{"voucher.is_referral_code", "campaign.is_referral_code"}),
	},
}

// voucherTypes tells which of the members that checkVoucherType asks for belongs
// to each type of voucher.
var voucherTypes = cases[int]{{"DISCOUNT_VOUCHER", 0}, {"GIFT_VOUCHER", 1}, {"LOYALTY_CARD", 2}}

var (
	atCampaignID   = pathOf("campaign_id")
	atDiscountType = pathOf("discount.type")
	atName         = pathOf("name")
)

// categoryPrefix is how ids of categories start: id/reference tells of others.
var categoryPrefix = newPrefixes("cat_")

// checkCategory is silent where there are no categories.
func checkCategory(c *context, _ int, at *asked) {
	id, ok := c.text(at[0])
	categories := at[1]
	if !ok || !c.startsWith(at[0], categoryPrefix) || c.Kind(categories) != payload.Array || c.Len(categories) == 0 {
		return
	}
	for category := range c.Children(categories) {
		if own, ok := c.text(c.at(category, atID)); !ok || string(own) == string(id) {
			if name := c.at(category, atName); !c.same(at[2], name) {
				c.reportDifferent(at[2], name, c.word(2), c.name(name))
			}
			return
		}
	}
	c.relate(c.report(at[0], "category_id is %s, which is the id of none of the categories", c.value(at[0])), categories)
}

func checkCampaignOfAll(c *context, _ int, at *asked) {
	if c.Kind(at[0]) != payload.Array {
		return
	}
	for voucher := range c.Children(at[0]) {
		if id := c.at(voucher, atCampaignID); !c.same(id, at[1]) {
			c.reportDifferent(id, at[1], c.name(id), c.word(1))
		}
	}
}

// checkTypeOfAll looks at each of the vouchers that were published together.
func checkTypeOfAll(c *context, _ int, at *asked) {
	if c.Kind(at[0]) != payload.Array {
		return
	}
	for voucher := range c.Children(at[0]) {
		for i, part := range [...]path{atType, atDiscountType} {
			if own := c.at(voucher, part); !c.same(own, at[2+i]) {
				c.reportDifferent(own, at[2+i], c.name(own), c.word(2+i))
			}
		}
	}
}

func checkVoucherType(c *context, _ int, at *asked) {
	kind, contents := at[0], at[1:1+len(voucherTypes)]
	own, ok := voucherTypes.find(c.Chars(kind))
	if !ok {
		return
	}
	for i, n := range contents {
		switch there := !c.IsNull(n); {
		case i == own && !there:
			c.report(kind, "type is %s, but there is no %s", c.Str(kind), c.word(1+i))
		case i != own && there:
			f := c.report(n, "%s belongs to a %s, but type is %s", c.word(1+i), voucherTypes[i].word, c.Str(kind))
			c.relate(f, kind)
		}
	}
}

func checkVoucherCampaign(c *context, _ int, at *asked) {
	name, id := at[0], at[1]
	hasName, hasID := !c.IsNull(name), !c.IsNull(id)
	switch {
	case hasName && !hasID:
		c.report(name, "campaign is %s, but there is no campaign_id", c.value(name))
	case hasID && !hasName:
		c.report(id, "campaign_id is %s, but there is no campaign", c.value(id))
	}
}

// checkCampaignDiscount leaves different types of discount to
// voucher/campaign-type.
func checkCampaignDiscount(c *context, _ int, at *asked) {
	own, other := at[0], at[1]
	if own != payload.None && other != payload.None && c.equal(own, other) {
		c.agree(at[2], at[3])
	}
}
