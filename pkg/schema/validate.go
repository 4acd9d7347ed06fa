package schema

import (
	"cmp"

	"github.com/vhook/vhook/pkg/payload"
)

// Validate adds to the report what is to say about node n of d, in the order
// of the document. Every occurrence of a duplicate member is validated. A valid
// payload costs no allocation once the report has grown, but for strings with
// escape sequences that are looked into and for large arrays of unique items.
func (s *Schema) Validate(d *payload.Document, n int, r *Report) {
	from := r.extent()
	v := validation{doc: d, report: r}
	v.apply(s, n)
	r.settle(d, from)
}

// Holds reports whether node n of d is valid. It looks no further than the first
// fault, and of objects at no more than it has to.
func (s *Schema) Holds(d *payload.Document, n int, r *Report) bool {
	v := validation{doc: d, report: r, quiet: true}
	return v.apply(s, n)
}

// validation is one run over a document. Its methods return whether a value is
// valid. A quiet one records nothing and stops at the first fault.
type validation struct {
	doc    *payload.Document
	report *Report
	quiet  bool
	// beside is set while a branch is entered: the schema that has the branch
	// lists members for both.
	beside bool
}

func (v *validation) fail(violation Violation) bool {
	if !v.quiet {
		v.report.Violations = append(v.report.Violations, violation)
	}
	return false
}

// try applies a schema without recording anything.
func (v *validation) try(s *Schema, n int) bool {
	was := v.quiet
	v.quiet = true
	ok := v.apply(s, n)
	v.quiet = was
	return ok
}

// branch applies a schema to a value that another is being applied to.
func (v *validation) branch(s *Schema, n int) bool {
	v.beside = true
	return v.apply(s, n)
}

func (v *validation) apply(s *Schema, n int) bool {
	p, ok := s.plan(), true
	watch := !v.quiet && !v.beside
	v.beside = false
	kind := v.doc.Nodes[n].Kind
	if !p.types.Has(kind) && !p.types.admits(v.doc, n) || p.never != nil {
		return v.refuse(s, n)
	}
	if len(p.assertions) > 0 {
		ok = v.assertions(s, p, n)
	}
	if kind == payload.Object && (ok || !v.quiet) {
		ok = v.object(s, n, watch) && ok
	}
	if len(p.arrays) > 0 && kind == payload.Array && (ok || !v.quiet) {
		ok = v.array(p, n) && ok
	}
	if len(p.branches) > 0 && (ok || !v.quiet) {
		ok = v.branches(p, n) && ok
	}
	return ok
}

// refuse reports a value of the wrong type, or any where the schema is false.
func (v *validation) refuse(s *Schema, n int) bool {
	if v.quiet {
		return false
	}
	if never := s.plan().never; never != nil {
		return v.fail(Violation{Keyword: never.never, Node: n, Name: v.doc.Key(n), Schema: never.blame})
	}
	want := s.plan().types
	for _, part := range s.Parts() {
		if part.Types.admits(v.doc, n) {
			continue
		}
		if want == 0 {
			want = part.Types
		}
		return v.fail(Violation{Keyword: Type, Node: n, Want: Want{Types: want}, Schema: part})
	}
	return false
}

func (v *validation) assertions(s *Schema, p *plan, n int) bool {
	ok, kind := true, v.doc.Nodes[n].Kind
	for i := range p.assertions {
		a := &p.assertions[i]
		if a.types.Has(kind) && !a.holds(v.doc, n) {
			ok = v.fail(Violation{Keyword: a.keyword, Node: n, Want: a.want, Schema: cmp.Or(a.schema, s)})
		}
	}
	return ok
}

