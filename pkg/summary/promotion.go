package summary

import "fmt"

// Promotion is a promotion tier or a stack of them, which need no code.
type Promotion struct {
	ID       string    `json:"id,omitempty"`
	Name     string    `json:"name,omitempty"`
	Banner   string    `json:"banner,omitempty"`
	Active   *bool     `json:"active,omitempty"`
	Discount *Discount `json:"discount,omitempty"`
	// Tiers is the number of tiers of a stack.
	Tiers int `json:"tiers,omitempty"`
}

func readPromotionTier(s *Summary, c, _ cursor) {
	s.Promotion = newPromotion(c)
	if n := c.number("summary", "redemptions", "total_redeemed"); !n.IsZero() {
		s.fact("redeemed", counted(n, "time", "times"),
			c.number("summary", "orders", "total_discount_amount").Money()+" off orders of "+c.number("summary", "orders", "total_amount").Money())
	}
	if s.Campaign == nil {
		s.offerCampaign(c)
	}
}

func newPromotion(c cursor) *Promotion {
	return &Promotion{
		ID: c.text("id"), Name: c.text("name"), Banner: c.text("banner"),
		Active:   c.flag("active"),
		Discount: newDiscount(c.get("action", "discount")),
	}
}

func readPromotionStack(s *Summary, c, _ cursor) {
	if s.Promotion != nil {
		s.fact("stack", c.text("name"), c.text("id"))
		return
	}
	s.Promotion = newPromotion(c)
	s.Promotion.Tiers = c.get("tiers", "ids").count()
}

// readTiers notes the tiers that a promotion campaign lists.
func readTiers(s *Summary, tiers cursor) {
	n := 0
	s.list(tiers.each(), func(tier cursor) {
		n++
		p := newPromotion(tier)
		s.fact(fmt.Sprintf("tier %d", n), p.Name, p.ID, p.Words())
	})
}

// Words says what the promotion takes off.
func (p *Promotion) Words() string {
	switch {
	case p.Discount != nil:
		return p.Discount.Words
	case p.Tiers > 0:
		return "stack of " + counted(p.Tiers, "tier", "tiers")
	}
	return ""
}
