package schema

import "github.com/vhook/vhook/pkg/payload"

func (v *validation) array(p *plan, n int) bool {
	ok := true
	for _, part := range p.arrays {
		if part.Items != nil || part.prefixItems != nil {
			ok = v.items(part, n) && ok
		}
		if part.uniqueItems {
			ok = v.unique(part, n) && ok
		}
		if part.contains != nil {
			ok = v.contains(part, n) && ok
		}
		if !ok && v.quiet {
			return false
		}
	}
	return ok
}

func (v *validation) items(part *Schema, array int) bool {
	ok, index := true, 0
	for c := range v.doc.Children(array) {
		item := part.Items
		if index < len(part.prefixItems) {
			item = part.prefixItems[index]
		}
		if item != nil && !v.apply(item, c) {
			if ok = false; v.quiet {
				return false
			}
		}
		index++
	}
	return ok
}

func (v *validation) unique(part *Schema, array int) bool {
	return repeatedItem(v.doc, array) == payload.None || v.fail(Violation{Keyword: UniqueItems, Node: array, Schema: part})
}

func (v *validation) contains(part *Schema, array int) bool {
	matching, least := 0, part.minContains
	for c := range v.doc.Children(array) {
		if v.try(part.contains, c) {
			matching++
		}
	}
	ok := true
	if least == nil && matching == 0 {
		ok = v.fail(Violation{Keyword: Contains, Node: array, Schema: part})
	}
	if least != nil && matching < least.n {
		ok = v.fail(Violation{Keyword: MinContains, Node: array, Want: Want{Text: least.text}, Schema: part})
	}
	if most := part.maxContains; most != nil && matching > most.n {
		ok = v.fail(Violation{Keyword: MaxContains, Node: array, Want: Want{Text: most.text}, Schema: part})
	}
	return ok
}
