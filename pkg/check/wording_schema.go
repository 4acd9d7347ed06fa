package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// violation words what the engine found at a node.
func (c *context) violation(v schema.Violation, place string) {
	f := c.reportAs(schemaRule(v.Keyword), v.Node, "%s", c.violationWords(v))
	f.Place = place
	switch v.Keyword {
	case schema.Required, schema.DependentRequired:
		f.End, f.lacks = f.Start+1, v.Name
	case schema.Type:
		f.Help = c.typeHelp(v)
	case schema.Enum, schema.Const:
		f.Help = c.enumHelp(v)
	case schema.Format:
		if strings.HasPrefix(v.Want.Text, "date") && spacedTime(c.Str(v.Node)) {
			f.Severity, f.Help = Warning, "documentation shows such a time once; remove the spaces"
		}
	}
}

// spacedTime reports whether a time is well-formed but for spaces after its
// colons, as the documentation has it in one example.
func spacedTime(s string) bool {
	_, err := time.Parse(time.RFC3339Nano, strings.ReplaceAll(s, ": ", ":"))
	return strings.Contains(s, ": ") && err == nil
}

func (c *context) violationWords(v schema.Violation) string {
	subject := c.subject(v.Node)
	switch v.Keyword {
	case schema.Required:
		return fmt.Sprintf("%s lacks the required member %q", subject, v.Name)
	case schema.DependentRequired:
		return fmt.Sprintf("%s has %q and so needs %q", subject, v.Want.Text, v.Name)
	case schema.Type:
		return fmt.Sprintf("%s must be %s, got %s", subject, typeWords(v.Want.Types), c.got(v.Node))
	case schema.Enum, schema.Const:
		return fmt.Sprintf("%s must be %s, got %s", subject, valueWords(v.Want.Values), c.got(v.Node))
	case schema.Format:
		if part := missingPart(v.Want.Text, c.Str(v.Node)); part != "" {
			return fmt.Sprintf("%s must be a %s, got %s: there is no such %s", subject, v.Want.Text, c.got(v.Node), part)
		}
		return fmt.Sprintf("%s must be %s, got %s", subject, formatWords(v.Want.Text), c.got(v.Node))
	case schema.Minimum:
		return fmt.Sprintf("%s must be at least %s, got %s", subject, v.Want.Text, c.got(v.Node))
	case schema.Maximum:
		return fmt.Sprintf("%s must be at most %s, got %s", subject, v.Want.Text, c.got(v.Node))
	case schema.ExclusiveMinimum:
		return fmt.Sprintf("%s must be more than %s, got %s", subject, v.Want.Text, c.got(v.Node))
	case schema.Pattern:
		return fmt.Sprintf("%s must match %s, got %s", subject, v.Want.Text, c.got(v.Node))
	}
	return c.contractWords(v, subject)
}

// subject names a node for a sentence: its member name, the element of an
// array as items[2], or what it is at the root.
func (c *context) subject(n int) string {
	switch {
	case n == payload.Root && n == c.data:
		return "data"
	case n == payload.Root:
		return "the payload"
	case c.Nodes[n].Key > 0:
		return clip(c.Key(n))
	}
	at := c.place(n)
	return fmt.Sprintf("%s[%d]", c.subject(int(at.parent)), at.index)
}

// got describes the value that stands at a node.
func (c *context) got(n int) string {
	switch c.Kind(n) {
	case payload.String:
		return fmt.Sprintf("the string %q", clip(c.Str(n)))
	case payload.Integer, payload.Number:
		return "the number " + clip(string(c.Raw(n)))
	case payload.Object:
		return "an object"
	case payload.Array:
		return "an array"
	}
	return string(c.Raw(n))
}

// typeWords lists types without null, which only says that the member may be
// left out.
func typeWords(t schema.Types) string {
	var words []string
	for _, name := range t.Names() {
		if name != "null" || t.Names()[0] == "null" {
			words = append(words, withArticle(name))
		}
	}
	return enumerate(words, "or")
}

