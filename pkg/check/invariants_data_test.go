package check

import (
	"slices"
	"strings"
)

// aboutCard tells events on a card from those on a reward, whose card is as it
// was before.
func aboutCard(o object) bool {
	return o.has("transaction") || !o.knowsAny("earning_rule", "reward", "loyalty_tier")
}

// causes says that an event tells of more than a redemption, which is then its
// cause and may be another customer's.
func causes(o object) bool {
	return o.knowsAny("referrer", "reward", "transaction", "pending_points")
}

// knowsAny reports whether any of the members is there, if only as null.
func (o object) knowsAny(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		_, there := o.value[name]
		return there
	})
}

// only keeps an invariant to some of the events.
func only(about func(object) bool, inv invariant) invariant {
	holds := inv.holds
	inv.holds = func(o object) bool { return !about(o) || holds(o) }
	return inv
}

func toldOnce(o object) bool     { return !causes(o) && !o.has("redemption_rollback") }
func redeemed(o object) bool     { return !causes(o) }
func assignment(o object) bool   { return o.has("holder.redeemable_id") }
func noAssignment(o object) bool { return !assignment(o) && o.has("voucher") }

func held(o object) bool     { return o.has("holder.id") && o.get("holder.id") == o.get("customer.id") }
func noReward(o object) bool { return !o.has("reward_redemption") }

