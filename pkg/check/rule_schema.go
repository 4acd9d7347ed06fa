package check

import "github.com/vhook/vhook/pkg/schema"

// Rules on single values. Their findings come from the schema engine.
var (
	ruleUnlisted = &Rule{
		ID: "schema/unlisted", Title: "every member is documented", Severity: Note,
		Why: "The documentation does not list this member here. Voucherify adds members without notice, so this is " +
			"no fault.",
		Example: `{"object": "customer", "id": "cust_4Rx", "shoe_size": 41}`,
		Fix:     "Nothing is wrong, unless you meant another member.",
	}
	ruleMisspelt = &Rule{
		ID: "schema/misspelt", Title: "members are spelled as documented", Severity: Warning,
		Why: "A member that is not documented is one letter, or its underscores and capitals, away from one that is " +
			"documented and missing here.",
		Example: `{"object": "customer", "id": "cust_4Rx", "sourceId": "4711"}`,
		Fix:     "Write the documented name.",
	}
)

var schemaRules = []*Rule{
	{
		ID: "schema/type", Title: "a value has its documented type", Severity: Error,
		Why: "A value of another type than documented breaks its reader, or worse, is read as something else. Null " +
			"stands for absent wherever a member may be left out.",
		Example: `{"order": {"amount": "7000"}}`,
		Fix:     "Write the value in the type that the message names. Money is an integer in minor units: 70.00 is 7000.",
	},
	{
		ID: "schema/required", Title: "required members are there", Severity: Error,
		Why:     "The documentation promises this member, and every documented payload has it.",
		Example: `{"customer": {}, "referrer": null, "redemption": null}`,
		Fix:     "Add the member. Where the documentation allows it, its value may be null.",
	},
	{
		ID: "schema/enum", Title: "a value is one of those documented", Severity: Error,
		Why:     "The documentation enumerates the values of this member. Others are usually misspelt or of another API.",
		Example: `{"order": {"status": "PAYED"}}`,
		Fix:     "Use one of the values in the message, in their spelling.",
	},
	{
		ID: "schema/const", Title: "an object says what it is", Severity: Error,
		Why:     "The value of this member is fixed, as \"object\": \"order\" is in an order. Another value means another object.",
		Example: `{"order": {"object": "voucher"}}`,
		Fix:     "Write the value in the message, or put the object where it belongs.",
	},
	{
		ID: "schema/format", Title: "dates and the like are well-formed", Severity: Error,
		Why: "Date-times follow RFC 3339, as in 2024-01-15T12:20:38.596Z, and dates and times must exist. A date-time " +
			"with spaces after its colons is a warning, as the documentation has it in one example.",
		Example: `{"order": {"created_at": "2024-13-45"}}`,
		Fix:     "Write the value in the form the message shows.",
	},
	{
		ID: "schema/minimum", Title: "a number is large enough", Severity: Error,
		Why:     "Amounts of money and quantities are never negative; an item's quantity is at least 1.",
		Example: `{"order": {"amount": -1}}`,
		Fix:     "Correct the number, or its sign.",
	},
	{
		ID: "schema/maximum", Title: "a number is small enough", Severity: Error,
		Why:     "The number is beyond what the documentation allows, such as more than 100 percent or an eighth day of the week.",
		Example: `{"discount": {"percent_off": 120}}`,
		Fix:     "Correct the number.",
	},
	{
		ID: "schema/minItems", Title: "a list is not too short", Severity: Error,
		Why:     "The documentation asks for at least this many elements.",
		Example: `{"sources": []}`,
		Fix:     "Add what is missing.",
	},
	{
		ID: "schema/minLength", Title: "a text is not too short", Severity: Error,
		Why: "Codes, ids and names that Voucherify asks for are never empty: what is not known is null or left out. What a " +
			"merchant may leave empty, such as a description or an address, may be.",
		Example: `{"voucher": {"code": ""}}`,
		Fix:     "Fill in the text, or write null where the member may be left out.",
	},
	{
		ID: "schema/pattern", Title: "a text has its documented form", Severity: Error,
		Why:     "The documentation gives this text a fixed form, such as HH:MM for a time of day.",
		Example: `{"hours": {"daily": [{"start_time": "noon"}]}}`,
		Fix:     "Write the value in the form that the message shows.",
	},
	ruleUnlisted,
	ruleMisspelt,
}

// schemaRule returns the rule of a keyword. A test holds the rules against the
// keywords of the engine.
func schemaRule(keyword schema.Keyword) *Rule {
	if r := FindRule("schema/" + string(keyword)); r != nil {
		return r
	}
	panic("check: no rule for the keyword " + string(keyword))
}
