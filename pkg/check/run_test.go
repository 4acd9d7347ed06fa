package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/event"
)

// TestRun holds what a run says of small payloads against the findings of some
// rules, each as "severity rule: message".
func TestRun(t *testing.T) {
	for _, test := range []struct {
		name, event, text string
		rules             string // the ids, or their starts, of the rules in question
		want              []string
	}{
		{"the same instant in two zones", "redemption.succeeded",
			copies(`"created_at": "2025-03-01T10:00:00.000Z"`, `"created_at": "2025-03-01T11:00:00+01:00"`), "redemption/", nil},
		{"the same instant with more digits", "redemption.succeeded",
			copies(`"created_at": "2025-03-01T10:00:00.596Z"`, `"created_at": "2025-03-01T10:00:00.596000Z"`), "redemption/", nil},
		{"another instant", "redemption.succeeded",
			copies(`"created_at": "2025-03-01T10:00:00.596Z"`, `"created_at": "2025-03-01T10:00:00.596001Z"`), "redemption/",
			[]string{`error redemption/order-copy: redemption.order.created_at is "2025-03-01T10:00:00.596Z", but order.created_at is "2025-03-01T10:00:00.596001Z"`}},
		{"a date-time and a text", "redemption.succeeded",
			copies(`"source_id": "2025-03-01T10:00:00Z"`, `"source_id": "1 March"`), "redemption/",
			[]string{`error redemption/order-copy: redemption.order.source_id is "2025-03-01T10:00:00Z", but order.source_id is "1 March"`}},

		{"an id that is null", "voucher.created", `{"voucher": {"id": null, "code": "A"}}`, "id/missing",
			[]string{"warning id/missing: voucher.id is null, but every documented one has an id"}},
		{"a reward without an id", "customer.reward_redemptions.created", `{"reward_redemption": {}, "reward_assignment": {"id": null}}`, "id/missing",
			[]string{`error id/missing: reward_redemption lacks "id", which every documented one has`,
				"warning id/missing: reward_assignment.id is null, but every documented one has an id"}},
		{"a redemption that gave back", "redemption.succeeded", `{"redemption": {"amount": -50}}`, "rollback/amount",
			[]string{"warning rollback/amount: redemption.amount is -50, but only a rollback has a negative amount"}},
		{"a rollback that took, in a transaction", "voucher.gift.transaction.created", `{"rollback": {"amount": 50}}`, "rollback/amount",
			[]string{"warning rollback/amount: rollback.amount is 50, but what a rollback gives back is negative"}},
		{"a rollback that is called a redemption", "voucher.gift.transaction.created", `{"rollback": {"object": "redemption", "result": "SUCCESS",
			"amount": -50, "voucher": {"type": "GIFT_VOUCHER"}, "order": {"total_applied_discount_amount": 50}}}`, "redemption/card", nil},
		{"nothing spent for a discount", "redemption.succeeded", `{"redemption": {"amount": 0, "voucher": {"type": "DISCOUNT_VOUCHER"}}}`,
			"redemption/discount-amount", nil},

		{"a failure that succeeded", "redemption.failed", `{"redemption": {"result": "SUCCESS"}}`, "event/sign",
			[]string{`error event/sign: redemption.result is "SUCCESS", but the event is redemption.failed: in every documented one redemption.result is FAILURE`}},
		{"a rollback that failed", "redemption.rollback.succeeded", `{"redemption_rollback": {"result": "FAILURE"}}`, "event/sign",
			[]string{`error event/sign: redemption_rollback.result is "FAILURE", but the event is redemption.rollback.succeeded: ` +
				`in every documented one redemption_rollback.result is SUCCESS`}},
		{"enabled but not active", "voucher.enabled", `{"voucher": {"active": false, "updated_at": null}}`, "event/sign",
			[]string{`warning event/sign: voucher.active is false, but the event is voucher.enabled: ` +
				`in every documented one voucher.active is not false and voucher.updated_at is set`}},
		{"paid but canceled", "customer.order.paid", `{"order": {"status": "CANCELED"}}`, "event/sign",
			[]string{`warning event/sign: order.status is "CANCELED", but the event is customer.order.paid: in every documented one order.status is PAID`}},
		{"canceled but positive", "voucher.loyalty_card.pending_points.canceled", `{"voucher_pending_points_balance": {"points": 5}}`, "event/sign",
			[]string{`warning event/sign: voucher_pending_points_balance.points is 5, but the event is voucher.loyalty_card.pending_points.canceled: ` +
				`in every documented one voucher_pending_points_balance.points is negative`}},
		{"created but updated since", "campaign.created", `{"campaign": {"updated_at": "2025-03-01T10:00:00.000Z"}}`, "event/sign",
			[]string{`warning event/sign: campaign.updated_at is "2025-03-01T10:00:00.000Z", but the event is campaign.created: ` +
				`in every documented one campaign.updated_at is not set`}},
		{"what is absent contradicts nothing", "redemption.failed", `{"redemption": {}}`, "event/sign", nil},
		{"null contradicts nothing", "redemption.failed", `{"redemption": {"result": null}}`, "event/sign", nil},
		{"an earning rule without a banner", "voucher.loyalty_card.pending_points.added",
			`{"pending_points": {"details": {"earning_rule": {"source": {"banner": null}}}}}`, "schema/type", nil},
		{"conditions on what is true or false", "business_validation_rule.created",
			`{"rule": {"rules": {"1": {"conditions": {"$is": [true], "$not_in": [false]}}}}}`, "schema/type", nil},
		{"no comparison by size with true", "business_validation_rule.created", `{"rule": {"rules": {"1": {"conditions": {"$less_than": [true]}}}}}`, "schema/type",
			[]string{"error schema/type: $less_than[0] must be an object, a string or a number, got true"}},
		{"a voucher can be created inactive", "voucher.created", `{"voucher": {"active": false}}`, "event/sign", nil},
		{"an inactive voucher can be deleted", "voucher.deleted", `{"voucher": {"active": false}}`, "event/sign", nil},
		{"an inactive campaign can be updated", "campaign.updated", `{"campaign": {"active": false, "updated_at": "2025-03-01T10:00:00.000Z"}}`, "event/sign", nil},
		{"updated but never", "voucher.updated", `{"voucher": {"id": "v_1", "updated_at": null}}`, "event/sign",
			[]string{"warning event/sign: voucher.updated_at is null, but the event is voucher.updated"}},
		{"updated but not said when", "business_validation_rule.updated", `{"rule": {"id": "val_1"}}`, "event/sign",
			[]string{"warning event/sign: rule has no updated_at, but the event is business_validation_rule.updated"}},
		{"points updated but not said when", "customer.voucher.loyalty_card.pending_points.updated", `{"pending_points": {"id": "lopp_1"}, "voucher": {}}`, "event/sign",
			[]string{"warning event/sign: pending_points has no updated_at, but the event is customer.voucher.loyalty_card.pending_points.updated"}},
		{"points updated by a difference", "voucher.loyalty_card.pending_points.updated",
			`{"pending_points": {"points": 35}, "voucher_pending_points_balance": {"points": 10}}`, "pending/", nil},
		{"updated but empty", "voucher.updated", `{"voucher": {}}`, "event/sign", nil},
		{"bare data that may be updated or created", "", `{"customer": {"object": "customer"}}`, "event/sign", nil},
		{"the schema tells of it", "customer.order.paid", `{"order": {"status": "PAYED"}}`, "event/sign", nil},
		{"a habit that no envelope names", "", `{"customer": {}, "referrer": null, "redemption": null, "order": {"status": "PROCESSING"}}`, "event/sign", nil},
		{"in an envelope", "", `{"type": "redemption.failed", "source": {}, "event": {"type": "redemption.failed"},
			"data": {"redemption": {"result": "SUCCESS"}}}`, "event/sign",
			[]string{`error event/sign: redemption.result is "SUCCESS", but the event is redemption.failed: in every documented one redemption.result is FAILURE`}},

		{"a fall from an upgrade", "customer.loyalty.tier.upgraded", tiers(351, 151), "event/",
			[]string{"warning event/sign: the tier falls from 351 to 151 points, but the event is customer.loyalty.tier.upgraded"}},
		{"a rise from a downgrade", "customer.loyalty.tier.downgraded", tiers(0, 151), "event/",
			[]string{"warning event/sign: the tier rises from 0 to 151 points, but the event is customer.loyalty.tier.downgraded"}},
		{"a rise from an upgrade", "customer.loyalty.tier.upgraded", tiers(0, 151), "event/", nil},
		{"neither rise nor fall", "customer.loyalty.tier.downgraded", tiers(151, 151), "event/", nil},
		{"another event's data", "voucher.updated", `{"customer": {}, "order": null, "campaign": null, "voucher": {}, "holder": null, "promotion_tier": null, "redemption": {}}`, "event/",
			[]string{"error event/sign: customer is there, which voucher.updated never has: these are data such as customer.redemption.succeeded has"}},
		{"another event's data by their values", "voucher.updated",
			`{"customer": {}, "order": null, "created_at": null, "campaign": null, "voucher": {}, "holder": null, "promotion_tier": null, "redemption": {"result": "SUCCESS"}}`, "event/",
			[]string{"error event/sign: customer is there, which voucher.updated never has: these are data such as redemption.succeeded has"}},
		{"an order that was paid at once", "customer.order.created", `{"order": {"status": "PAID"}}`, "event/sign", nil},
		{"a rollback that does not say it is one", "redemption.rollback.succeeded",
			`{"redemption_rollback": {"result": "SUCCESS", "voucher": {"redemption": {"redeemed_quantity": 0}}}}`, "redemption/", nil},
		{"a voucher that a rollback has updated", "redemption.rollback.succeeded",
			`{"redemption_rollback": {}, "redemption": {"result": "SUCCESS", "date": "2025-03-01T10:00:00.000Z", "voucher": {"updated_at": "2025-03-02T10:00:00.000Z"}}}`,
			"redemption/voucher-date", nil},
		{"a webhook without data", "", `{"id": "whs_1", "project_id": "proj_1", "type": "voucher.created"}`, "event/",
			[]string{`error event/unknown: type is "voucher.created", but there is no data`}},
		{"data without any of its members", "redemption.succeeded", `{"redemption": {}}`, "event/members",
			[]string{`error event/members: data lacks "customer", "order", "campaign", "voucher", "holder" and "promotion_tier", which every documented payload has`}},
		{"data without some of its members", "redemption.succeeded", `{"redemption": {}, "customer": null, "order": null, "voucher": null, "holder": null}`, "event/members",
			[]string{`warning event/members: data lacks "campaign" and "promotion_tier", which every documented payload has`}},
		{"another event's data in part", "voucher.updated", `{"customer": {}, "voucher": {}, "redemption": {}}`, "event/", nil},
		{"another event's data but for the objects", "voucher.created", `{"voucher": {}, "campaign": {}, "publication": null, "customer": null}`, "event/", nil},
		{"the data of a distribution's twin", "voucher.gift.balance_added", `{"customer": {}, "voucher": {}, "campaign": {}, "balance": {}}`, "event/", nil},
		{"no arithmetic with a negative amount", "customer.order.paid", `{"order": {"amount": -7000, "discount_amount": 1000, "total_discount_amount": 1000, "total_amount": 6000}}`, "order/", nil},
		{"no arithmetic with a negative discount", "customer.order.paid", `{"order": {"amount": 7000, "discount_amount": -1000, "total_discount_amount": -1000, "total_amount": 6000}}`, "order/total", nil},
		{"no comparison with a negative amount", "customer.order.paid", `{"order": {"amount": -7000, "total_amount": 7000}}`, "order/", nil},

		{"data told once", "", `{"id": "whs_1", "type": "voucher.created", "source": {}, "event": {"type": "voucher.created"}, "data": []}`, "schema/type",
			[]string{"error schema/type: data must be an object, got an array"}},
		{"const before enum", "customer.created", `{"customer": {"object": "voucher", "id": "cust_1"}}`, "schema/",
			[]string{`error schema/const: object must be "customer", got the string "voucher"`}},

		{"no units that cost something", "customer.order.paid", `{"order": {"items": [{"price": 500, "applied_quantity": 0, "applied_quantity_amount": 500}]}}`, "item/",
			[]string{"warning item/added-amount: applied_quantity_amount is 500, but price 500 times applied_quantity 0 is 0"}},
		{"a price that the amount contradicts", "customer.order.paid",
			`{"order": {"items": [{"price": 400, "quantity": 2, "amount": 1000, "applied_quantity": 1, "applied_quantity_amount": 500}]}}`, "item/",
			[]string{"error item/amount: amount is 1000, but price 400 times quantity 2 is 800"}},
		{"a category by its name", "voucher.updated", `{"voucher": {"category_id": "Spring", "categories": [{"id": "cat_1"}]}}`, "voucher/category", nil},
		{"a tier that takes off more than it says", "redemption.succeeded", applied(1500, "percent_off", "10"), "discount/",
			[]string{"warning discount/applied: redemption.order.applied_discount_amount is 1500, but 10 % of amount 10001 is at most 1001"}},
		{"a percentage rounded up", "redemption.succeeded", applied(1001, "percent_off", "10"), "discount/", nil},
		{"a percentage worked out by a formula", "redemption.succeeded", applied(1500, "percent_off", `10, "percent_off_formula": "15"`), "discount/", nil},
		{"an amount worked out by a formula", "redemption.succeeded", applied(1500, "amount_off", `10, "amount_off_formula": "15"`), "discount/", nil},
		{"a discount on items", "redemption.succeeded", applied(1500, "amount_off", `10, "effect": "APPLY_TO_ITEMS"`), "discount/", nil},
		{"an assignment to nothing", "business_validation_rule.assignment.created", `{"assignment": {"related_object_type": "voucher"}, "voucher": {"id": "v_1"}}`, "assignment/", nil},
		{"a tier beside a campaign without an id", "campaign.loyalty_tier.created",
			`{"loyalty_tier": {"campaign_id": "camp_1"}, "campaign": {"campaign_type": "PROMOTION"}}`, "campaign/",
			[]string{`warning campaign/other-type: loyalty_tier belongs to a LOYALTY_PROGRAM, but campaign.campaign_type is "PROMOTION"`}},
		{"integral decimals", "customer.order.paid", `{"order": {"amount": 1.0000e4, "discount_amount": 70.0, "total_discount_amount": 70.0, "total_amount": 6.001e3}}`, "order/",
			[]string{"error order/total: total_amount is 6001, but amount 10000 less total_discount_amount 70 is 9930"}},
		{"fractions are for the schema", "customer.order.paid", `{"order": {"amount": 100.5, "total_amount": 7}}`, "order/", nil},

		{"an amount that readers round", "customer.order.paid", `{"order": {"total_amount": 9007199254740993}}`, "json/",
			[]string{"warning json/number: order.total_amount is 9007199254740993, but most JSON readers round what is beyond 9007199254740991"}},
		{"a loss that readers round", "customer.order.paid", `{"order": {"total_amount": -1e30}}`, "json/",
			[]string{"warning json/number: order.total_amount is -1e30, but most JSON readers round what is beyond -9007199254740991"}},
		{"a number that readers do not have", "customer.order.paid", `{"order": {"metadata": {"n": [7, -1e400]}}}`, "json/",
			[]string{"warning json/number: order.metadata.n[1] is -1e400, but most JSON readers have no number of that size"}},
		{"numbers that readers keep", "customer.order.paid",
			`{"order": {"metadata": [9007199254740991, -9007199254740991, 1e15, 1e-400, 0.1000000000000000055511151231257827]}}`, "json/", nil},
		{"around the data", "", `{"id": "x", "type": "voucher.created", "source": 1e400, "event": {"type": "voucher.created"}, "data": {}}`, "json/",
			[]string{"warning json/number: source is 1e400, but most JSON readers have no number of that size"}},
		{"in data of no known event", "", `{"n": 1e400}`, "json/",
			[]string{"warning json/number: n is 1e400, but most JSON readers have no number of that size"}},

		{"credits taken off a gift card", "voucher.updated", giftCard(`"amount": 10000, "subtracted_amount": 500, "balance": 7500`), "gift/", nil},
		{"credits taken off and still there", "voucher.updated", giftCard(`"amount": 10000, "subtracted_amount": 500, "balance": 8000`), "gift/",
			[]string{"error gift/balance: gift.balance is 8000, but gift.amount 10000 less gift.subtracted_amount 500 less redemption.redeemed_amount 2000 is 7500"}},
		{"a card before a reward of no known rule", "customer.rewarded.loyalty_points", rewarded(`"earning_rule": null,`), "balance/", nil},
		{"a card that is not of a reward", "voucher.loyalty_card.points_added", rewarded(""), "balance/",
			[]string{"error balance/card: balance.total is 900, but voucher.loyalty_card.points is 0"}},
		{"points that come as a loss", "customer.voucher.loyalty_card.points_added", `{"transaction": {"type": "POINTS_ADDITION"}, "balance": {"points": -5}}`, "transaction/",
			[]string{"error transaction/sign: balance.points is -5, but must be positive for a POINTS_ADDITION"}},
		{"credits that come as a loss", "voucher.gift.balance_added", `{"transaction": {"type": "CREDITS_ADDITION"}, "balance": {"amount": -1200}}`, "transaction/",
			[]string{"warning transaction/sign: balance.amount is -1200, but must be positive for a CREDITS_ADDITION"}},
		{"a type of transaction that is no text", "voucher.gift.balance_added", `{"transaction": {"type": 5}, "voucher": {"type": "GIFT_VOUCHER"}}`, "transaction/", nil},
		{"a reward that was handed over is not pending", "customer.reward_redemptions.pending", `{"reward_redemption": {"state": "COMPLETED"}}`, "event/sign",
			[]string{`warning event/sign: reward_redemption.state is "COMPLETED", but the event is customer.reward_redemptions.pending: in every documented one reward_redemption.state is not COMPLETED`}},
		{"a reward that was created as pending", "customer.reward_redemptions.created", `{"reward_redemption": {"state": "PENDING"}}`, "event/sign", nil},
		{"a voucher without anything", "voucher.updated", `{"voucher": {}, "campaign": null}`, "id/",
			[]string{`error id/missing: voucher lacks "id", which every documented one has`}},
		{"a customer as somebody composed it", "",
			`{"id": "whs_1", "type": "Thank you", "source": {"object": "distribution"}, "event": {}, "data": {"customer": {"object": "customer", "name": "Lena"}}}`, "id/", nil},
		{"a customer of an event that is listed only", "customer.confirmed", `{"customer": {"object": "customer", "name": "Lena"}}`, "id/", nil},
		{"a reference without an id", "campaign.promotion_tier.updated", `{"promotion_tier": {"id": "promo_1", "campaign": {"name": "Spring"}}}`, "id/", nil},
		{"an id that the schema asks for", "campaign.created", `{"campaign": {"name": "Spring"}}`, "id/", nil},
		{"the redemption of a whole stack", "redemption.succeeded", `{"redemption": {"result": "SUCCESS"}, "voucher": null, "promotion_tier": null}`, "redemption/event", nil},
		{"the redemption of a tier that is not in it", "redemption.succeeded", `{"redemption": {"result": "SUCCESS"}, "voucher": null, "promotion_tier": {}}`, "redemption/event-voucher",
			[]string{"warning redemption/event-voucher: redemption has neither voucher nor promotion_tier, but promotion_tier is there"}},
		{"a failed redemption has neither", "redemption.failed", `{"redemption": {"result": "FAILURE"}, "voucher": {}}`, "redemption/event-voucher", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, err := NewChecker(event.Default(), Options{Event: test.event}).Run([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range r.Findings {
				if strings.HasPrefix(f.Rule, test.rules) && f.Severity > Note && f.Rule != "schema/required" {
					got = append(got, fmt.Sprintf("%s %s: %s", f.Severity, f.Rule, f.Message))
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// copies is a redemption with two copies of an order, of one member each.
func copies(copied, original string) string {
	return fmt.Sprintf(`{"redemption": {"order": {%s}}, "order": {%s}}`, copied, original)
}

// applied is the redemption of a promotion tier that took something off.
func applied(off int, member, value string) string {
	return fmt.Sprintf(`{"redemption": {"result": "SUCCESS", "order": {"amount": 10001, "applied_discount_amount": %d}, `+
		`"promotion_tier": {"action": {"discount": {%q: %s}}}}}`, off, member, value)
}

// giftCard is a voucher with a gift, 2000 credits of which were spent.
func giftCard(gift string) string {
	return fmt.Sprintf(`{"voucher": {"type": "GIFT_VOUCHER", "gift": {%s}, "redemption": {"redeemed_amount": 2000}}}`, gift)
}

// rewarded is a balance beside a card that does not have it yet.
func rewarded(rule string) string {
	return fmt.Sprintf(`{%s "voucher": {"loyalty_card": {"points": 0}}, "balance": {"points": 900, "total": 900}}`, rule)
}

// tiers is a change from one tier to another, by the points at which they begin.
func tiers(from, to int) string {
	return fmt.Sprintf(`{"loyalty_tier_from": {"points": {"from": %d}}, "loyalty_tier_to": {"points": {"from": %d}}}`, from, to)
}
