package summary

import (
	"fmt"
	"strings"
)

func readRule(s *Summary, c, _ cursor) {
	s.fact("rule", c.text("name"), c.text("id"))
	s.fact("for", c.text("context_type"))
	n := 0
	for condition := range c.get("rules").each() {
		if condition.object() {
			if n++; n <= listed {
				s.condition(condition)
			}
		}
	}
	s.more(n)
	if n > 1 {
		s.fact("logic", strings.Join(strings.Fields(c.text("rules", "logic")), " "))
	}
	s.applicable(c.get("applicable_to"))
	s.fact("error", c.text("error", "message"))
}

// condition notes one condition of a validation rule, as "property operator
// value".
func (s *Summary) condition(c cursor) {
	var tests []string
	for test := range c.get("conditions").each() {
		if len(tests) == listed {
			break
		}
		operator := strings.ReplaceAll(strings.TrimPrefix(test.key(), "$"), "_", " ")
		tests = append(tests, join(" ", operator, glance(test)))
	}
	s.fact("condition "+c.key(), join(" ", c.text("name"), strings.Join(tests, " and ")), prefixed("else: ", c.text("error", "message")))
}

func (s *Summary) applicable(c cursor) {
	if all := c.flag("included_all"); all != nil && *all {
		s.fact("applies to", "everything")
	}
	s.products("applies to", c.get("included"))
	s.products("excludes", c.get("excluded"))
}

func (s *Summary) products(label string, list cursor) {
	n := 0
	for product := range list.each() {
		if n++; n <= listed {
			s.fact(label, product.first("name", "source_id", "id"), effectWords(product), bounds(product))
		}
	}
	s.more(n)
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
	var words []string
	if n := c.number("quantity_limit"); n != "" {
		words = append(words, fmt.Sprintf("up to %s units", n))
	}
	if n := c.number("amount_limit"); n != "" {
		words = append(words, "up to "+n.Money())
	}
	return strings.Join(words, ", ")
}

func readAssignment(s *Summary, c, _ cursor) {
	what := join(" ", strings.ReplaceAll(c.text("related_object_type"), "_", " "), c.text("related_object_id"))
	s.fact("assigned to", what, c.text("validation_status"), c.text("id"))
}
