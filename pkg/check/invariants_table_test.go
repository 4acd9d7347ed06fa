package check

import (
	"slices"
	"strings"
	"time"
)

const (
	orderMoney = "amount initial_amount discount_amount items_discount_amount total_discount_amount " +
		"applied_discount_amount items_applied_discount_amount total_applied_discount_amount total_amount"
	itemMoney = "price amount initial_amount discount_amount applied_discount_amount subtotal_amount"
	orders    = "order previous_order"
)

var orderInvariants = []invariant{
	{"O6", orders, "total_amount amount total_discount_amount", func(o object) bool {
		v, ok := o.numbers(3, "total_amount", "amount", "total_discount_amount")
		return !ok || v[0] == max(0, v[1]-v[2])
	}},
	{"O9", orders, "total_amount " + orderMoney, func(o object) bool {
		v, ok := o.numbers(2, "total_amount", "amount")
		return !ok || v[0] == v[1] || slices.ContainsFunc(strings.Fields(orderMoney), func(m string) bool {
			return strings.Contains(m, "discount") && o.has(m)
		})
	}},
	{"O9b", orders, "total_amount amount total_applied_discount_amount", func(o object) bool {
		v, ok := o.numbers(3, "total_amount", "amount", "total_applied_discount_amount")
		return !ok || o.has("total_discount_amount") || v[0] == max(0, v[1]-v[2])
	}},
	atMost("O8b", orders, "total_applied_discount_amount", "total_discount_amount"),
	atMost("O15", orders, "applied_discount_amount", "discount_amount"),
	plus("O4", orders, "total_discount_amount", "discount_amount", "items_discount_amount"),
	plus("O5", orders, "total_applied_discount_amount", "applied_discount_amount", "items_applied_discount_amount"),
	sums("O2", orders, "items_discount_amount", "items", "discount_amount"),
	sums("O3", orders, "items_applied_discount_amount", "items", "applied_discount_amount"),
	{"O1", orders, "amount items items.*.amount", func(o object) bool {
		items, _ := o.get("items").([]any)
		for _, item := range items {
			if m, _ := item.(map[string]any); m["amount"] == nil {
				return true
			}
		}
		v, ok := o.numbers(1, "amount")
		sum, okSum := o.sum("items", "amount")
		return !ok || !okSum || v[0] == sum
	}},
	atMost("O10", orders, "total_amount", "amount"),
	notNegative("O14", orders, orderMoney),
	{"I1", "item", "amount price quantity", func(o object) bool {
		v, ok := o.numbers(3, "amount", "price", "quantity")
		return !ok || v[0] == v[1]*v[2]
	}},
	less("I2", "item", "subtotal_amount", "amount", "discount_amount"),
	atMost("I4b", "item", "applied_discount_amount", "discount_amount"),
	atMost("I5", "item", "discount_amount", "amount"),
	atMost("I8", "item", "initial_quantity", "quantity"),
	{"I10", "item", "applied_quantity_amount applied_quantity price", func(o object) bool {
		v, ok := o.numbers(3, "applied_quantity_amount", "applied_quantity", "price")
		return !ok || v[0] == v[1]*v[2]
	}},
	atMost("I6", "item", "discount_quantity", "quantity"),
	notNegative("I11", "item", itemMoney),
	{"I12", "item", "quantity", func(o object) bool {
		v, ok := o.numbers(1, "quantity")
		return !ok || v[0] >= 1
	}},
	same("I13", "item", "product_id", "product.id"),
	same("I14", "item", "sku_id", "sku.id"),
	same("J1", orders, "customer_id", "customer.id"),
	notNull("J1 null", orders, "customer_id", "customer.id"),
	same("J1b", orders, "referrer_id", "referrer.id"),
}

