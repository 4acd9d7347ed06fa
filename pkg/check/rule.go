package check

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

	// checks look at each of Objects, but for those with a member of unless, null
	// or not; members look at members of the data at any depth.
	checks  []objectCheck
	unless  []string
	members []memberCheck
}

// objectCheck looks at one object. It is written in words, so that it takes no
// time before a payload has such an object, see [vocabulary].
type objectCheck struct {
	// needs are paths, a space between them, that have to lead through a member of
	// the object: look has nothing to say, so that it need not be called, where one
	// of these is absent or null.
	needs string
	// asks are more paths. look is handed what needs and these lead to.
	asks []string
	// pairs, if any, stand for a check each that needs both.
	pairs []members
	// starts are what an id may start with.
	starts []string
	look   look
}

// look is what a check does with an object n, of which it is handed what it asks
// for.
type look func(c *context, n int, at *asked)

// memberCheck looks at each member of an object that has a name.
type memberCheck struct {
	// first leaves out members whose name their object has before.
	first bool
	// name is that of the member, asks are others of the object. look is handed
	// the member and these.
	name   string
	asks   []string
	starts []string // what an id may start with
	look   look
}

// always is a check that needs no member in particular.
func always(look look, asks ...string) []objectCheck {
	return []objectCheck{{asks: asks, look: look}}
}

// given is a check that needs what some paths lead through first. It asks for
// these and more. Functions that rules are written with are one expression each,
// of what is written there: the compiler then makes the rules, and no run has to.
func given(needs string, look look, more ...string) []objectCheck {
	return []objectCheck{{needs: needs, asks: more, look: look}}
}

// Rules lists every rule, sorted by family as people read them.
func Rules() []*Rule { return allRules }

// RuleIDs lists the ids of the rules in the same order.
func RuleIDs() []string {
	ids := make([]string, len(allRules))
	for i, r := range allRules {
		ids[i] = r.ID
	}
	return ids
}

// FindRule returns the rule with an id, nil where there is none.
func FindRule(id string) *Rule {
	for _, r := range allRules {
		if r.ID == id {
			return r
		}
	}
	return nil
}
