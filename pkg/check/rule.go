package check

import "strings"

// Rule is one thing vhook checks, with everything there is to know about it:
// `vhook explain`, the README's table and the tests read this value.
type Rule struct {
	// ID is stable: scripts and configurations refer to it.
	ID string
	// Title says in one line what holds in a good payload.
	Title    string
	Severity Severity
	// Objects names the schema objects the rule looks at; "data" is the
	// event's whole data, "envelope" the webhook around it. Rules of the
	// families json, event and schema have none: their findings come from the
	// parser, the detection and the engine.
	Objects []string
	// Why gives the reason: what is documented or counted, and what a reader
	// can conclude from a breach.
	Why string
	// Example is a fragment that breaks the rule: JSON of one of Objects.
	Example string
	// Fix says what usually mends a breach.
	Fix string

	// checks look at each of Objects, members at members of the data at any
	// depth.
	checks  []objectCheck
	members []memberCheck
}

// objectCheck looks at one object.
type objectCheck struct {
	// needs are members of the object without which look has nothing to say, so
	// that it need not be called: where one is absent or null.
	needs []string
	// unless are members with which the object is not looked at, null or not.
	unless []string
	look   look
}

// look is what a check does with an object n.
type look func(c *context, n int)

// memberCheck looks at each member n of an object that has a name.
type memberCheck struct {
	name string
	// first leaves out members whose name their object has before.
	first bool
	look  func(c *context, object, n int)
}

// where keeps a check to objects of which a condition holds.
func (o objectCheck) where(holds func(c *context, n int) bool) objectCheck {
	look := o.look
	o.look = func(c *context, n int) {
		if holds(c, n) {
			look(c, n)
		}
	}
	return o
}

// always is a check that needs no member in particular.
func always(look look) []objectCheck { return []objectCheck{{look: look}} }

// given is a check that needs members.
func given(needs string, look look) []objectCheck {
	return []objectCheck{{needs: strings.Fields(needs), look: look}}
}

// Rules lists every rule, sorted by family as people read them.
func Rules() []*Rule { return allRules }

// FindRule returns the rule with an id, nil where there is none.
func FindRule(id string) *Rule {
	for _, r := range allRules {
		if r.ID == id {
			return r
		}
	}
	return nil
}
