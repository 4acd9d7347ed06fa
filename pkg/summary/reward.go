package summary

import "strings"

func readReward(s *Summary, c, _ cursor) {
	s.fact("reward", c.text("name"), rewardWords(c), c.text("id"))
	if v := c.get("voucher"); v.object() {
		s.fact("gives", voucherFact(v)...)
	}
}

// rewardWords says what a reward is made of.
func rewardWords(c cursor) string {
	product := c.get("product")
	if name := product.first("name", "source_id"); name != "" {
		return join(", ", name, c.text("sku", "sku"))
	}
	parameters := c.get("parameters")
	if id := parameters.text("product", "id"); id != "" {
		return join(", ", id, parameters.text("product", "sku_id"))
	}
	if id := parameters.text("campaign", "id"); id != "" {
		return join(" ", typeWords(parameters.text("campaign", "type")), id, string(parameters.number("campaign", "balance")))
	}
	if coin := parameters.get("coin"); coin.object() {
		return string(coin.number("points_ratio")) + " points per " + coin.number("exchange_ratio").Money()
	}
	return strings.ToLower(c.text("type"))
}

func readRewardAssignment(s *Summary, c, _ cursor) {
	cost := suffixed(c.number("parameters", "loyalty", "points"), " points")
	s.fact("costs", cost, c.text("id"))
}

func readRewardRedemption(s *Summary, c, _ cursor) {
	s.fact("redeemed", c.text("state"), c.text("id"))
}

func readSource(s *Summary, c, _ cursor) {
	s.fact("source", c.text("type"), c.text("id"))
}

func readReferralTier(s *Summary, c, _ cursor) {
	s.fact("referral tier", c.text("banner"), c.text("parameters", "event_type"), c.text("id"))
}
