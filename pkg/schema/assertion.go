package schema

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/vhook/vhook/pkg/payload"
)

// assertion is a keyword that looks at one value and not below it.
type assertion struct {
	keyword Keyword
	types   Types // of the values it looks at
	holds   func(d *payload.Document, n int) bool
	want    Want
	schema  *Schema // whose it is; nil in what schemas share
}

// assert adds what a keyword asserts.
func (s *Schema) assert(keyword Keyword, want Want) {
	s.assertions = append(s.assertions, newAssertion(keyword, want))
}

// newAssertion returns what a keyword asserts that wants something sound.
func newAssertion(keyword Keyword, want Want) assertion {
	a := assertion{keyword: keyword, want: want}
	switch keyword {
	case Enum, Const:
		a.types, a.holds = Any, oneOf(want.Values)
	case Minimum, Maximum, ExclusiveMinimum, ExclusiveMaximum:
		a.types, a.holds = numberType, bound(keyword, parseDecimal([]byte(want.Text)))
	case MultipleOf:
		m := newDivisor(parseDecimal([]byte(want.Text)))
		a.types, a.holds = numberType, func(d *payload.Document, n int) bool { return m.divides(parseDecimal(d.Raw(n))) }
	case MinLength, MaxLength:
		a.types, a.holds = stringType, size(keyword == MaxLength, want.Text, characters)
	case MinItems, MaxItems:
		a.types, a.holds = arrayType, size(keyword == MaxItems, want.Text, (*payload.Document).Len)
	case MinProperties, MaxProperties:
		a.types, a.holds = objectType, size(keyword == MaxProperties, want.Text, (*payload.Document).Len)
	case Pattern:
		re := regexp.MustCompile(want.Text)
		a.types, a.holds = stringType, func(d *payload.Document, n int) bool { return re.Match(stringText(d, n)) }
	case Format:
		judge := formats[want.Text]
		a.types, a.holds = stringType, func(d *payload.Document, n int) bool { return judge(stringText(d, n)) }
	}
	return a
}

