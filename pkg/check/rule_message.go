package check

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// Rules on what the message of a distribution adds to the event's data.

var messageRules = []*Rule{
	{
		ID:       "event/objects",
		Title:    "the objects of a message come in complete sets",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "What customer.order.* events carry beside the order depends on the purpose of the distribution: a promotion " +
			"adds campaign and promotion_tier, unique codes add campaign, voucher and publication, a plain message adds " +
			"nothing. A part of a set is most likely a set that lost the rest.",
		Example: `{"customer": {}, "referrer": null, "order": {}, "redemption": null, "voucher": {"code": "SUN-77"}}`,
		Fix:     "Send the whole set, or none of it.",
		checks:  always(checkMessageObjects, "referrer"),
	},
}

// messageObjects are the members that messages add, messageSets what each
// purpose of a distribution adds.
var (
	messageObjects = [...]path{pathOf("campaign"), pathOf("promotion_tier"), pathOf("voucher"), pathOf("publication")}
	messageSets    = [][len(messageObjects)]bool{{}, {true, true, false, false}, {true, false, true, true}}

	atOrder = pathOf("order")
)

// checkMessageObjects knows customer.order.* by the referrer, which no other
// event has.
func checkMessageObjects(c *context, data int, at *asked) {
	if at[0] == payload.None || c.at(data, atOrder) == payload.None {
		return
	}
	var set [len(messageObjects)]bool
	for i, p := range messageObjects {
		set[i] = !c.IsNull(c.at(data, p))
	}
	if slices.Contains(messageSets, set) {
		return
	}
	var there []path
	for i, p := range messageObjects {
		if set[i] {
			there = append(there, p)
		}
	}
	c.report(c.at(data, there[0]), "the message carries %s, but a promotion carries campaign and promotion_tier, and unique codes campaign, voucher and publication",
		joinPaths(there, " and "))
}
