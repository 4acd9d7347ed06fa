package summary

// Voucher is a code: a discount, a gift card or a loyalty card.
type Voucher struct {
	ID         string    `json:"id,omitempty"`
	Code       string    `json:"code,omitempty"`
	Type       string    `json:"type,omitempty"`
	CampaignID string    `json:"campaign_id,omitempty"`
	Active     *bool     `json:"active,omitempty"`
	Referral   bool      `json:"is_referral_code,omitempty"`
	Discount   *Discount `json:"discount,omitempty"`
	Gift       *Gift     `json:"gift,omitempty"`
	Card       *Card     `json:"loyalty_card,omitempty"`
	Redeemed   Number    `json:"redeemed_quantity,omitempty"`
	// Quantity is how often the voucher may be redeemed, empty for no limit.
	Quantity   Number `json:"quantity,omitempty"`
	Start      string `json:"start_date,omitempty"`
	Expiration string `json:"expiration_date,omitempty"`
}

// Gift is the credit of a gift card, in minor units.
type Gift struct {
	Amount  Number `json:"amount,omitempty"`
	Balance Number `json:"balance,omitempty"`
}

// Card is the state of a loyalty card, in points.
type Card struct {
	Points         Number `json:"points,omitempty"`
	Balance        Number `json:"balance,omitempty"`
	Pending        Number `json:"pending_points,omitempty"`
	NextExpiring   Number `json:"next_expiration_points,omitempty"`
	NextExpiration string `json:"next_expiration_date,omitempty"`
}

// Words says what the voucher is worth.
func (v *Voucher) Words() string {
	switch {
	case v.Discount != nil:
		return v.Discount.Words
	case v.Gift != nil:
		return giftWords(v.Gift)
	case v.Card != nil:
		return cardWords(v.Card)
	}
	return typeWords(v.Type)
}

func giftWords(g *Gift) string {
	amount := prefixed(" of ", g.Amount.Money())
	if g.Balance == "" {
		return "gift card" + amount
	}
	return "gift card, " + g.Balance.Money() + amount + " left"
}

func cardWords(c *Card) string {
	points := prefixed(" of ", string(c.Points))
	if c.Balance == "" {
		return "loyalty card" + suffixed(points, " points")
	}
	return "loyalty card, " + string(c.Balance) + points + " points left"
}

func readVoucher(s *Summary, c, _ cursor) {
	s.Vouchers = append(s.Vouchers, newVoucher(c))
	s.offerCampaign(c)
}

func readVouchers(s *Summary, c, data cursor) {
	if c.object() {
		readVoucher(s, c, data)
		return
	}
	for v := range c.each() {
		if v.object() {
			readVoucher(s, v, data)
		}
	}
}

// offerVoucher takes the voucher of a nested object where data has none.
func (s *Summary) offerVoucher(c cursor) {
	if len(s.Vouchers) == 0 && c.object() {
		readVoucher(s, c, c)
	}
}

func readSourceVoucher(s *Summary, c, _ cursor)      { s.fact("from card", voucherFact(c)...) }
func readDestinationVoucher(s *Summary, c, _ cursor) { s.fact("to card", voucherFact(c)...) }

func voucherFact(c cursor) []string {
	v := newVoucher(c)
	return []string{v.Code, v.ID, v.Words()}
}

func newVoucher(c cursor) *Voucher {
	return &Voucher{
		ID: c.text("id"), Code: c.text("code"), Type: c.text("type"),
		CampaignID: c.text("campaign_id"),
		Active:     c.flag("active"),
		Referral:   c.isTrue("is_referral_code"),
		Discount:   newDiscount(c.get("discount")),
		Gift:       newGift(c.get("gift")),
		Card:       newCard(c.get("loyalty_card")),
		Redeemed:   c.number("redemption", "redeemed_quantity"),
		Quantity:   c.number("redemption", "quantity"),
		Start:      c.text("start_date"),
		Expiration: c.text("expiration_date"),
	}
}

func newGift(c cursor) *Gift {
	if !c.object() {
		return nil
	}
	return &Gift{c.number("amount"), c.number("balance")}
}

func newCard(c cursor) *Card {
	if !c.object() {
		return nil
	}
	return &Card{
		Points: c.number("points"), Balance: c.number("balance"), Pending: c.number("pending_points"),
		NextExpiring: c.number("next_expiration_points"), NextExpiration: c.text("next_expiration_date"),
	}
}
