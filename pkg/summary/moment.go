package summary

import "cmp"

// moments lists where a bare payload tells when its event happened, the most
// telling first: what happened in it before the objects it happened to.
var moments = [][]string{
	{"completed_at"}, {"deleted_at"}, {"updated_at"}, {"created_at"},
	{"redemption_rollback", "date"}, {"rollback", "date"}, {"redemption", "date"}, {"date"},
	{"transaction", "created_at"},
	{"event", "created_at"}, {"custom_event", "created_at"},
	{"reward_redemption", "updated_at"}, {"reward_redemption", "created_at"},
	{"pending_points", "updated_at"}, {"pending_points", "created_at"},
	{"publication", "created_at"},
	{"assignment", "updated_at"}, {"assignment", "created_at"},
	{"rule", "updated_at"}, {"rule", "created_at"},
	{"order", "updated_at"}, {"order", "created_at"},
	{"promotion_tier", "updated_at"}, {"promotion_tier", "created_at"},
	{"loyalty_tier", "updated_at"}, {"loyalty_tier", "created_at"},
	{"distribution", "updated_at"}, {"distribution", "created_at"},
	{"holder", "updated_at"}, {"holder", "created_at"},
	{"voucher", "updated_at"}, {"voucher", "created_at"},
	{"campaign", "updated_at"}, {"campaign", "created_at"},
	{"customer", "updated_at"}, {"customer", "created_at"},
}

func moment(root, data cursor) string {
	if root.at != data.at {
		if text := cmp.Or(root.text("created_at"), root.text("event", "created_at")); text != "" {
			return text
		}
	}
	for _, path := range moments {
		if text := data.text(path...); text != "" {
			return text
		}
	}
	return ""
}
