package check

import "github.com/vhook/vhook/pkg/payload"

// rulesOf are the rules by the objects they look at.
var rulesOf = rulesByObject()

func rulesByObject() map[string][]*Rule {
	rules := map[string][]*Rule{}
	for _, r := range allRules {
		for _, object := range r.Objects {
			if r.check != nil {
				rules[object] = append(rules[object], r)
			}
		}
	}
	return rules
}

// vocabulary has what is to do about members by the numbers of their names.
type vocabulary struct {
	metadata, systemMetadata payload.Sym
	rules                    [][]*Rule
}

func newVocabulary(d *payload.Document) vocabulary {
	v := vocabulary{metadata: d.Number("metadata"), systemMetadata: d.Number("system_metadata")}
	v.reach(v.metadata)
	v.reach(v.systemMetadata)
	for _, r := range allRules {
		for _, name := range r.names {
			number := d.Number(name)
			v.reach(number)
			v.rules[number] = append(v.rules[number], r)
		}
	}
	return v
}

func (v *vocabulary) reach(number payload.Sym) {
	for len(v.rules) <= int(number) {
		v.rules = append(v.rules, nil)
	}
}
