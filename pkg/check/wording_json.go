package check

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/vhook/vhook/pkg/payload"
)

// syntaxFinding words a syntax error.
func syntaxFinding(d *payload.Document, err error) Finding {
	e, ok := errors.AsType[*payload.SyntaxError](err)
	if !ok {
		panic("check: the parser returned " + err.Error())
	}
	f := Finding{Severity: Error, Start: e.Start, End: max(e.End, e.Start)}
	var rule *Rule
	rule, f.Message, f.Help = syntaxWords(d.Text, e)
	f.Rule = rule.ID
	if cutLine(d.Text, e) {
		f.End = f.Start
	}
	if e.Container >= 0 && rule == ruleTruncated {
		f.Related = []Related{{Start: e.Container, End: e.Container + 1, Message: "this bracket is still open"}}
	}
	return f
}

// cutLine reports whether what the parser refuses is the line end that text
// ends with: a line of NDJSON that was cut off inside a string.
func cutLine(text []byte, e *payload.SyntaxError) bool {
	return e.Reason == payload.ControlCharacter && len(bytes.Trim(text[e.Start:], "\r\n")) == 0
}

const cutHelp = "the payload was cut off; capture it again, whole"

func syntaxWords(text []byte, e *payload.SyntaxError) (rule *Rule, message, help string) {
	switch e.Reason {
	case payload.Empty:
		return ruleTruncated, "there is no JSON here", ""
	case payload.Truncated:
		return ruleTruncated, "the text ends where " + expectationWords[e.Expect] + " is expected", cutHelp
	case payload.Trailing:
		return ruleSyntax, fmt.Sprintf("%s after the end of the document", seen(text, e.Start)), textHelp(text, e)
	case payload.TooDeep:
		return ruleDepth, fmt.Sprintf("nested deeper than %d levels", e.MaxDepth), ""
	case payload.TooLarge:
		return ruleSize, "a payload of more than " + sizeWords(e.MaxSize), "raise the limit with --max-size, if such a payload is meant"
	case payload.BadNumber:
		return ruleSyntax, fmt.Sprintf("malformed number %s", quoted(text[e.Start:e.End])), cmp.Or(textHelp(text, e), numberHelp(text[e.Start:e.End]))
	case payload.BadLiteral:
		return ruleSyntax, fmt.Sprintf("unknown word %s where a value is expected", quoted(text[e.Start:e.End])), literalHelp(text, e)
	case payload.BadEscape:
		return ruleString, escapeSeen(text, e.Start) + " is no escape sequence of JSON",
			`escapes are \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits`
	case payload.ControlCharacter:
		if cutLine(text, e) {
			return ruleTruncated, "the line was cut off inside a string", cutHelp
		}
		return ruleString, fmt.Sprintf("control character U+%04X in a string", text[e.Start]), controlHelp(text[e.Start])
	case payload.LoneSurrogate:
		return ruleString, fmt.Sprintf("%s is half of a surrogate pair, no character", text[e.Start:e.End]),
			"the text was cut inside a character, or encoded wrongly"
	}
	return encodingWords(text, e)
}

func encodingWords(text []byte, e *payload.SyntaxError) (rule *Rule, message, help string) {
	switch e.Reason {
	case payload.NulByte:
		return ruleEncoding, "NUL byte", "this is a binary file, or text in UTF-16"
	case payload.InvalidUTF8:
		return ruleEncoding, fmt.Sprintf("byte 0x%02X is not UTF-8", text[e.Start]), "convert the file to UTF-8"
	case payload.UTF16:
		return ruleEncoding, "the text is UTF-16, want UTF-8", "convert it, for example with iconv -f UTF-16 -t UTF-8"
	case payload.UTF32:
		return ruleEncoding, "the text is UTF-32, want UTF-8", "convert it, for example with iconv -f UTF-32 -t UTF-8"
	case payload.ByteOrderMark:
		return ruleEncoding, "byte order mark inside the text", "remove the three bytes EF BB BF"
	}
	return ruleSyntax, fmt.Sprintf("%s where %s is expected", seen(text, e.Start), expectationWords[e.Expect]), unexpectedHelp(text, e)
}

var expectationWords = [...]string{
	payload.ExpectNothing:     "nothing",
	payload.ExpectValue:       "a value",
	payload.ExpectKey:         `a member name in double quotes`,
	payload.ExpectKeyOrClose:  `a member name in double quotes or "}"`,
	payload.ExpectColon:       `":"`,
	payload.ExpectCommaBrace:  `"," or "}"`,
	payload.ExpectCommaSquare: `"," or "]"`,
	payload.ExpectQuote:       "the closing quote of a string",
}

// seen names the character at an offset.
func seen(text []byte, at int) string {
	r, size := utf8.DecodeRune(text[at:])
	switch {
	case r == utf8.RuneError && size <= 1:
		return fmt.Sprintf("byte 0x%02X", text[at])
	case r == '\'':
		return `"'"`
	case r == '\\':
		return `'\'`
	}
	return strconv.QuoteRune(r)
}