var dataInvariants = []invariant{
	same("J2", "data", "order.customer_id", "customer.id"),
	notNull("J2 null", "data", "order.customer_id", "customer.id"),
	only(redeemed, notNull("J5 null", "data", "redemption.customer_id", "customer.id")),
	notNull("J5 rollback null", "data", "redemption_rollback.customer_id", "customer.id"),
	notNull("W3 null", "data", "reward_redemption.customer_id", "customer.id"),
	same("J3", "data", "order.customer.id", "customer.id"),
	same("J4", "data", "order.referrer_id", "referrer.id"),
	{"J4 null", "data", "order.referrer_id referrer", func(o object) bool {
		_, there := o.value["referrer"]
		return !there || !o.has("order") || o.has("referrer") == o.has("order.referrer_id")
	}},
	only(redeemed, same("J5", "data", "redemption.customer_id", "customer.id")),
	same("J5 rollback", "data", "redemption_rollback.customer_id", "customer.id"),
	only(redeemed, agreeing("J9", "redemption.customer", "customer")),
	agreeing("J9 rollback", "redemption_rollback.customer", "customer"),
	only(redeemed, same("J7", "data", "redemption.order.id", "order.id")),
	only(toldOnce, agreeing("J7b", "redemption.order", "order")),
	agreeing("J7b rollback", "redemption_rollback.order", "order"),
	only(redeemed, same("J8 id", "data", "redemption.voucher.id", "voucher.id")),
	only(redeemed, same("J8 code", "data", "redemption.voucher.code", "voucher.code")),
	only(toldOnce, agreeing("J8b", "redemption.voucher", "voucher")),
	agreeing("J8b rollback", "redemption_rollback.voucher", "voucher"),
	same("J11", "data", "redemption_rollback.redemption", "redemption.id"),
	later("J11c", "data", "redemption_rollback.date", "redemption.date"),
	partOf("PROMOTION", "promotion_tier"),
	partOf("LOYALTY_PROGRAM", "loyalty_tier"),
	partOf("LOYALTY_PROGRAM", "earning_rule"),
	partOf("LOYALTY_PROGRAM", "pending_points"),
	same("J12", "data", "voucher.campaign", "campaign.name"),
	same("J13", "data", "voucher.campaign_id", "campaign.id"),
	same("J14", "data", "voucher.type", "campaign.voucher.type"),
	same("J16", "data", "voucher.discount.type", "campaign.voucher.discount.type"),
	agreeing("J16b", "voucher.discount", "campaign.voucher.discount"),
	same("J17", "data", "voucher.is_referral_code", "campaign.is_referral_code"),
	only(noAssignment, same("J18", "data", "voucher.holder_id", "holder.id")),
	only(noAssignment, invariant{"J18b", "data", "voucher.holder_id holder", func(o object) bool {
		_, there := o.value["holder"]
		return !there || o.has("holder") == o.has("voucher.holder_id")
	}}),
	only(assignment, same("J18c", "data", "holder.customer_id", "customer.id")),
	only(assignment, same("J18d", "data", "holder.redeemable_id", "voucher.id")),
	same("J20", "data", "publication.customer_id", "customer.id"),
	same("J20b", "publication", "customer_id", "customer.id"),
	{"J21", "data", "publication.vouchers_id voucher.id", func(o object) bool {
		ids, ok := o.get("publication.vouchers_id").([]any)
		return !ok || o.has("reward_redemption") || !o.has("voucher.id") || slices.Contains(ids, o.get("voucher.id"))
	}},
	{"J21b", "data", "publication.vouchers_id vouchers vouchers.*.id", func(o object) bool {
		ids, ok := o.get("publication.vouchers_id").([]any)
		vouchers, okVouchers := o.get("vouchers").([]any)
		for _, v := range vouchers {
			m, _ := v.(map[string]any)
			ok = ok && (m["id"] == nil || slices.Contains(ids, m["id"])) // all found so far
		}
		return !okVouchers || ids == nil || ok && len(ids) == len(vouchers)
	}},
	only(noReward, same("J21c", "data", "publication.voucher.code", "voucher.code")),
	only(noReward, same("J21c id", "data", "publication.voucher.id", "voucher.id")),
	same("J26", "data", "publication.tracking_id", "customer.source_id"),
	same("J22", "data", "balance.related_object.id", "voucher.id"),
	only(aboutCard, same("J23", "data", "balance.balance", "voucher.loyalty_card.balance")),
	only(aboutCard, same("J23", "data", "balance.balance", "voucher.gift.balance")),
	only(aboutCard, totalOfCard("voucher.loyalty_card.points", "voucher.loyalty_card.subtracted_points")),
	only(aboutCard, totalOfCard("voucher.gift.amount", "voucher.gift.subtracted_amount")),
	{"J23c", "data", "balance.type voucher.type", func(o object) bool {
		fits := map[string]string{"loyalty_card": "LOYALTY_CARD", "gift_voucher": "GIFT_VOUCHER"}[o.text("balance.type")]
		return fits == "" || !o.has("voucher.type") || o.is("voucher.type", fits)
	}},
	same("P1", "data", "pending_points.voucher_id", "voucher.id"),
	same("P2", "data", "pending_points.campaign_id", "campaign.id"),
	same("P3", "data", "pending_points.customer_id", "customer.id"),
	same("P4", "data", "pending_points.order_id", "order.id"),
	same("P5", "data", "voucher_pending_points_balance.related_object.id", "voucher.id"),
	same("P6", "data", "voucher_pending_points_balance.total", "voucher.loyalty_card.pending_points"),
	{"P7", "data", "voucher_pending_points_balance.points pending_points.points", func(o object) bool {
		v, ok := o.numbers(2, "voucher_pending_points_balance.points", "pending_points.points")
		return !ok || o.has("pending_points.updated_at") || v[0] == v[1] || v[0] == -v[1]
	}},
	same("T1", "data", "transaction.voucher_id", "voucher.id"),
	same("T2", "data", "transaction.campaign_id", "campaign.id"),
	agreeing("T3", "transaction.details.balance", "balance"),
	{"T4", "data", "transaction.type transaction.details.balance.points", func(o object) bool {
		kind := o.text("transaction.type")
		v, ok := o.numbers(1, "transaction.details.balance.points")
		leaves := slices.ContainsFunc([]string{"_REDEMPTION", "_REMOVAL", "_EXPIRATION", "_TRANSFER_OUT"}, func(end string) bool { return strings.HasSuffix(kind, end) })
		return !ok || kind == "" || v[0] == 0 || leaves == (v[0] < 0)
	}},
	same("T5", "data", "transaction.details.balance.balance", "voucher.loyalty_card.balance"),
	same("T5", "data", "transaction.details.balance.balance", "voucher.gift.balance"),
	sums("T6", "data", "points", "buckets", "bucket.total_points"),
	{"T6b", "data", "points transaction.details.balance.points", func(o object) bool {
		v, ok := o.numbers(2, "points", "transaction.details.balance.points")
		return !ok || v[0] == -v[1]
	}},
	{"T6c", "data", "voucher.id buckets.*.voucher_id", func(o object) bool {
		buckets, _ := o.get("buckets").([]any)
		return !slices.ContainsFunc(buckets, func(b any) bool {
			m, _ := b.(map[string]any)
			return m["voucher_id"] != nil && o.has("voucher.id") && m["voucher_id"] != o.get("voucher.id")
		})
	}},
	only(held, agreeing("holder", "holder", "customer")),
	agreeing("publication", "publication.customer", "customer"),
	agreeing("order's customer", "order.customer", "customer"),
	same("tracking", "data", "redemption_rollback.tracking_id", "redemption.tracking_id"),
	same("custom event", "data", "event.customer.id", "customer.id"),
	same("redeemed reward", "data", "redemption.reward.id", "reward.id"),
	{"assigned", "data", "assignment.related_object_id", func(o object) bool {
		id := o.text("assignment.related_object_type") + ".id"
		return !o.has(id) || o.get(id) == o.get("assignment.related_object_id")
	}},
	same("W1", "data", "reward_redemption.voucher_id", "voucher.id"),
	same("W2", "data", "reward_redemption.campaign_id", "campaign.id"),
	same("W3", "data", "reward_redemption.customer_id", "customer.id"),
	same("W4", "data", "reward_redemption.reward_assignment_id", "reward_assignment.id"),
	same("W5 id", "data", "reward_redemption.source_id", "source.id"),
	same("W5 type", "data", "reward_redemption.source_type", "source.type"),
	same("W6", "data", "reward_assignment.reward_id", "reward.id"),
}