// valueWords lists the values of an enumeration, null left out likewise.
func valueWords(values []string) string {
	var words []string
	for _, v := range values {
		if v != "null" || len(values) == 1 {
			words = append(words, v)
		}
	}
	if len(words) == 1 {
		return words[0]
	}
	return "one of " + strings.Join(words, ", ")
}

func formatWords(format string) string {
	switch format {
	case "date-time":
		return "a date-time such as 2024-01-15T12:20:38.596Z"
	case "date":
		return "a date such as 2024-01-15"
	case "uri":
		return "an absolute URI"
	case "email":
		return "an e-mail address"
	}
	return withArticle(format)
}

// missingPart names what of a date of the right form does not exist, such as its
// day; "" where that is not what is wrong.
func missingPart(format, s string) string {
	layout, ok := map[string]string{"date-time": time.RFC3339Nano, "date": time.DateOnly}[format]
	ones := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return '1' // there is an eleventh of each part
		}
		return r
	}, s)
	if _, err := time.Parse(layout, ones); !ok || err != nil {
		return ""
	}
	_, err := time.Parse(layout, s)
	if e, ok := errors.AsType[*time.ParseError](err); ok {
		if part, found := strings.CutSuffix(e.Message, " out of range"); found {
			return strings.TrimPrefix(part, ": ")
		}
	}
	return ""
}

// enumerate joins words with commas, the last with a conjunction.
func enumerate(words []string, conjunction string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + conjunction + " " + words[len(words)-1]
}

// typeHelp knows the slips that money and numbers invite, and JSON in a string.
func (c *context) typeHelp(v schema.Violation) string {
	number := v.Want.Types.Has(payload.Integer)
	switch {
	case number && c.Kind(v.Node) == payload.Number && strings.Contains(v.Schema.Description(), "minor unit"):
		return "amounts are integers in minor units: 70.5 is written 7050"
	case number && c.Kind(v.Node) == payload.String && isDigits(c.Str(v.Node)):
		return "remove the quotes"
	case v.Want.Types.Has(payload.Object) && c.Kind(v.Node) == payload.String:
		return stringHelp(c.Str(v.Node))
	case v.Want.Types.Has(payload.Null) && c.StrIs(v.Node, "null"):
		return "remove the quotes"
	}
	return ""
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func (c *context) enumHelp(v schema.Violation) string {
	got := c.Str(v.Node)
	if got == "" || len(got) > clipLength {
		return ""
	}
	words := make([]string, len(v.Want.Values))
	for i, value := range v.Want.Values {
		words[i] = strings.Trim(value, `"`)
	}
	if near := event.Nearest(got, words); near != "" {
		return "did you mean " + v.Want.Values[slices.Index(words, near)] + "?"
	}
	return ""
}

// unlisted tells of a member that no schema lists: a warning where it is very
// likely a listed one misspelt, else a note.
func (c *context) unlisted(u schema.Unlisted, place string) {
	key := c.Key(u.Node)
	meant := c.misspelt(u, key)
	rule := ruleUnlisted
	if meant != "" {
		rule = ruleMisspelt
	}
	f := c.reportAs(rule, u.Node, "%q is not documented here", clip(key))
	f.Start, f.End = c.keySpan(u.Node)
	f.Place = place
	if meant != "" {
		f.Message = fmt.Sprintf("%q is not documented here, and %q is missing", clip(key), meant)
		f.Help = fmt.Sprintf("did you mean %q?", meant)
	}
}

// misspelt returns the listed name that the object lacks and that key is one
// letter, or its underscores and capitals, away from.
func (c *context) misspelt(u schema.Unlisted, key string) string {
	if len(key) > clipLength {
		return ""
	}
	for _, name := range u.Schema.PropertyNames() {
		if likeName(key, name) && c.Field(u.Object, name) == payload.None {
			return name
		}
	}
	return ""
}

func likeName(key, name string) bool {
	return event.EditDistance(key, name, 2) < 2 || plainName(key) == plainName(name)
}

var plainNames = strings.NewReplacer("_", "", "-", "", " ", "")

func plainName(s string) string { return strings.ToLower(plainNames.Replace(s)) }
