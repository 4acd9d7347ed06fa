package check

import (
	"strings"

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
		needs:   "referrer",
		check:   checkMessageObjects,
	},
}

// messageObjects are the members that messages add, messageSets what each
// purpose of a distribution adds.
var (
	messageObjects = []string{"campaign", "promotion_tier", "voucher", "publication"}
	messageSets    = []string{"", "campaign promotion_tier", "campaign voucher publication"}
)

// checkMessageObjects knows customer.order.* by the referrer, which no other
// event has.
func checkMessageObjects(c *context, data int) {
	if c.at(data, "referrer") == payload.None || c.at(data, "order") == payload.None {
		return
	}
	var there []string
	first := payload.None
	for _, name := range messageObjects {
		if at, ok := c.present(data, name); ok {
			there = append(there, name)
			if first == payload.None {
				first = at
			}
		}
	}
	set := strings.Join(there, " ")
	for _, whole := range messageSets {
		if set == whole {
			return
		}
	}
	c.report(first, "the message carries %s, but a promotion carries campaign and promotion_tier, and unique codes campaign, voucher and publication",
		strings.Join(there, " and "))
}
