package check

// Rules on the text itself. Their findings come from the parser.
var (
	ruleSyntax = &Rule{
		ID: "json/syntax", Title: "the text is strict JSON", Severity: Error,
		Why: "A webhook's body is one JSON document as RFC 8259 has it. Whoever receives text that is not " +
			"cannot read any of it, so nothing else is checked.",
		Example: `{"amount": 7000,}`,
		Fix:     "Mend the place that is named. Comments, single quotes, trailing commas and unquoted names are not JSON.",
	}
	ruleTruncated = &Rule{
		ID: "json/truncated", Title: "the text is whole", Severity: Error,
		Why:     "The text ends while an object, an array or a string is still open, or there is none: a capture that was cut off.",
		Example: `{"order": {"amount": 7000`,
		Fix:     "Capture the webhook again. A proxy, a log line limit or a stopped download often cuts it.",
	}
	ruleEncoding = &Rule{
		ID: "json/encoding", Title: "the text is UTF-8", Severity: Error,
		Why:     "JSON that is exchanged between systems is UTF-8 without a byte order mark. Other encodings garble names and addresses.",
		Example: "{\"name\": \"Zo\xeb\"}",
		Fix:     "Convert the file, for example with iconv -f LATIN1 -t UTF-8.",
	}
	ruleString = &Rule{
		ID: "json/string", Title: "strings are well-formed", Severity: Error,
		Why: "Control characters must be escaped in a JSON string, only a few escape sequences exist, and a \\u escape " +
			"of half a surrogate pair is no character.",
		Example: `{"name": "C:\dir"}`,
		Fix:     `Double each backslash that is meant as one, and write line breaks as \n.`,
	}
	ruleDepth = &Rule{
		ID: "json/depth", Title: "nesting is within reason", Severity: Error,
		Why: "No webhook nests deeper than a few dozen levels. vhook reads 512 levels, and refuses what is beyond " +
			"instead of failing on it.",
		Example: `[[[[...]]]]`,
		Fix:     "Look at how the text was made: it is no Voucherify webhook.",
	}
	ruleSize = &Rule{
		ID: "json/size", Title: "the size is within reason", Severity: Error,
		Why: "A webhook has some thousand bytes, seldom some hundred thousand. vhook reads 16 MiB of one payload, or " +
			"what --max-size says, and passes over what is larger, so that its memory stays small on any input.",
		Example: `{"metadata": {"log": "[16 MiB of text]"}}`,
		Fix: "Look at how the text was made. A broken line of a stream can look as if it went on for ever; where such " +
			"a payload is meant, raise the limit with --max-size.",
	}
	ruleDuplicateKey = &Rule{
		ID: "json/duplicate-key", Title: "an object has each member once", Severity: Error,
		Why: "JSON readers disagree on two members of one name: some take the first, some the last, some both. " +
			"What the payload says then depends on who reads it.",
		Example: `{"amount": 7000, "amount": 6000}`,
		Fix:     "Keep the member that is meant.",
	}
	ruleNumber = &Rule{
		ID: "json/number", Title: "numbers are of a size that readers keep", Severity: Warning,
		Why: "Most JSON readers, JavaScript's among them, read numbers as 64-bit floating point. It has every integer up to " +
			"9007199254740991, rounds larger ones, and has nothing beyond 1.8e308 (RFC 8259, section 6; RFC 7493, section " +
			"2.2): an id ends in other digits, an amount is another or infinite. The rules on amounts do not calculate " +
			"with such a number either, so that nobody tells whether what has it adds up.",
		Example: `{"metadata": {"account": 12345678901234567890}}`,
		Fix:     "Write ids and codes as strings. No amount in minor units is that large: look at how it came about.",
	}
	ruleJSONObject = &Rule{
		ID: "json/object", Title: "a payload is a JSON object", Severity: Error,
		Why:     "A webhook is an object, with or without its envelope. An array, a string or a number is none.",
		Example: `"redemption.succeeded"`,
		Fix:     "Pass the body of the webhook itself.",
	}
)

var jsonRules = []*Rule{
	ruleSyntax, ruleTruncated, ruleEncoding, ruleString, ruleDepth, ruleSize, ruleDuplicateKey, ruleNumber, ruleJSONObject,
}