var redemptionInvariants = []invariant{
	{"I7", "redemption", "order.items.*.discount_quantity order.items.*.discount_amount", func(o object) bool {
		if !o.is("voucher.discount.type", "UNIT") && !o.is("promotion_tier.action.discount.type", "UNIT") || !o.is("result", "SUCCESS") || o.is("status", "ROLLED_BACK") {
			return true
		}
		items, _ := o.get("order.items").([]any)
		return !slices.ContainsFunc(items, func(item any) bool {
			m, _ := item.(map[string]any)
			v, ok := object{value: m}.numbers(4, "discount_amount", "applied_discount_amount", "discount_quantity", "price")
			return ok && v[0] == v[1] && v[0] != v[2]*v[3]
		})
	}},
	{"R1", "redemption redemption_rollback", "result status", func(o object) bool {
		switch o.text("result") {
		case "SUCCESS":
			return !o.is("status", "FAILED")
		case "FAILURE":
			return o.text("status") == "" || o.is("status", "FAILED")
		}
		return true
	}},
	{"R2", "redemption redemption_rollback", "result failure_code", func(o object) bool {
		return o.text("result") == "" || (o.text("result") == "FAILURE") == o.has("failure_code")
	}},
	same("R3", "redemption redemption_rollback", "customer_id", "customer.id"),
	same("R4", "redemption redemption_rollback", "customer_id", "order.customer_id"),
	notNull("R3 null", "redemption redemption_rollback", "customer_id", "customer.id"),
	notNull("R4 null", "redemption redemption_rollback", "order.customer_id", "customer_id"),
	{"R12", "redemption", "voucher promotion_tier", func(o object) bool { return !o.has("voucher") || !o.has("promotion_tier") }},
	{"R6", "redemption", "amount voucher.type", func(o object) bool { return !o.has("amount") || !o.is("voucher.type", "DISCOUNT_VOUCHER") }},
	{"R6b", "redemption", "amount voucher.type result", func(o object) bool {
		return o.has("amount") || !o.is("voucher.type", "GIFT_VOUCHER", "LOYALTY_CARD") || !o.is("result", "SUCCESS") || o.is("status", "ROLLED_BACK")
	}},
	{"R8", "redemption", "result voucher.redemption.redeemed_quantity", func(o object) bool {
		v, ok := o.numbers(1, "voucher.redemption.redeemed_quantity")
		return !ok || v[0] >= 1 || !o.is("result", "SUCCESS") || o.is("status", "ROLLED_BACK")
	}},
	starts("R9", "redemption redemption_rollback", "tracking_id", "track_"),
	later("R10", "redemption", "date", "order.created_at"),
	{"R11", "redemption", "date voucher.updated_at", func(o object) bool {
		x, y := o.date("date"), o.date("voucher.updated_at")
		return x.IsZero() || y.IsZero() || x.Sub(y).Abs() < time.Minute || !o.is("result", "SUCCESS") || o.is("status", "ROLLED_BACK")
	}},
	{"R13", "redemption", "related_object_id voucher.id promotion_tier.id related_object_type", func(o object) bool {
		kind, id := o.text("related_object_type"), o.text("related_object_id")
		return id == "" || !o.has(kind+".id") || o.text(kind+".id") == id
	}},
}

var contents = map[string]string{"DISCOUNT_VOUCHER": "discount", "GIFT_VOUCHER": "gift", "LOYALTY_CARD": "loyalty_card"}

