package check

import "github.com/vhook/vhook/pkg/schema"

// keywordRules are for the keywords that the schemas of the catalogue do not
// use: only a project's own contracts break them.
var keywordRules = []*Rule{
	keywordRule(schema.ExclusiveMinimum, "a number is above a limit", `{"exclusiveMinimum": 0}`, `0`),
	keywordRule(schema.ExclusiveMaximum, "a number is below a limit", `{"exclusiveMaximum": 100}`, `100`),
	keywordRule(schema.MultipleOf, "a number is a multiple of another", `{"multipleOf": 5}`, `7`),
	keywordRule(schema.MaxLength, "a text is short enough", `{"maxLength": 3}`, `"Berlin"`),
	keywordRule(schema.MaxItems, "a list is not too long", `{"maxItems": 1}`, `["a", "b"]`),
	keywordRule(schema.UniqueItems, "no element of a list repeats another", `{"uniqueItems": true}`, `["a", "a"]`),
	keywordRule(schema.Contains, "a list has an element of some kind", `{"contains": {"const": "eur"}}`, `["usd"]`),
	keywordRule(schema.MinContains, "a list has enough elements of some kind",
		`{"contains": {"const": "eur"}, "minContains": 2}`, `["eur"]`),
	keywordRule(schema.MaxContains, "a list has not too many elements of some kind",
		`{"contains": {"const": "eur"}, "maxContains": 1}`, `["eur", "eur"]`),
	keywordRule(schema.MinProperties, "an object has enough members", `{"minProperties": 1}`, `{}`),
	keywordRule(schema.MaxProperties, "an object has not too many members", `{"maxProperties": 1}`, `{"a": 1, "b": 2}`),
	keywordRule(schema.DependentRequired, "members that need others have them",
		`{"dependentRequired": {"shop": ["shop_id"]}}`, `{"shop": "Berlin"}`),
	keywordRule(schema.AdditionalProperties, "an object has no other members",
		`{"properties": {"shop": true}, "additionalProperties": false}`, `{"shop": "Berlin", "till": 3}`),
	keywordRule(schema.PropertyNames, "members are named in a fixed form", `{"propertyNames": {"pattern": "^[a-z_]+$"}}`, `{"Shop": 1}`),
	keywordRule(schema.AnyOf, "a value fits one of several forms", `{"anyOf": [{"const": "eur"}, {"const": "usd"}]}`, `"gbp"`),
	keywordRule(schema.OneOf, "a value fits exactly one of several forms", `{"oneOf": [{"minimum": 1}, {"multipleOf": 5}]}`, `10`),
	keywordRule(schema.Not, "a value has not an excluded form", `{"not": {"const": "test"}}`, `"test"`),
	keywordRule(schema.False, "nothing stands where nothing may", `{"properties": {"debug": false}}`, `{"debug": 1}`),
}

func keywordRule(keyword schema.Keyword, title, contract, example string) *Rule {
	return &Rule{
		ID: string("schema/" + keyword), Title: title, Severity: Error,
		Why: "Voucherify's own schemas do not ask for this. A contract of your project does, in a schema that .vhook.yaml " +
			"names, such as " + contract + ".",
		Example: example,
		Fix:     "Correct the payload, or the contract where it asks for too much.",
	}
}
