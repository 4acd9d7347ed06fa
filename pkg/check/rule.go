package check

import (
	"slices"
	"strings"
)

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
	// asks are what look is handed, in this order.
	asks []path
	look look
}

// look is what a check does with an object n, of which it is handed what it asks
// for.
type look func(c *context, n int, at *asked)

// memberCheck looks at each member of an object that has a name.
type memberCheck struct {
	// first leaves out members whose name their object has before.
	first bool
	// asks are what look is handed: the member itself and others of the object.
	asks []path
	look look
}

// always is a check that needs no member in particular.
func always(look look, asks ...string) []objectCheck { return given("", look, asks...) }

// given is a check that needs what some paths lead through first. It asks for
// these and more.
func given(needs string, look look, more ...string) []objectCheck {
	check := objectCheck{look: look}
	for _, words := range strings.Fields(needs) {
		if word := firstWord(words); !slices.Contains(check.needs, word) {
			check.needs = append(check.needs, word)
		}
		check.asks = append(check.asks, pathOf(words))
	}
	for _, words := range more {
		check.asks = append(check.asks, pathOf(words))
	}
	return []objectCheck{check}
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
