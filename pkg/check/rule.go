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

	// needs, if not empty, is a member without which check has nothing to say
	// of an object, so that it need not be called.
	needs string
	// check looks at each of Objects; member at each member of the data, at any
	// depth, that has one of the names.
	check  func(c *context, n int)
	names  []string
	member func(c *context, object, n int)
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