var voucherInvariants = []invariant{
	{"V1 V2", "voucher", "type discount gift loyalty_card", func(o object) bool {
		own := contents[o.text("type")]
		for _, member := range contents {
			if own != "" && o.has(member) != (member == own) {
				return false
			}
		}
		return true
	}},
	atMost("V3", "voucher", "redemption.redeemed_quantity", "redemption.quantity"),
	{"V4", "voucher", "loyalty_card.balance loyalty_card.points loyalty_card.expired_points loyalty_card.subtracted_points redemption.redeemed_points",
		func(o object) bool {
			v, ok := o.numbers(3, "redemption.redeemed_points", "loyalty_card.balance", "loyalty_card.points", "loyalty_card.expired_points", "loyalty_card.subtracted_points")
			return !ok || v[1] == v[2]-v[3]-v[4]-v[0]
		}},
	atMost("V4b", "voucher", "loyalty_card.balance", "loyalty_card.points"),
	{"V5", "voucher", "gift.balance gift.amount gift.subtracted_amount redemption.redeemed_amount", func(o object) bool {
		v, ok := o.numbers(3, "gift.balance", "gift.amount", "redemption.redeemed_amount", "gift.subtracted_amount")
		return !ok || v[0] == v[1]-v[2]-v[3]
	}},
	atMost("V5b", "voucher", "gift.balance", "gift.amount"),
	{"V6", "voucher", "campaign campaign_id", func(o object) bool {
		return o.has("campaign") == o.has("campaign_id")
	}},
	{"X1 X2", "discount", "type amount_off percent_off", func(o object) bool {
		switch o.text("type") {
		case "AMOUNT":
			return o.has("amount_off") || o.has("amount_off_formula")
		case "PERCENT":
			return o.has("percent_off") || o.has("percent_off_formula")
		}
		return true
	}},
	{"X2b", "discount", "type percent_off", func(o object) bool {
		v, ok := o.numbers(1, "percent_off")
		return !ok || v[0] <= 100 && (v[0] > 0 || o.has("percent_off_formula"))
	}},
	{"X3", "discount", "type unit_off unit_type units", func(o object) bool {
		return !o.is("type", "UNIT") || o.has("units") || (o.has("unit_off") || o.has("unit_off_formula")) && o.has("unit_type")
	}},
	{"X5", "discount", "type amount_off percent_off unit_off unit_type units product sku fixed_amount", func(o object) bool {
		for kind, members := range map[string]string{"AMOUNT": "amount_off", "PERCENT": "percent_off", "UNIT": "unit_off unit_type units product sku", "FIXED": "fixed_amount"} {
			for member := range strings.FieldsSeq(members) {
				if o.has(member) && o.is("type", "AMOUNT", "PERCENT", "UNIT", "FIXED") && !o.is("type", kind) {
					return false
				}
			}
		}
		return true
	}},
	{"X6", "discount", "type effect", func(o object) bool {
		effect := o.text("effect")
		switch o.text("type") {
		case "UNIT":
			return effect == "" || strings.HasPrefix(effect, "ADD_")
		case "PERCENT", "FIXED":
			return effect == "" || o.is("effect", "APPLY_TO_ORDER", "APPLY_TO_ITEMS")
		case "AMOUNT":
			return !strings.HasPrefix(effect, "ADD_")
		}
		return true
	}},
	{"C1", "campaign", "campaign_type voucher.type", func(o object) bool {
		fits := map[string]string{"DISCOUNT_COUPONS": "DISCOUNT_VOUCHER", "GIFT_VOUCHERS": "GIFT_VOUCHER", "LOYALTY_PROGRAM": "LOYALTY_CARD", "REFERRAL_PROGRAM": "DISCOUNT_VOUCHER GIFT_VOUCHER"}[o.text("campaign_type")]
		return fits == "" || !o.has("voucher.type") || slices.Contains(strings.Fields(fits), o.text("voucher.type"))
	}},
	{"C1 of PROMOTION", "campaign", "campaign_type voucher", func(o object) bool {
		return !o.is("campaign_type", "PROMOTION") || !o.has("voucher")
	}},
	{"C2", "campaign", "is_referral_code campaign_type", func(o object) bool {
		flag, ok := o.get("is_referral_code").(bool)
		return !ok || !o.has("campaign_type") || flag == o.is("campaign_type", "REFERRAL_PROGRAM")
	}},
	{"C3", "campaign", "join_once campaign_type", func(o object) bool {
		return o.get("join_once") != false || !o.is("campaign_type", "LOYALTY_PROGRAM")
	}},
	{"C4", "code_config", "length pattern", func(o object) bool {
		v, ok := o.numbers(1, "length")
		return !ok || o.text("pattern") == "" || v[0] == int64(strings.Count(o.text("pattern"), "#"))
	}},
	atMost("B1", "balance voucher_pending_points_balance", "balance", "total"),
	{"B2", "balance voucher_pending_points_balance", "type points amount", func(o object) bool {
		return !(o.is("type", "loyalty_card") && !o.has("points") || o.is("type", "gift_voucher") && !o.has("amount"))
	}},
	starts("B3", "balance voucher_pending_points_balance", "related_object.id", "v_"),
	later("D1", "any", "updated_at", "created_at"),
	later("D2", "any", "expiration_date", "start_date"),
}
