package schema

import "github.com/vhook/vhook/pkg/payload"

// Keyword is the name of the keyword a violation breaks.
type Keyword string

// The keywords that can be violated. Anything is a violation of False where a
// schema is false, but for a false "additionalProperties".
const (
	False                Keyword = "false"
	Type                 Keyword = "type"
	Enum                 Keyword = "enum"
	Const                Keyword = "const"
	MultipleOf           Keyword = "multipleOf"
	Minimum              Keyword = "minimum"
	Maximum              Keyword = "maximum"
	ExclusiveMinimum     Keyword = "exclusiveMinimum"
	ExclusiveMaximum     Keyword = "exclusiveMaximum"
	MinLength            Keyword = "minLength"
	MaxLength            Keyword = "maxLength"
	Pattern              Keyword = "pattern"
	Format               Keyword = "format"
	MinItems             Keyword = "minItems"
	MaxItems             Keyword = "maxItems"
	UniqueItems          Keyword = "uniqueItems"
	Contains             Keyword = "contains"
	MinContains          Keyword = "minContains"
	MaxContains          Keyword = "maxContains"
	MinProperties        Keyword = "minProperties"
	MaxProperties        Keyword = "maxProperties"
	Required             Keyword = "required"
	DependentRequired    Keyword = "dependentRequired"
	AdditionalProperties Keyword = "additionalProperties"
	PropertyNames        Keyword = "propertyNames"
	AnyOf                Keyword = "anyOf"
	OneOf                Keyword = "oneOf"
	Not                  Keyword = "not"
)

// compileFunc reads the value of a keyword, a node of the document of s, into s.
type compileFunc func(b *build, s *Schema, value int) error

// keyword says how one keyword compiles. An annotation rejects no value.
type keyword struct {
	compile    compileFunc
	annotation bool
}

// extensionPrefix starts the names of annotations that are nobody's keyword.
var extensionPrefix = []byte("x-")

// keywords lists every keyword there is. It is a function because what it
// lists leads back to it through the subschemas.
func keywords() map[Keyword]keyword {
	return map[Keyword]keyword{
		"$schema":     {dialect, true},
		"$comment":    {ignored(payload.String), true},
		"$defs":       {named(func(*Schema) *[]Property { return new([]Property) }), true},
		"title":       {ignored(payload.String), true},
		"description": {ignored(payload.String), true},
		"default":     {ignored(), true},
		"examples":    {ignored(payload.Array), true},
		"deprecated":  {ignored(payload.True, payload.False), true},
		"readOnly":    {ignored(payload.True, payload.False), true},
		"writeOnly":   {ignored(payload.True, payload.False), true},

		"$ref":  {compile: (*build).ref},
		"allOf": {compile: several(func(s *Schema) *[]*Schema { return &s.AllOf })},
		AnyOf:   {compile: several(func(s *Schema) *[]*Schema { return &s.rarely().AnyOf })},
		OneOf:   {compile: several(func(s *Schema) *[]*Schema { return &s.rarely().OneOf })},
		Not:     {compile: single(func(s *Schema) **Schema { return &s.rarely().Not })},
		"if":    {compile: single(func(s *Schema) **Schema { return &s.rarely().If })},
		"then":  {compile: single(func(s *Schema) **Schema { return &s.rarely().Then })},
		"else":  {compile: single(func(s *Schema) **Schema { return &s.rarely().Else })},

		Type:  {compile: types},
		Enum:  {compile: enum},
		Const: {compile: constant},

		Minimum:          {compile: limitOf(Minimum)},
		Maximum:          {compile: limitOf(Maximum)},
		ExclusiveMinimum: {compile: limitOf(ExclusiveMinimum)},
		ExclusiveMaximum: {compile: limitOf(ExclusiveMaximum)},
		MultipleOf:       {compile: multipleOf},

		MinLength: {compile: sizeOf(MinLength)},
		MaxLength: {compile: sizeOf(MaxLength)},
		Pattern:   {compile: pattern},
		Format:    {compile: format},

		MinItems:      {compile: sizeOf(MinItems)},
		MaxItems:      {compile: sizeOf(MaxItems)},
		UniqueItems:   {compile: uniqueItems},
		"items":       {compile: single(func(s *Schema) **Schema { return &s.Items })},
		"prefixItems": {compile: several(func(s *Schema) *[]*Schema { return &s.rarely().prefixItems })},
		Contains:      {compile: single(func(s *Schema) **Schema { return &s.rarely().contains })},
		MinContains:   {compile: matches(func(s *Schema) **countLimit { return &s.rarely().minContains })},
		MaxContains:   {compile: matches(func(s *Schema) **countLimit { return &s.rarely().maxContains })},

		MinProperties:        {compile: sizeOf(MinProperties)},
		MaxProperties:        {compile: sizeOf(MaxProperties)},
		Required:             {compile: required},
		"properties":         {compile: named(func(s *Schema) *[]Property { return &s.Properties })},
		"patternProperties":  {compile: patternProperties},
		AdditionalProperties: {compile: additionalProperties},
		PropertyNames:        {compile: single(func(s *Schema) **Schema { return &s.rarely().propertyNames })},
		"dependentSchemas":   {compile: named(func(s *Schema) *[]Property { return &s.rarely().dependentSchemas })},
		DependentRequired:    {compile: dependentRequired},
	}
}