// escapeSeen names the escape sequence at an offset, a backslash and one character.
func escapeSeen(text []byte, at int) string {
	if r, _ := utf8.DecodeRune(text[at+1:]); r != utf8.RuneError && unicode.IsPrint(r) {
		return `"\` + string(r) + `"`
	}
	return "a backslash before " + seen(text, at+1)
}

// sizeWords writes a number of bytes in the largest unit that it is a whole
// number of.
func sizeWords(n int) string {
	for _, unit := range []string{"bytes", "KiB", "MiB"} {
		if n == 0 || n%1024 != 0 {
			return fmt.Sprintf("%d %s", n, unit)
		}
		n /= 1024
	}
	return fmt.Sprintf("%d GiB", n)
}

func quoted(text []byte) string { return strconv.Quote(clip(string(text))) }

const clipLength = 80

// clip shortens text from a payload so that it fits a message.
func clip(s string) string {
	if utf8.RuneCountInString(s) <= clipLength {
		return s
	}
	return string([]rune(s)[:clipLength]) + "…"
}

func numberHelp(word []byte) string {
	digits := bytes.TrimLeft(word, "-+")
	switch {
	case word[0] == '+':
		return "JSON numbers have no plus sign"
	case len(digits) > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9':
		return "JSON numbers have no leading zeros; codes and ids that have them are strings"
	case bytes.HasPrefix(digits, []byte(".")):
		return "a JSON number begins with a digit or a minus sign, and has a digit before its point"
	}
	return "a JSON number is written as in 7000, -0.5 or 1e3; anything else is a string, in double quotes"
}

// textHelp knows the lines of logs: neither bracket nor quote stands before what
// is wrong, and a brace behind it.
func textHelp(text []byte, e *payload.SyntaxError) string {
	if at := bytes.IndexAny(text, `{["`); at > e.Start && bytes.IndexByte(text[at:], '{') >= 0 {
		return "there is text before the JSON; --extract takes payloads out of text"
	}
	return ""
}

// stringHelp knows the payload that was encoded twice.
func stringHelp(s string) string {
	if s = strings.TrimSpace(s); strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") {
		return "this is JSON in a string, encoded twice: decode the string"
	}
	return ""
}

// unsafeWords says what readers that have doubles only do with a number.
func unsafeWords(number []byte) string {
	limit := int64(payload.MaxSafeInteger)
	if math.IsInf(payload.Magnitude(number), 0) {
		return "have no number of that size"
	}
	if number[0] == '-' {
		limit = -limit
	}
	return fmt.Sprintf("round what is beyond %d", limit)
}

// literalHelp tells a slip inside JSON from text that is none at all.
func literalHelp(text []byte, e *payload.SyntaxError) string {
	switch word := string(bytes.ToLower(text[e.Start:e.End])); word {
	case "true", "false", "null":
		return "write " + word + " in lower case"
	case "none", "nil", "undefined":
		return "write null"
	case "nan", "inf", "infinity", "-infinity":
		return "JSON has no such number; write null"
	}
	if len(bytes.TrimSpace(text[:e.Start])) == 0 {
		return "this is no JSON; --extract finds payloads in other text"
	}
	return "strings stand in double quotes"
}

func controlHelp(c byte) string {
	switch c {
	case '\n', '\r':
		return `a string ends on its line; write a line break as \n, or close the quote`
	case '\t':
		return `write a tab as \t`
	}
	return fmt.Sprintf(`write it as \u%04x`, c)
}

// unexpectedHelp knows the slips of people who write JSON by hand, and the
// texts that are saved in place of JSON.
func unexpectedHelp(text []byte, e *payload.SyntaxError) string {
	rest := text[e.Start:]
	first, _ := utf8.DecodeRune(rest)
	before := bytes.TrimRight(text[:e.Start], " \t\r\n")
	switch {
	case rest[0] == '<' && len(before) == 0:
		return "this looks like HTML or XML, perhaps an error page"
	case rest[0] == '\'':
		return "JSON has double quotes only"
	case strings.ContainsRune("“”„‟‘’‚«»", first):
		return "a typographic quote, as text processors write it; JSON has straight double quotes only"
	case first >= utf8.RuneSelf && !unicode.IsGraphic(first), first >= utf8.RuneSelf && unicode.IsSpace(first):
		return "JSON has no such space between its parts; remove it, or write a plain one"
	case bytes.HasPrefix(rest, []byte("//")), bytes.HasPrefix(rest, []byte("/*")), rest[0] == '#':
		return "JSON has no comments"
	case bytes.HasSuffix(before, []byte(",")) && (rest[0] == '}' || rest[0] == ']'):
		return "remove the comma before it"
	case rest[0] == '"' && (e.Expect == payload.ExpectCommaBrace || e.Expect == payload.ExpectCommaSquare):
		return "a comma is missing before it"
	case (unicode.IsLetter(first) || first == '_' || first == '$') && (e.Expect == payload.ExpectKey || e.Expect == payload.ExpectKeyOrClose):
		return "member names stand in double quotes"
	}
	return textHelp(text, e)
}
