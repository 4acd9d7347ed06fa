package check

import (
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// everywhere and rulesOf are the rules by what they look at.
var (
	everywhere = slices.DeleteFunc(slices.Clone(allRules), func(r *Rule) bool { return r.every == nil })
	rulesOf    = rulesByObject()
)

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

// vocabulary has the numbers of member names that are looked for in every object.
type vocabulary struct {
	metadata, systemMetadata payload.Sym
	references               []string // the beginnings of ids by the number of the member that refers
}

func newVocabulary(d *payload.Document) vocabulary {
	w := vocabulary{metadata: d.Number("metadata"), systemMetadata: d.Number("system_metadata")}
	for member, prefix := range referencePrefixes {
		at := int(d.Number(member))
		if at >= len(w.references) {
			w.references = append(w.references, make([]string, at+1-len(w.references))...)
		}
		w.references[at] = prefix
	}
	return w
}
