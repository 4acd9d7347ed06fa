package check

import "github.com/vhook/vhook/pkg/payload"

// vocabulary has what is to do about members by the numbers of their names.
type vocabulary struct {
	metadata, systemMetadata payload.Sym
	rules                    [][]*Rule
	checks                   map[string][]objectCheck // by the name of the object
}

// objectCheck is a rule with the number of the member that it needs, zero
// where it needs none.
type objectCheck struct {
	rule  *Rule
	needs payload.Sym
}

func newVocabulary(d *payload.Document) vocabulary {
	v := vocabulary{metadata: d.Number("metadata"), systemMetadata: d.Number("system_metadata")}
	v.reach(v.metadata)
	v.reach(v.systemMetadata)
	v.checks = map[string][]objectCheck{}
	for _, r := range allRules {
		v.addChecks(d, r)
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

func (v *vocabulary) addChecks(d *payload.Document, r *Rule) {
	if r.check == nil {
		return
	}
	check := objectCheck{rule: r}
	if r.needs != "" {
		check.needs = d.Number(r.needs)
	}
	for _, object := range r.Objects {
		v.checks[object] = append(v.checks[object], check)
	}
}
