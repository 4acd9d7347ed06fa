package schema

import "slices"

// plan is what validation reads of a schema: its parts taken together. Their
// members are known by one table, so that each is looked up once.
type plan struct {
	parts      []*Schema  // of the schema it was made for, none in [content]
	only       [1]*Schema // the memory of parts, which mostly has one
	types      Types      // what all parts allow
	never      *Schema
	assertions []assertion
	names      []string // the object names of the parts, see [Schema.Name]

	known    nameSet  // the names of properties and required members
	members  []member // by their index in known
	required []requirement
	loose    []*Schema // parts that judge members that are not known
	named    []*Schema // parts with propertyNames or dependencies
	arrays   []*Schema // parts that look at items
	branches []*Schema // parts with anyOf, oneOf, not or if

	// listed has the names of properties of the parts and of all branches.
	listed nameSet
	// patterns are the patternProperties beside listed.
	patterns []patternProperty
	// open is true where a part or branch has additionalProperties.
	open bool
	// watched is true where the members of an object are compared with listed.
	watched bool
}

// isSmall reports whether a few members are all that there is to see to of an
// object.
func (p *plan) isSmall() bool {
	const few = 3
	return len(p.members) <= few && len(p.loose) == 0 && len(p.named) == 0
}

// requirement is a name of "required", with the schema that has it.
type requirement struct {
	name   string
	schema *Schema
}

// plan returns the plan of s, made when it is first asked for. Two goroutines
// may both make it; either will do.
func (s *Schema) plan() *plan {
	p := s.planned.Load()
	if p == nil {
		p = newPlan(s)
		s.planned.Store(p)
	}
	return p
}

// check looks for loops in what was made, once every reference is resolved.
func (b *build) check() error {
	state := make(map[*Schema]visit)
	for _, s := range b.made {
		if err := checkLoop(s, state); err != nil {
			return err
		}
	}
	return nil
}

// visit is how far the search for loops is with a schema.
type visit uint8

const (
	entered visit = iota + 1
	left
)

// checkLoop refuses a schema that applies itself to the same value again.
func checkLoop(s *Schema, state map[*Schema]visit) error {
	if state[s] == left {
		return nil
	}
	state[s] = entered
	for _, next := range append(s.branchList(), s.Not, s.Ref()) {
		if next == nil {
			continue
		}
		if state[next] == entered {
			return s.loopError()
		}
		if err := checkLoop(next, state); err != nil {
			return err
		}
	}
	state[s] = left
	return nil
}

func (s *Schema) loopError() error {
	at := int(s.node)
	if s.ref != nil {
		at = s.ref.node
	}
	return s.errorf(at, "refers back to itself for the same value")
}

// branchList returns the subschemas that may apply to the very value s applies
// to, but for $ref and not. Some are nil.
func (s *Schema) branchList() []*Schema {
	list := slices.Concat(s.AllOf, s.AnyOf, s.OneOf)
	for _, dependent := range s.dependentSchemas {
		list = append(list, dependent.Schema)
	}
	return append(list, s.If, s.Then, s.Else)
}

func newPlan(s *Schema) *plan {
	s.complete()
	switch {
	case s.plain != nil:
		return s.plain
	case s.onlyRefers():
		return s.Ref().plan().of(s)
	}
	p := &plan{types: Any}
	p.parts = p.only[:0]
	p.addParts(s)
	for _, part := range p.parts {
		p.add(part)
	}
	p.know()
	if p.listed = p.known; slices.ContainsFunc(p.parts, (*Schema).hasOthers) {
		p.listed, p.patterns = nameSet{}, nil
		p.list(s, &[]*Schema{})
	}
	p.watched = !p.open && len(p.listed.names) > 0
	p.tabulate()
	return p
}

// of returns the plan of a schema that only refers to the one p is of: the same,
// or one with the same tables.
func (p *plan) of(s *Schema) *plan {
	name := s.Name()
	if name == "" && p.types&s.Types == p.types {
		return p
	}
	q := *p
	q.types &= s.Types
	if name != "" {
		q.names = append([]string{name}, p.names...)
	}
	return &q
}

// onlyRefers reports whether all that s says beside its reference is a type.
func (s *Schema) onlyRefers() bool {
	return s.ref != nil && s.never == "" && len(s.assertions) == 0 && s.isFlat()
}

// isFlat reports whether s says nothing of what is below a value, and applies no
// schemas beside itself but the one that it refers to.
func (s *Schema) isFlat() bool {
	return len(s.Required)+len(s.Properties)+len(s.AllOf) == 0 &&
		!s.isLoose() && !s.isNamed() && !s.hasItems() && !s.hasBranches() && !s.hasOthers()
}

func (p *plan) addParts(s *Schema) {
	if s == nil || slices.Contains(p.parts, s) {
		return
	}
	s.complete()
	p.parts = append(p.parts, s)
	p.addParts(s.Ref())
	for _, sub := range s.AllOf {
		p.addParts(sub)
	}
}

