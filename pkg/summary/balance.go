package summary

import "strings"

// Balance is a movement on a gift card (minor units) or loyalty card (points).
// Before is worked out from the change.
type Balance struct {
	// Unit is "points" or "credits".
	Unit      string `json:"unit"`
	Change    Number `json:"change,omitempty"`
	Before    Number `json:"before,omitempty"`
	After     Number `json:"after,omitempty"`
	Total     Number `json:"total,omitempty"`
	Operation string `json:"operation_type,omitempty"`
}

// Pending are points that a loyalty card gets later.
type Pending struct {
	ID          string `json:"id,omitempty"`
	Points      Number `json:"points,omitempty"`
	ActivatesAt string `json:"activates_at,omitempty"`
	// Change is what the event did to the points that wait on the card, Total
	// how many wait after it.
	Change Number `json:"change,omitempty"`
	Before Number `json:"before,omitempty"`
	Total  Number `json:"total,omitempty"`
}

// Spell writes an amount of the balance's unit.
func (b *Balance) Spell(n Number) string {
	if b.Unit == "credits" {
		return n.Money()
	}
	return string(n)
}

func readBalance(s *Summary, c, _ cursor) {
	b := &Balance{
		Unit: "points", Change: c.number("points"),
		After: c.number("balance"), Total: c.number("total"),
		Operation: strings.ToLower(c.text("operation_type")),
	}
	if c.text("type") == "gift_voucher" || b.Change == "" && c.number("amount") != "" {
		b.Unit, b.Change = "credits", c.number("amount")
	}
	b.Before = minus(b.After, b.Change)
	s.Balance = b
}

func readTransaction(s *Summary, c, data cursor) {
	s.fact("transaction", c.text("type"), c.text("id"), c.text("reason"), c.text("source_id"))
	details := c.get("details")
	if balance := details.get("balance"); balance.object() && !data.get("balance").object() {
		readBalance(s, balance, data)
	}
	for _, p := range explanations {
		if detail := details.get(p.key); detail.object() && !data.get(p.key).container() {
			p.read(s, detail, data)
		}
	}
}

// explanations are the details of a transaction that say why it was made.
var explanations = []part{
	{key: "earning_rule", read: readEarningRule},
	{key: "reward", read: readReward},
	{key: "segment", read: readSegment},
	{key: "loyalty_tier", read: readTier},
	{key: "source_voucher", read: readSourceVoucher},
	{key: "destination_voucher", read: readDestinationVoucher},
}

func readPendingBalance(s *Summary, c, _ cursor) {
	change, total := c.number("points"), c.number("total")
	s.Pending = &Pending{Change: change, Before: minus(total, change), Total: total}
}

func readPending(s *Summary, c, data cursor) {
	if s.Pending == nil {
		s.Pending = &Pending{}
	}
	s.Pending.ID, s.Pending.Points, s.Pending.ActivatesAt = c.text("id"), c.number("points"), c.text("activates_at")
	told := !data.get("earning_rule").empty() || !data.get("transaction", "details", "earning_rule").empty()
	if rule := c.get("details", "earning_rule"); rule.object() && !told {
		readEarningRule(s, rule, data)
	}
}

// readPoints notes the points that a list of buckets comes with.
func readPoints(s *Summary, c, data cursor) {
	expired := data.get("buckets").container()
	s.fact(choose(expired, "expired", "points"), suffixed(c.number(), " points"))
}

func readBuckets(s *Summary, c, _ cursor) {
	if c.object() {
		s.bucket(c)
		return
	}
	s.list(c.each(), s.bucket)
}

func (s *Summary) bucket(c cursor) {
	s.fact("bucket", suffixed(c.number("bucket", "total_points"), " points"), prefixed("expires ", c.text("expires_at")), c.text("status"), c.text("id"))
}