// object applies s to an object, and watches for members that s does not list.
func (v *validation) object(s *Schema, n int, watch bool) bool {
	p, ok := s.plan(), true
	if v.quiet && p.isSmall() && len(v.doc.Duplicates) == 0 {
		return v.members(p, n)
	}
	v.mark(p, n)
	if watch && (p.watched || p.open) {
		v.report.applied = append(v.report.applied, applied{n, s})
	}
	watch = watch && p.watched
	seen, expect := uint64(0), 0
	nodes := v.doc.Nodes
	for c, end := n+1, int(nodes[n].Next); c < end; c = int(nodes[c].Next) {
		name, listed := keyText(v.doc, c), true
		if i := p.known.find(name, expect); i >= 0 {
			m := &p.members[i]
			expect, listed = i+1, m.listed
			if m.required {
				seen |= 1 << m.bit
			}
			ok = v.all(&m.application, c) && ok
		} else {
			listed = !watch || p.lists(name)
			ok = v.stranger(p, c, name) && ok
		}
		if !ok && v.quiet {
			return false
		}
		if watch && !listed {
			v.report.Unlisted = append(v.report.Unlisted, Unlisted{c, n, s})
		}
	}
	if seen != p.requiredBits() || len(p.required) > maxBits {
		ok = v.required(p, n, seen) && ok
	}
	for _, part := range p.named {
		ok = v.named(part, n) && ok
	}
	return ok
}

// members looks up each member that is known, where these are few.
func (v *validation) members(p *plan, object int) bool {
	for i := range p.members {
		m := &p.members[i]
		c := v.doc.Field(object, p.known.names[i])
		if c == payload.None && m.required || c != payload.None && !v.all(&m.application, c) {
			return false
		}
	}
	return true
}

func (v *validation) mark(p *plan, object int) {
	if v.quiet {
		return
	}
	for _, name := range p.names {
		v.report.Marks = append(v.report.Marks, Mark{object, name})
	}
}

func (v *validation) all(a *application, n int) bool {
	ok := true
	for ; a != nil && a.schema != nil; a = a.next {
		ok = v.apply(a.schema, n) && ok
	}
	return ok
}

// stranger judges a member that is not known.
func (v *validation) stranger(p *plan, c int, name []byte) bool {
	ok := true
	for _, part := range p.loose {
		ok = v.loose(part, c, name) && ok
	}
	return ok
}

func (v *validation) loose(part *Schema, c int, name []byte) bool {
	ok, evaluated := true, false
	for _, pp := range part.patternProperties {
		if pp.pattern.Match(name) {
			ok, evaluated = v.apply(pp.schema, c) && ok, true
		}
	}
	if !evaluated && part.AdditionalProperties != nil {
		return v.apply(part.AdditionalProperties, c)
	}
	return ok
}

// required reports the members an object lacks. The bits of those it has are in
// seen; behind the last bit they are looked up.
func (v *validation) required(p *plan, object int, seen uint64) bool {
	ok := true
	for i, r := range p.required {
		missing := seen&(1<<i) == 0
		if i >= maxBits {
			missing = v.doc.Field(object, r.name) == payload.None
		}
		if missing {
			ok = v.fail(Violation{Keyword: Required, Node: object, Name: r.name, Schema: r.schema})
		}
	}
	return ok
}

// named applies propertyNames and the dependencies.
func (v *validation) named(part *Schema, object int) bool {
	ok := true
	if part.propertyNames != nil {
		for c := range v.doc.Children(object) {
			ok = v.propertyName(part, c) && ok
		}
	}
	for _, dependency := range part.dependentRequired {
		if v.doc.Field(object, dependency.name) != payload.None {
			ok = v.dependent(part, object, dependency) && ok
		}
	}
	for _, dependent := range part.dependentSchemas {
		if v.doc.Field(object, dependent.Name) != payload.None {
			ok = v.branch(dependent.Schema, object) && ok
		}
	}
	return ok
}

// propertyName validates a member name as the only value of a document.
func (v *validation) propertyName(part *Schema, c int) bool {
	doc, node, key := v.doc, v.doc.Nodes[c], &v.report.key
	name := payload.Node{Start: node.Key - 1, End: node.KeyEnd + 1, Next: 1, Kind: payload.String, Escaped: node.KeyEscaped}
	key.Text, key.Nodes = doc.Text, append(key.Nodes[:0], name)
	v.doc = key
	ok := v.try(part.propertyNames, payload.Root)
	if v.doc = doc; ok {
		return true
	}
	return v.fail(Violation{Keyword: PropertyNames, Node: c, Name: doc.Key(c), Schema: part})
}

func (v *validation) dependent(part *Schema, object int, needs dependency) bool {
	ok := true
	for _, name := range needs.required {
		if v.doc.Field(object, name) == payload.None {
			ok = v.fail(Violation{Keyword: DependentRequired, Node: object, Name: name, Want: Want{Text: needs.name}, Schema: part})
		}
	}
	return ok
}