func (p *plan) add(s *Schema) {
	p.types &= s.Types
	if s.never != "" {
		p.never = s
	}
	for _, a := range s.assertions {
		a.schema = s
		p.assertions = append(p.assertions, a)
	}
	if name := s.Name(); name != "" {
		p.names = append(p.names, name)
	}
	p.require(s)
	if s.isLoose() {
		p.loose = append(p.loose, s)
		p.open = p.open || s.AdditionalProperties != nil
		p.patterns = append(p.patterns, s.patternProperties...)
	}
	if s.isNamed() {
		p.named = append(p.named, s)
	}
	if s.hasItems() {
		p.arrays = append(p.arrays, s)
	}
	if s.hasBranches() {
		p.branches = append(p.branches, s)
	}
}

// require adds what s requires and no part before it does.
func (p *plan) require(s *Schema) {
	others := p.required
	p.required = slices.Grow(p.required, len(s.Required))
	for _, name := range s.Required {
		if !slices.ContainsFunc(others, func(r requirement) bool { return r.name == name }) {
			p.required = append(p.required, requirement{name, s})
		}
	}
}

// list collects the names that s and the schemas beside it list.
func (p *plan) list(s *Schema, seen *[]*Schema) {
	if s == nil || slices.Contains(*seen, s) {
		return
	}
	*seen = append(*seen, s)
	s.complete()
	p.open = p.open || s.AdditionalProperties != nil
	p.patterns = append(p.patterns, s.patternProperties...)
	for _, property := range s.Properties {
		p.listed.add(property.Name)
	}
	p.list(s.Ref(), seen)
	for _, next := range s.branchList() {
		p.list(next, seen)
	}
}

// lists reports whether the schema lists a member name.
func (p *plan) lists(name []byte) bool {
	return p.listed.has(name) ||
		slices.ContainsFunc(p.patterns, func(pp patternProperty) bool { return pp.pattern.Match(name) })
}

// know fills known with the names of the parts' properties.
func (p *plan) know() {
	size := 0
	for _, part := range p.parts {
		size += len(part.Properties)
	}
	p.known = newNameSet(size)
	for _, part := range p.parts {
		for _, property := range part.Properties {
			p.known.add(property.Name)
		}
	}
}

// tabulate works out what applies to each member that the parts name.
func (p *plan) tabulate() {
	p.members = make([]member, len(p.known.names), len(p.known.names)+len(p.required))
	next := 0 // where the next required name is likely to be
	for i, r := range p.required {
		at := p.known.find([]byte(r.name), next)
		if at < 0 {
			at = len(p.members)
			p.known = p.known.with(r.name) // listed may be the same set
			p.members = append(p.members, member{})
		}
		if next = at + 1; i < maxBits {
			p.members[at].bit, p.members[at].required = uint8(i), true
		}
	}
	for i, name := range p.known.names {
		p.members[i].listed = p.listed.find([]byte(name), i) >= 0 || len(p.patterns) > 0 && p.lists([]byte(name))
	}
	for i, part := range p.parts {
		p.addMembers(part, i == 0)
	}
}

// addMembers adds what a part says of each member. Schemas that accept
// everything are left out. The first names that are known are those of the first
// part.
func (p *plan) addMembers(part *Schema, first bool) {
	if part.isLoose() {
		for i, name := range p.known.names {
			for _, s := range part.memberSchemas([]byte(name)) {
				p.members[i].add(s)
			}
		}
		return
	}
	for i, property := range part.Properties {
		if !property.Schema.matters() {
			continue
		}
		if !first {
			i = p.known.find([]byte(property.Name), i)
		}
		p.members[i].add(property.Schema)
	}
}

// isLoose reports whether s judges members that it does not name.
func (s *Schema) isLoose() bool {
	return len(s.patternProperties) > 0 || s.AdditionalProperties != nil
}

func (s *Schema) isNamed() bool {
	return s.propertyNames != nil || len(s.dependentRequired) > 0 || len(s.dependentSchemas) > 0
}

func (s *Schema) hasItems() bool {
	return s.Items != nil || s.prefixItems != nil || s.contains != nil || s.uniqueItems
}

func (s *Schema) hasBranches() bool {
	return s.AnyOf != nil || s.OneOf != nil || s.Not != nil || s.If != nil
}

// hasOthers reports whether there are schemas beside s that list members and
// are none of its parts.
func (s *Schema) hasOthers() bool {
	return s.AnyOf != nil || s.OneOf != nil || s.If != nil || s.Then != nil || s.Else != nil || len(s.dependentSchemas) > 0
}

// memberSchemas returns what applies to the member called name of an object
// that s applies to. Schemas that accept everything are left out.
func (s *Schema) memberSchemas(name []byte) []*Schema {
	var found []*Schema
	evaluated := false
	add := func(sub *Schema) {
		if evaluated = true; sub.matters() {
			found = append(found, sub)
		}
	}
	for _, property := range s.Properties {
		if property.Name == string(name) {
			add(property.Schema)
		}
	}
	for _, pp := range s.patternProperties {
		if pp.pattern.Match(name) {
			add(pp.schema)
		}
	}
	if !evaluated && s.AdditionalProperties != nil {
		add(s.AdditionalProperties)
	}
	return found
}

// matters reports whether validating against s can have a result.
func (s *Schema) matters() bool { return s.asserts || s.Name() != "" }

// requiredBits returns the bits of all required members that have one.
func (p *plan) requiredBits() uint64 {
	return 1<<min(len(p.required), maxBits) - 1
}
