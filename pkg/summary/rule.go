package summary

import (
	"strings"
)

func readRule(s *Summary, c, _ cursor) {
	s.fact("rule", c.text("name"), c.text("id"))
	s.fact("for", c.text("context_type"))
	if s.list(c.get("rules").where(cursor.object), s.condition) > 1 {
		s.fact("logic", strings.Join(strings.Fields(c.text("rules", "logic")), " "))
	}
	s.applicable(c.get("applicable_to"))
	s.fact("error", c.text("error", "message"))
}

// condition notes one condition of a validation rule, as "property operator
// value".
func (s *Summary) condition(c cursor) {
	tests := c.get("conditions").say(func(test cursor) string {
		operator := strings.ReplaceAll(strings.TrimPrefix(test.key(), "$"), "_", " ")
		return join(" ", operator, glance(test))
	})
	s.fact("condition "+c.key(), join(" ", c.text("name"), strings.Join(tests, " and ")), prefixed("else: ", c.text("error", "message")))
}

func (s *Summary) applicable(c cursor) {
	if c.isTrue("included_all") {
		s.fact("applies to", "everything")
	}
	s.products("applies to", c.get("included"))
	s.products("excludes", c.get("excluded"))
}

func (s *Summary) products(label string, list cursor) {
	s.list(list.each(), func(product cursor) {
		s.fact(label, product.first("name", "source_id", "id"), effectWords(product), bounds(product))
	})
}

// effectWords says which of the matching items a discount goes to, where it is
// not every one.
func effectWords(c cursor) string {
	effect := c.text("effect")
	if effect == "APPLY_TO_EVERY" {
		return ""
	}
	return strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(effect, "APPLY_"), "_", " "))
}

// bounds says how far a discount on a product goes.
func bounds(c cursor) string {
	units, amount := c.number("quantity_limit"), c.number("amount_limit")
	return join(", ", prefixed("up to ", suffixed(units, " units")), prefixed("up to ", amount.Money()))
}

func readAssignment(s *Summary, c, _ cursor) {
	what := join(" ", strings.ReplaceAll(c.text("related_object_type"), "_", " "), c.text("related_object_id"))
	s.fact("assigned to", what, c.text("validation_status"), c.text("id"))
}
