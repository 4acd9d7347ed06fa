package check

import "slices"

// allRules is every rule there is, family by family: first what keeps a
// payload from being read, then its event and schema, then its contents.
var allRules = slices.Concat(
	jsonRules,
	eventRules,
	messageRules,
	schemaRules,
	keywordRules,
	envelopeRules,
	orderRules,
	itemRules,
	redemptionRules,
	copyRules,
	customerRules,
	voucherRules,
	cardRules,
	discountRules,
	campaignRules,
	codeRules,
	holderRules,
	balanceRules,
	pointsRules,
	rewardRules,
	dateRules,
	idRules,
)
