package check

import (
	"bytes"

	"github.com/vhook/vhook/pkg/payload"
)

// Rules on holders and publications: who has a voucher, and how it got there.

var holderRules = []*Rule{
	{
		ID:       "holder/voucher",
		Title:    "the holder is the customer named by holder_id of the voucher",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "Events about a voucher may carry the customer who holds it. The holder's id is holder_id of the voucher, " +
			"and a voucher that nobody holds has null in both. Assignments of holders in referral campaigns are " +
			"looked at by holder/assignment.",
		Example: `{"holder": {"id": "cust_4nDqL0"}, "voucher": {"holder_id": "cust_9ZkwR2"}}`,
		Fix:     "Send the customer whom holder_id names.",
		checks:  given("voucher", checkHolder, "voucher.holder_id", "holder", "holder.redeemable_id"),
	},
	{
		ID:       "holder/assignment",
		Title:    "an assigned holder names the event's customer and voucher",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "customer.holder.assignment.* events tell that a customer got a role towards a voucher. customer_id and " +
			"redeemable_id of the assignment are the ids of that customer and that voucher, campaign_id that of the campaign.",
		Example: `{"holder": {"object": "redeemable_holder", "customer_id": "cust_4nDqL0"}, "customer": {"id": "cust_9ZkwR2"}}`,
		Fix:     "Take the ids from the customer, the voucher and the campaign of the event.",
		checks: sameValues(
			members{"holder.customer_id", "customer.id"},
			members{"holder.redeemable_id", "voucher.id"},
			members{"holder.campaign_id", "campaign.id"},
		),
	},
	{
		ID:       "publication/customer",
		Title:    "customer_id of a publication is the id of its customer",
		Severity: Error,
		Objects:  []string{"publication"},
		Why:      "A publication carries the customer who got the vouchers, and repeats the customer's id in customer_id.",
		Example:  `{"customer_id": "cust_4nDqL0", "customer": {"id": "cust_9ZkwR2", "object": "customer"}}`,
		Fix:      "Use the id of the customer who got the vouchers in both places.",
		checks:   sameValues(members{"customer_id", "customer.id"}),
	},
	{
		ID:       "publication/event-customer",
		Title:    "the customer of the publication is the event's customer",
		Severity: Error,
		Objects:  []string{"data"},
		Why:      "Vouchers are published to a customer, and the event carries that same customer beside the publication.",
		Example:  `{"customer": {"id": "cust_4nDqL0"}, "publication": {"customer_id": "cust_9ZkwR2"}}`,
		Fix:      "Use the id of the customer who got the vouchers in both places.",
		checks:   sameValues(members{"publication.customer_id", "customer.id"}),
	},
	{
		ID:       "publication/vouchers",
		Title:    "vouchers_id lists the vouchers of the event",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "vouchers_id of a publication has the ids of all vouchers it gave out; where the event carries them, they are " +
			"the same. customer.reward_redemptions.completed is not looked at: its voucher is the loyalty card " +
			"that paid for the published one.",
		Example: `{"voucher": {"id": "v_9Zx8"}, "publication": {"vouchers_id": ["v_1aB2"]}}`,
		Fix:     "List the ids of the vouchers that were published.",
		checks:  given("publication.vouchers_id", checkPublishedVouchers, "reward_redemption", "voucher", "vouchers"),
	},
	{
		ID:       "publication/voucher",
		Title:    "the voucher in the publication is the event's voucher",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "A publication may carry the voucher that it gave out, which is the one that the event carries beside it: id, " +
			"code and campaign_id are the same. Few payloads are known, so this is no error. In customer.reward_redemptions.completed " +
			"the event's voucher is the loyalty card that paid for the published one, and not looked at.",
		Example: `{"voucher": {"code": "SUN-77"}, "publication": {"voucher": {"code": "SUN-78"}}}`,
		Fix:     "Send the published voucher in both places.",
		checks:  given("publication.voucher voucher", checkPublishedVoucher, "publication.vouchers_id"),
		unless:  []string{"reward_redemption"},
	},
	{
		ID:       "publication/tracking-id",
		Title:    "tracking_id of a publication is the customer's source_id",
		Severity: Error,
		Objects:  []string{"data"},
		Why:      "A publication tracks its customer by the id that the customer has in the sending system, which is source_id of the customer.",
		Example: `{"customer": {"id": "cust_4nDqL0", "source_id": "lena-77"},
 "publication": {"customer_id": "cust_4nDqL0", "tracking_id": "omar-12"}}`,
		Fix:    "Use the customer's source_id.",
		checks: sameValues(members{"publication.tracking_id", "customer.source_id"}),
	},
}

var atCode = pathOf("code")

var holderOfVoucher = members{"voucher.holder_id", "holder"}

func checkHolder(c *context, _ int, at *asked) {
	voucher, holderID, holder, redeemableID := at[0], at[1], at[2], at[3]
	if c.Kind(voucher) == payload.Object && redeemableID == payload.None {
		c.sameOrBothNull(holderID, holder, holderOfVoucher)
	}
}

func checkPublishedVouchers(c *context, _ int, at *asked) {
	ids, rewardRedemption, voucher, vouchers := at[0], at[1], at[2], at[3]
	if c.Kind(ids) != payload.Array || rewardRedemption != payload.None {
		return
	}
	listed := c.idSet(ids)
	c.checkListed(&listed, voucher)
	if c.Kind(vouchers) != payload.Array {
		return
	}
	for voucher := range c.Children(vouchers) {
		c.checkListed(&listed, voucher)
	}
	if carried := c.Len(vouchers); listed.count > carried {
		f := c.report(ids, "publication.vouchers_id lists %d vouchers, but the event carries %d", listed.count, carried)
		c.relate(f, vouchers)
	}
}

// checkPublishedVoucher leaves an event's voucher that was not published to
// publication/vouchers.
func checkPublishedVoucher(c *context, _ int, at *asked) {
	published, voucher, ids := at[0], at[1], at[2]
	if id, ok := c.text(c.at(voucher, atID)); ok && c.Kind(ids) == payload.Array && !c.listsBefore(&idSet{array: ids}, payload.None, id) {
		return
	}
	for _, part := range [...]path{atID, atCode, atCampaignID} {
		if own, other := c.at(published, part), c.at(voucher, part); !c.same(own, other) {
			c.reportDifferent(own, other, c.name(own), c.name(other))
			return
		}
	}
}

func (c *context) checkListed(ids *idSet, voucher int) {
	at := c.at(voucher, atID)
	if id, ok := c.text(at); ok && !c.listsBefore(ids, payload.None, id) {
		c.relate(c.report(ids.array, "publication.vouchers_id does not list %s %s", c.name(at), c.value(at)), at)
	}
}

// idSet is the ids of an array, and how many different ones there are. Few are
// compared one by one, many are put into a set.
type idSet struct {
	array, count int
	many         map[string]bool
}

func (c *context) idSet(array int) idSet {
	const few = 16
	s := idSet{array: array}
	if c.Len(array) > few {
		s.many = map[string]bool{}
	}
	for id := range c.Children(array) {
		if text := c.Chars(id); !c.listsBefore(&s, id, text) {
			s.count++
			if s.many != nil {
				s.many[string(text)] = true
			}
		}
	}
	return s
}

// listsBefore reports whether a set has an id, or if it is being made, has it
// before node n.
func (c *context) listsBefore(s *idSet, n int, id []byte) bool {
	if s.many != nil {
		return s.many[string(id)]
	}
	for other := range c.Children(s.array) {
		if other == n {
			break
		}
		if bytes.Equal(c.Chars(other), id) {
			return true
		}
	}
	return false
}
