package summary

import "slices"

// part reads one member that webhooks have in their data. Value is the member
// itself, data what it is a member of (nowhere for an object sent bare).
type part struct {
	key  string
	read func(s *Summary, value, data cursor)
	// shape is what the value must be.
	shape shape
}

type shape uint8

const (
	object shape = iota
	list         // an array, or a lone object in its place
	scalar
)

// reads reports whether a value is what the part expects.
func (p part) reads(value cursor) bool {
	switch p.shape {
	case list:
		return value.container()
	case scalar:
		return !value.empty() && !value.container()
	}
	return value.object()
}

// parts is ordered by how telling the facts are. A part that can stand in for
// another (the order inside a redemption) comes after it.
var parts = []part{
	{key: "customer", read: readCustomer},
	{key: "referrer", read: readReferrer},
	{key: "holder", read: readHolder},
	{key: "order", read: readOrder},
	{key: "event", read: readEvent},
	{key: "custom_event", read: readEvent},
	{key: "event_schema", read: readEventSchema},
	{key: "customer_event", read: readCustomerEvent},
	{key: "referral", read: readReferral},
	{key: "loyalty", read: readLoyalty},
	{key: "segment", read: readSegment},
	{key: "loyalty_tier_from", read: readTierFrom},
	{key: "loyalty_tier_to", read: readTierTo},
	{key: "loyalty_tier", read: readTier},
	{key: "holder_loyalty_tier", read: readHolderTier},
	{key: "rule", read: readRule},
	{key: "assignment", read: readAssignment},
	{key: "reward", read: readReward},
	{key: "reward_assignment", read: readRewardAssignment},
	{key: "reward_redemption", read: readRewardRedemption},
	{key: "source", read: readSource},
	{key: "referral_tier", read: readReferralTier},
	{key: "distribution", read: readDistribution},
	{key: "publication", read: readPublication},
	{key: "user", read: readUser},
	{key: "transaction", read: readTransaction},
	{key: "balance", read: readBalance},
	{key: "voucher_pending_points_balance", read: readPendingBalance},
	{key: "pending_points", read: readPending},
	{key: "points", read: readPoints, shape: scalar},
	{key: "buckets", read: readBuckets, shape: list},
	{key: "earning_rule", read: readEarningRule},
	{key: "voucher", read: readVoucher},
	{key: "vouchers", read: readVouchers, shape: list},
	{key: "source_voucher", read: readSourceVoucher},
	{key: "destination_voucher", read: readDestinationVoucher},
	{key: "count", read: readCount, shape: scalar},
	{key: "campaign", read: readCampaign},
	{key: "promotion_tier", read: readPromotionTier},
	{key: "promotion_stack", read: readPromotionStack},
	{key: "redemption", read: readRedemption},
	{key: "redemption_rollback", read: readRollback},
	{key: "rollback", read: readRollback},
}

// partOf returns what reads a value under the given name.
func partOf(key string, value cursor) (p part, ok bool) {
	i := slices.IndexFunc(parts, func(p part) bool { return p.key == key && p.reads(value) })
	if i < 0 {
		return part{}, false
	}
	return parts[i], true
}
