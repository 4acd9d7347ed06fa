package summary

import "strings"

// Redemption is the use of a voucher or a promotion.
type Redemption struct {
	ID     string `json:"id,omitempty"`
	Result string `json:"result,omitempty"`
	Status string `json:"status,omitempty"`
	// Amount is what was spent from a card: minor units or points.
	Amount Number `json:"amount,omitempty"`
	// Parent is the redemption of the whole stack that this is a part of.
	Parent  string `json:"parent,omitempty"`
	Failure string `json:"failure_code,omitempty"`
	Message string `json:"failure_message,omitempty"`
}

// Rollback is the undoing of a redemption.
type Rollback struct {
	ID         string `json:"id,omitempty"`
	Result     string `json:"result,omitempty"`
	Redemption string `json:"redemption_id,omitempty"`
	Reason     string `json:"reason,omitempty"`
	// Returned is what went back to a card: minor units or points.
	Returned Number `json:"returned,omitempty"`
	// DiscountBefore and TotalBefore are those of the order as it was
	// redeemed, TotalAfter is without the discount.
	DiscountBefore Number `json:"discount_before,omitempty"`
	TotalBefore    Number `json:"total_before,omitempty"`
	TotalAfter     Number `json:"total_after,omitempty"`
	Failure        string `json:"failure_code,omitempty"`
	Message        string `json:"failure_message,omitempty"`
}

// succeeded reports whether the redemption went through.
func (r *Redemption) succeeded() bool { return r.Result == "SUCCESS" }

// succeeded reports whether the redemption was undone.
func (r *Rollback) succeeded() bool { return r.Result == "SUCCESS" }

func readRedemption(s *Summary, c, data cursor) {
	s.Redemption = &Redemption{
		ID: c.text("id"), Result: c.text("result"), Status: c.text("status"),
		Amount:  c.number("amount"),
		Parent:  c.first("parent_redemption_id", "redemption"),
		Failure: c.text("failure_code"), Message: c.text("failure_message"),
	}
	s.offerParties(c)
	if reward := c.get("reward"); reward.object() && data.get("reward").empty() {
		readReward(s, reward, c)
	}
}

// offerParties takes from a redemption or rollback what data itself lacks.
func (s *Summary) offerParties(c cursor) {
	s.offerCustomer(c.get("customer"))
	s.offerOrder(c.get("order"))
	s.offerVoucher(c.get("voucher"))
	if tier := c.get("promotion_tier"); s.Promotion == nil && tier.object() {
		readPromotionTier(s, tier, c)
	}
}

func readRollback(s *Summary, c, data cursor) {
	s.Rollback = &Rollback{
		ID: c.text("id"), Result: c.text("result"), Reason: c.text("reason"),
		Redemption: c.text("redemption"),
		Failure:    c.text("failure_code"), Message: c.text("failure_message"),
	}
	if s.Rollback.succeeded() {
		s.Rollback.Returned = Number(strings.TrimPrefix(string(c.number("amount")), "-"))
		s.Rollback.undo(data)
	}
	s.offerParties(c)
}

// undo compares the order as it was redeemed with the order now.
func (r *Rollback) undo(data cursor) {
	before, after := data.get("redemption", "order"), data.get("order")
	discount := before.number("total_discount_amount")
	if discount.IsZero() || discount == after.number("total_discount_amount") {
		return
	}
	r.DiscountBefore = discount
	r.TotalBefore, r.TotalAfter = before.number("total_amount"), after.number("total_amount")
}