// oneOf judges whether a value is one of those with the JSON texts.
func oneOf(texts []string) func(d *payload.Document, n int) bool {
	known, spelled, others := newNameSet(len(texts)), Types(0), []*payload.Document(nil)
	for _, text := range texts {
		if text[0] == '"' && !strings.Contains(text, `\`) {
			known.add(text[1 : len(text)-1])
		} else if kind := literalKind(text); kind != 0 {
			spelled |= 1 << kind
		} else if d := parse(text); d.Kind(payload.Root) == payload.String {
			known.add(d.Str(payload.Root))
		} else {
			others = append(others, d)
		}
	}
	return func(d *payload.Document, n int) bool {
		kind := d.Nodes[n].Kind
		if kind == payload.String {
			return known.has(stringText(d, n))
		}
		return spelled.Has(kind) || slices.ContainsFunc(others, func(other *payload.Document) bool {
			return equal(operand{d, n}, operand{other, payload.Root})
		})
	}
}

// literalKind returns the kind of null, true or false, zero for other texts.
func literalKind(text string) payload.Kind {
	for _, l := range literals {
		if l.text == text {
			return l.kind
		}
	}
	return 0
}

// parse reads a text of a schema, which is known to be JSON.
func parse(text string) *payload.Document {
	d := new(payload.Document)
	if err := d.Parse([]byte(text), 0); err != nil {
		panic("schema: " + text + ": " + err.Error())
	}
	return d
}

// bound judges numbers by a limit.
func bound(keyword Keyword, limit decimal) func(d *payload.Document, n int) bool {
	within := func(order int) bool { return order >= 0 }
	switch keyword {
	case Maximum:
		within = func(order int) bool { return order <= 0 }
	case ExclusiveMinimum:
		within = func(order int) bool { return order > 0 }
	case ExclusiveMaximum:
		within = func(order int) bool { return order < 0 }
	}
	// Most limits are a minimum of 0, which is told by the sign.
	least := keyword == Minimum && limit.sign() == 0
	return func(d *payload.Document, n int) bool {
		raw := d.Raw(n)
		return least && raw[0] != '-' || within(parseDecimal(raw).compare(limit))
	}
}

// size judges values by a limit of what is counted of them.
func size(most bool, limit string, count func(d *payload.Document, n int) int) func(d *payload.Document, n int) bool {
	n := int(parseDecimal([]byte(limit)).clamp(math.MaxInt32))
	if most {
		return func(d *payload.Document, value int) bool { return count(d, value) <= n }
	}
	return func(d *payload.Document, value int) bool { return count(d, value) >= n }
}

func characters(d *payload.Document, n int) int { return utf8.RuneCount(stringText(d, n)) }

func types(_ *build, s *Schema, value int) error {
	s.Types = 0
	if s.kind(value) != payload.Array {
		return s.addType(value)
	}
	if s.file.doc.Len(value) == 0 {
		return s.errorf(value, "must not be empty")
	}
	if again := repeatedItem(s.file.doc, value); again != payload.None {
		return s.errorf(again, "duplicate type")
	}
	for c := range s.file.doc.Children(value) {
		if err := s.addType(c); err != nil {
			return err
		}
	}
	return nil
}

func (s *Schema) addType(value int) error {
	for _, entry := range typeNames {
		if s.file.doc.StrIs(value, entry.name) {
			s.Types |= entry.types
			return nil
		}
	}
	return s.errorf(value, "unknown type %s", s.raw(value))
}

func enum(_ *build, s *Schema, list int) error {
	if s.kind(list) != payload.Array || s.file.doc.Len(list) == 0 {
		return s.errorf(list, "must be an array of at least one value")
	}
	texts := make([]string, 0, s.file.doc.Len(list))
	for c := range s.file.doc.Children(list) {
		texts = append(texts, s.raw(c))
	}
	s.assert(Enum, Want{Values: texts})
	return nil
}

func constant(_ *build, s *Schema, only int) error {
	s.assert(Const, Want{Values: []string{s.raw(only)}})
	return nil
}

// limitOf compiles a limit of numbers.
func limitOf(keyword Keyword) compileFunc {
	return func(_ *build, s *Schema, value int) error {
		if !isNumeric(s.kind(value)) {
			return s.errorf(value, "must be a number")
		}
		s.assert(keyword, Want{Text: s.raw(value)})
		return nil
	}
}

func multipleOf(_ *build, s *Schema, value int) error {
	if !isNumeric(s.kind(value)) {
		return s.errorf(value, "must be a number")
	}
	limit := parseDecimal(s.file.doc.Raw(value))
	if limit.sign() <= 0 {
		return s.errorf(value, "must be greater than 0")
	}
	if limit.precision() > maxPrecision {
		return s.errorf(value, "must not have more than %d digits", maxPrecision)
	}
	s.assert(MultipleOf, Want{Text: s.raw(value)})
	return nil
}

// countLimit is a limit of a number of things, with its text.
type countLimit struct {
	n    int
	text string
}

// limit reads a non-negative integer, however it is spelled.
func (s *Schema) limit(value int) (*countLimit, error) {
	if isNumeric(s.kind(value)) {
		v := parseDecimal(s.file.doc.Raw(value))
		if v.isInteger() && !v.negative {
			return &countLimit{int(v.clamp(math.MaxInt32)), s.raw(value)}, nil
		}
	}
	return nil, s.errorf(value, "must be a non-negative integer")
}

func matches(field func(*Schema) **countLimit) compileFunc {
	return func(_ *build, s *Schema, value int) (err error) {
		*field(s), err = s.limit(value)
		return err
	}
}

// sizeOf compiles a limit of what is counted of a value.
func sizeOf(keyword Keyword) compileFunc {
	return func(_ *build, s *Schema, value int) error {
		limit, err := s.limit(value)
		if err == nil {
			s.assert(keyword, Want{Text: limit.text})
		}
		return err
	}
}

func uniqueItems(_ *build, s *Schema, value int) error {
	kind := s.kind(value)
	if kind != payload.True && kind != payload.False {
		return s.errorf(value, "must be of type boolean")
	}
	s.rarely().uniqueItems = kind == payload.True
	return nil
}

func pattern(_ *build, s *Schema, value int) error {
	if s.kind(value) != payload.String {
		return s.errorf(value, "must be a string")
	}
	text := s.file.doc.Str(value)
	if _, err := regexp.Compile(text); err != nil {
		return s.errorf(value, "%w", err)
	}
	s.assert(Pattern, Want{Text: text})
	return nil
}

func format(_ *build, s *Schema, value int) error {
	name := s.file.doc.Str(value)
	if formats[name] == nil {
		return s.errorf(value, "unknown format %s", s.raw(value))
	}
	s.assert(Format, Want{Text: name})
	return nil
}
