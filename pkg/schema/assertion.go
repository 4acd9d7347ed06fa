package schema

import (
	"math"
	"regexp"
	"slices"
	"unicode/utf8"

	"github.com/vhook/vhook/pkg/payload"
)

// assertion is a keyword that looks at one value and not below it.
type assertion struct {
	keyword Keyword
	types   Types // of the values it looks at
	holds   func(d *payload.Document, n int) bool
	want    Want
	schema  *Schema
}

func (s *Schema) assert(a assertion) {
	a.schema = s
	s.assertions = append(s.assertions, a)
}

func types(_ *build, s *Schema, value int) error {
	s.Types = 0
	if s.kind(value) != payload.Array {
		return s.addType(value)
	}
	if s.file.doc.Len(value) == 0 {
		return s.errorf(value, "must not be empty")
	}
	if again := repeatedItem(&s.file.doc, value); again != payload.None {
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
	size := s.file.doc.Len(list)
	texts, strings, others := make([]string, 0, size), newNameSet(size), []int(nil)
	for c := range s.file.doc.Children(list) {
		text := s.raw(c)
		texts = append(texts, text)
		switch {
		case s.kind(c) != payload.String:
			others = append(others, c)
		case s.file.doc.Nodes[c].Escaped:
			strings.add(s.file.doc.Str(c))
		default:
			strings.add(text[1 : len(text)-1])
		}
	}
	if s.Enum == nil {
		s.Enum = texts
	}
	s.assert(assertion{keyword: Enum, types: Any, want: Want{Values: texts},
		holds: func(d *payload.Document, n int) bool {
			if d.Nodes[n].Kind == payload.String {
				return strings.has(stringText(d, n))
			}
			return slices.ContainsFunc(others, func(c int) bool { return equal(operand{d, n}, operand{&s.file.doc, c}) })
		}})
	return nil
}

func constant(_ *build, s *Schema, only int) error {
	s.Enum = []string{s.raw(only)}
	s.assert(assertion{keyword: Const, types: Any, want: Want{Values: s.Enum},
		holds: func(d *payload.Document, n int) bool {
			return equal(operand{d, n}, operand{&s.file.doc, only})
		}})
	return nil
}

// bound compiles a limit of numbers. within judges how a number stands to it,
// as [cmp.Compare] says it.
func bound(keyword Keyword, within func(order int) bool) compileFunc {
	return func(_ *build, s *Schema, value int) error {
		if !isNumeric(s.kind(value)) {
			return s.errorf(value, "must be a number")
		}
		limit := parseDecimal(s.file.doc.Raw(value))
		// Most limits are a minimum of 0, which is told by the sign.
		least := keyword == Minimum && limit.sign() == 0
		s.assert(assertion{keyword: keyword, types: numberType, want: Want{Text: s.raw(value)},
			holds: func(d *payload.Document, n int) bool {
				raw := d.Raw(n)
				return least && raw[0] != '-' || within(parseDecimal(raw).compare(limit))
			}})
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
	m := newDivisor(limit)
	s.assert(assertion{keyword: MultipleOf, types: numberType, want: Want{Text: s.raw(value)},
		holds: func(d *payload.Document, n int) bool { return m.divides(parseDecimal(d.Raw(n))) }})
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
			return &countLimit{v.clamp(math.MaxInt32), s.raw(value)}, nil
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

// measure is a size that values of some types have.
type measure struct {
	types Types
	of    func(d *payload.Document, n int) int
}

func characters() measure {
	return measure{stringType, func(d *payload.Document, n int) int { return utf8.RuneCount(stringText(d, n)) }}
}

// children counts the values in arrays or objects.
func children(types Types) measure {
	return measure{types, func(d *payload.Document, n int) int { return d.Len(n) }}
}

// size compiles a limit of m.
func size(keyword Keyword, m measure, within func(got, limit int) bool) compileFunc {
	return func(_ *build, s *Schema, value int) error {
		limit, err := s.limit(value)
		if err != nil {
			return err
		}
		s.assert(assertion{keyword: keyword, types: m.types, want: Want{Text: limit.text},
			holds: func(d *payload.Document, n int) bool { return within(m.of(d, n), limit.n) }})
		return nil
	}
}

func atLeast(got, limit int) bool { return got >= limit }

func atMost(got, limit int) bool { return got <= limit }

func pattern(_ *build, s *Schema, value int) error {
	if s.kind(value) != payload.String {
		return s.errorf(value, "must be a string")
	}
	re, err := regexp.Compile(s.file.doc.Str(value))
	if err != nil {
		return s.errorf(value, "%w", err)
	}
	s.assert(assertion{keyword: Pattern, types: stringType, want: Want{Text: re.String()},
		holds: func(d *payload.Document, n int) bool { return re.Match(stringText(d, n)) }})
	return nil
}

func format(_ *build, s *Schema, value int) error {
	s.Format = s.file.doc.Str(value)
	holds := formats[s.Format]
	if holds == nil {
		return s.errorf(value, "unknown format %s", s.raw(value))
	}
	s.assert(assertion{keyword: Format, types: stringType, want: Want{Text: s.Format},
		holds: func(d *payload.Document, n int) bool { return holds(stringText(d, n)) }})
	return nil
}
