package summary

import (
	"cmp"
	"strings"
)

func readLoyalty(s *Summary, c, _ cursor) {
	s.fact("loyalty", c.text("voucher", "code"), c.text("campaign", "name"))
}

func readTier(s *Summary, c, _ cursor)       { s.tier("tier", c) }
func readTierTo(s *Summary, c, _ cursor)     { s.tier("to tier", c) }
func readHolderTier(s *Summary, c, _ cursor) { s.tier("holder tier", c) }

func (s *Summary) tier(label string, c cursor) {
	until, _, _ := strings.Cut(c.text("expiration", "expiration_date"), "T")
	s.fact(label, c.text("name"), c.text("id"), points(c), prefixed("until ", until))
	s.fact("earning", mapped(c.get("earning_rules")))
	s.fact("rewards", keys(c.get("rewards")))
}

func readTierFrom(s *Summary, c, _ cursor) {
	s.fact("from tier", c.text("name"), c.text("id"), points(c))
}

// points says which balance a loyalty tier takes.
func points(c cursor) string {
	r := c.get("points")
	if r.empty() {
		r = c.get("config", "points")
	}
	switch from, to := r.text("from"), r.text("to"); {
	case from == "" && to == "":
		return ""
	case to == "":
		return from + " points and up"
	case from == "":
		return "up to " + to + " points"
	default:
		return from + " to " + to + " points"
	}
}

// mapped says how a tier changes what earning rules give.
func mapped(rules cursor) string {
	words := rules.say(func(rule cursor) string {
		how := rule.text("type")
		switch how {
		case "MULTIPLY":
			how = "x " + rule.text("multiplier")
		case "CUSTOM":
			how = suffixed(rule.number("points"), " points")
		}
		return join(" ", rule.key(), how)
	})
	return strings.Join(words, ", ")
}

func readEarningRule(s *Summary, c, _ cursor) {
	loyalty := c.get("loyalty")
	if loyalty.empty() {
		loyalty = c.get("parameters", "loyalty")
	}
	banner := cmp.Or(c.text("source", "banner"), c.text("parameters", "banner"))
	event := cmp.Or(c.text("event"), c.text("parameters", "event"))
	s.fact("earning rule", banner, event, earned(loyalty), c.text("id"))
}

// earned says how many points an earning rule gives.
func earned(c cursor) string {
	if n := c.number("points"); n != "" {
		return suffixed(n, " points")
	}
	for group := range c.each() {
		for basis := range group.each() {
			if words := ratio(basis); words != "" {
				return words
			}
		}
	}
	return ""
}

// ratio says what a proportional earning rule gives, for money in decimals.
func ratio(c cursor) string {
	n, every := c.number("points"), c.number("every")
	if n == "" || every == "" {
		return ""
	}
	basis, per := strings.ReplaceAll(c.key(), "_", " "), string(every)
	switch c.key() {
	case "amount", "total_amount", "subtotal_amount":
		per = every.Money()
	case "metadata":
		basis = c.text("property")
	}
	return string(n) + " points per " + per + " of " + basis
}