var envelopeInvariants = []invariant{
	only(func(o object) bool { return o.is("source.object", "webhook") }, same("E1", "envelope", "type", "event.type")),
	same("E2", "envelope", "created_at", "event.created_at"),
	{"E3", "envelope", "source.object source.id", func(o object) bool {
		prefix := map[string]string{"webhook": "wh_", "distribution": "distr_"}[o.text("source.object")]
		return strings.HasPrefix(o.text("source.id"), prefix) || !o.has("source.id")
	}},
	starts("E4", "envelope", "id", "whs_"),
	starts("E5", "envelope", "project_id", "proj_", "sand_"),
	{"E6", "envelope", "event.id event.type", func(o object) bool {
		word, _, _ := strings.Cut(o.text("event.type"), ".")
		prefix := map[string]string{"redemption": "evred_", "customer": "evcus_", "voucher": "evvou_", "campaign": "evcam_", "publication": "evpub_", "business_validation_rule": "evbvr_"}[word]
		return !o.has("event.id") || strings.HasPrefix(o.text("event.id"), prefix)
	}},
	starts("E7", "envelope", "event.group_id", "v-"),
	{"E8", "envelope", "event.entity_id event.type", func(o object) bool {
		word, _, _ := strings.Cut(o.text("event.type"), ".")
		return !o.has("event.entity_id") || !o.has("data."+word+".id") || o.get("event.entity_id") == o.get("data."+word+".id")
	}},
	{"E10", "envelope", "event.event_source event.event_source.channel event.event_source.api_key event.event_source.user", func(o object) bool {
		key, user := o.has("event.event_source.api_key"), o.has("event.event_source.user")
		switch o.text("event.event_source.channel") {
		case "API":
			return key && !user
		case "USER_PORTAL":
			return user && !key
		case "INTERNAL":
			return !user && !key
		}
		return true
	}},
}

// totalOfCard says that a balance has the total of its card, which may be without
// what was subtracted.
func totalOfCard(all, subtracted string) invariant {
	return invariant{"J23b", "data", "balance.total " + all + " " + subtracted, func(o object) bool {
		v, ok := o.numbers(2, "balance.total", all, subtracted)
		return !ok || v[0] == v[1] || v[0] == v[1]-v[2]
	}}
}

// partOf says that events about a part have a campaign of the type that has such
// parts.
func partOf(kind, part string) invariant {
	return invariant{"campaign of " + part, "data", "campaign.campaign_type", func(o object) bool {
		return !o.has(part) || !o.has("campaign.campaign_type") || o.is("campaign.campaign_type", kind)
	}}
}
