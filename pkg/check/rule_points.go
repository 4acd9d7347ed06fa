package check

import (
	"bytes"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Rules on the events of a card: transactions, pending points, expired points.

var pointsRules = []*Rule{
	{
		ID:       "transaction/ids",
		Title:    "a transaction names the event's voucher and campaign",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "A transaction is an entry in the history of one card. voucher_id and campaign_id are the ids of the card and " +
			"of its campaign, which the event carries as well.",
		Example: `{"transaction": {"voucher_id": "v_1aB2"}, "voucher": {"id": "v_9Zx8"}}`,
		Fix:     "Send the transaction with its own card and campaign.",
		checks: sameValues(
			members{"transaction.voucher_id", "voucher.id"},
			members{"transaction.campaign_id", "campaign.id"},
		),
	},
	{
		ID:       "transaction/balance",
		Title:    "the balance in the transaction is the event's balance",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "A transaction repeats in details.balance the movement that the event carries as balance. Members that only one " +
			"of the copies has do not matter.",
		Example: `{"balance": {"points": 50, "total": 900}, "transaction": {"details": {"balance": {"points": 40, "total": 900}}}}`,
		Fix:     "Send the same balance in both places.",
		checks:  agreement(members{"transaction.details.balance", "balance"}),
	},
	{
		ID:       "transaction/card",
		Title:    "the balance in the transaction is what the card has left",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "details.balance.balance is what is on the card after the transaction, and the event carries the card as it is " +
			"then: points of a loyalty card, credits of a gift card in minor units.",
		Example: `{"voucher": {"loyalty_card": {"points": 900, "balance": 850}},
 "transaction": {"details": {"balance": {"balance": 800}}}}`,
		Fix: "Send the card as it is after the transaction.",
		checks: sameValues(
			members{"transaction.details.balance.balance", "voucher.loyalty_card.balance"},
			members{"transaction.details.balance.balance", "voucher.gift.balance"},
		),
	},
	{
		ID:       "transaction/sign",
		Title:    "points and credits are negative when they leave the card, positive when they come",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "The points of the transaction's balance, and of the event's own, are a movement: negative for a redemption, " +
			"removal, expiration or transfer to another card, positive for all others. The same goes for the amount of a " +
			"gift card, in minor units, of which too few payloads are known to make it an error.",
		Example: `{"transaction": {"type": "POINTS_REDEMPTION", "details": {"balance": {"points": 50}}}}`,
		Fix:     "Correct the sign, or the type of the transaction.",
		checks: given("transaction.type", checkSign, "transaction.details.balance.points", "balance.points",
			"transaction.details.balance.amount", "balance.amount"),
	},
	{
		ID:       "transaction/type",
		Title:    "points move on a loyalty card, credits on a gift card",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "The types of transactions start with POINTS_ for a LOYALTY_CARD, pending ones with PENDING_POINTS_, and with " +
			"CREDITS_ for a GIFT_VOUCHER. Few payloads are known, so this is no error.",
		Example: `{"transaction": {"type": "CREDITS_ADDITION"}, "voucher": {"type": "LOYALTY_CARD"}}`,
		Fix:     "Correct the type of the transaction, or send it with its own card.",
		checks:  given("transaction.type voucher.type", checkTransactionType),
	},
	{
		ID:       "transaction/expired",
		Title:    "the points that expired are those of the buckets and of the transaction",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "Points expire by bucket. points of the event is the sum of total_points of its buckets, and the transaction takes " +
			"that many off the card, as a negative movement.",
		Example: `{"points": 50, "buckets": [{"bucket": {"total_points": 30}}, {"bucket": {"total_points": 10}}]}`,
		Fix:     "Recompute points from the buckets.",
		checks:  given("points", checkExpired, "buckets", "transaction.details.balance.points"),
	},
	{
		ID:       "transaction/buckets",
		Title:    "the buckets that expired belong to the event's voucher",
		Severity: Error,
		Objects:  []string{"data"},
		Why:      "Each bucket holds points of one card and names it in voucher_id; the event carries that card as voucher.",
		Example:  `{"voucher": {"id": "v_9Zx8"}, "buckets": [{"voucher_id": "v_1aB2", "bucket": {"total_points": 30}}]}`,
		Fix:      "Send the buckets with their own card.",
		checks:   given("buckets voucher.id", checkBuckets),
	},
	{
		ID:       "pending/ids",
		Title:    "pending points name the voucher, campaign, customer and order of the event",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "Pending points will come to one card, for one order of one customer. Their ids are those of the objects that " +
			"the event carries.",
		Example: `{"pending_points": {"order_id": "ord_1aB2"}, "order": {"id": "ord_9Zx8"}}`,
		Fix:     "Send the pending points with their own card, campaign, customer and order.",
		checks: sameValues(
			members{"pending_points.voucher_id", "voucher.id"},
			members{"pending_points.campaign_id", "campaign.id"},
			members{"pending_points.customer_id", "customer.id"},
			members{"pending_points.order_id", "order.id"},
			members{"pending_points.details.order.id", "order.id"},
		),
	},
	{
		ID:       "pending/total",
		Title:    "the card and the balance tell the same number of pending points",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "loyalty_card.pending_points of the voucher counts the points that are still to come, and so does " +
			"voucher_pending_points_balance.total.",
		Example: `{"voucher": {"loyalty_card": {"pending_points": 40}}, "voucher_pending_points_balance": {"total": 45}}`,
		Fix:     "Send card and balance of the same moment.",
		checks:  sameValues(members{"voucher_pending_points_balance.total", "voucher.loyalty_card.pending_points"}),
	},
	{
		ID:       "pending/points",
		Title:    "as many points are added, activated or canceled as were pending",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "voucher_pending_points_balance.points is the movement: the points that were added, activated, or canceled " +
			"(then negative), all of them. Events ending in updated carry the difference only and are not looked at.",
		Example: `{"pending_points": {"points": 25}, "voucher_pending_points_balance": {"points": 20, "total": 65}}`,
		Fix:     "Check which of the two numbers is meant.",
		checks:  given("voucher_pending_points_balance.points pending_points.points", checkPendingPoints, "pending_points.updated_at"),
	},
}

var (
	atBucketPoints  = pathOf("bucket.total_points")
	atBucketVoucher = pathOf("voucher_id")
)

// outgoing are the ends of the types of transactions that take points away.
var outgoing = []string{"_REDEMPTION", "_REMOVAL", "_EXPIRATION", "_TRANSFER_OUT"}

// checkSign looks at the movement in the transaction and at that of the event,
// which are copies of each other but need not both be there.
func checkSign(c *context, _ int, at *asked) {
	kind, ok := c.text(at[0])
	if !ok {
		return
	}
	leaves, want := false, "positive"
	for _, end := range outgoing {
		if hasSuffix(kind, end) {
			leaves, want = true, "negative"
		}
	}
	for i := 1; i <= 4; i++ {
		if moved, ok := c.integer(at[i]); ok && moved != 0 && leaves != (moved < 0) {
			f := c.report(at[i], "%s is %d, but must be %s for a %s", c.word(i), moved, want, clip(string(kind)))
			c.relate(f, at[0])
			if i > 2 { // credits
				f.Severity = Warning
			}
		}
	}
}

// unitsOfCard tells how the types of transactions on a type of card start.
var unitsOfCard = cases[prefixes]{{"LOYALTY_CARD", newPrefixes("POINTS_")}, {"GIFT_VOUCHER", newPrefixes("CREDITS_")}}

func checkTransactionType(c *context, _ int, at *asked) {
	kind, card := at[0], c.Chars(at[1])
	for i := range unitsOfCard {
		u := &unitsOfCard[i]
		if string(card) != u.word && len(card) > 0 && c.Kind(kind) == payload.String && c.startsWith(kind, u.value) {
			f := c.report(kind, "transaction.type is %s, but voucher.type is %s", c.value(kind), card)
			c.relate(f, at[1])
		}
	}
}

func checkExpired(c *context, _ int, at *asked) {
	buckets, movement := at[1], at[2]
	points, ok := c.integer(at[0])
	if sum, okSum := c.sum(buckets, atBucketPoints); ok && okSum && points != sum {
		f := c.report(at[0], "points is %d, but %s of the buckets is %s", points, atBucketPoints, c.addition(buckets, atBucketPoints, sum))
		c.relate(f, buckets)
	}
	if off, okOff := c.integer(movement); ok && okOff && off != -points {
		f := c.report(movement, "%s is %d, but points is %d, which comes off as %d", c.word(2), off, points, -points)
		c.relate(f, at[0])
	}
}

func checkBuckets(c *context, _ int, at *asked) {
	buckets := at[0]
	voucher, ok := c.text(at[1])
	if !ok || c.Kind(buckets) != payload.Array {
		return
	}
	for bucket := range c.Children(buckets) {
		id := c.at(bucket, atBucketVoucher)
		if owner := c.Chars(id); len(owner) > 0 && !bytes.Equal(owner, voucher) {
			f := c.report(id, "%s is %q, but voucher.id is %q", c.name(id), clip(string(owner)), clip(string(voucher)))
			c.relate(f, at[1])
		}
	}
}

// checkPendingPoints tells events ending in updated by their name, and bare
// data of them, whose event is uncertain, by the time of the update.
func checkPendingPoints(c *context, _ int, at *asked) {
	moved, ok := c.integer(at[0])
	pending, okPending := c.integer(at[1])
	if !ok || !okPending || strings.HasSuffix(c.event, ".updated") || c.has(at[2]) {
		return
	}
	if moved != pending && moved != -pending {
		f := c.report(at[0], "voucher_pending_points_balance.points is %d, but pending_points.points is %d", moved, pending)
		c.relate(f, at[1])
	}
}
