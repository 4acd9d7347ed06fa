package check

import (
	"fmt"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// contractWords words the keywords that only a project's own schemas have, and
// sizes.
func (c *context) contractWords(v schema.Violation, subject string) string {
	switch v.Keyword {
	case schema.ExclusiveMaximum:
		return fmt.Sprintf("%s must be less than %s, got %s", subject, v.Want.Text, c.got(v.Node))
	case schema.MultipleOf:
		return fmt.Sprintf("%s must be a multiple of %s, got %s", subject, v.Want.Text, c.got(v.Node))
	case schema.UniqueItems:
		return fmt.Sprintf("%s must not repeat an element", subject)
	case schema.Contains:
		return fmt.Sprintf("%s has no element of the kind it must have", subject)
	case schema.AdditionalProperties, schema.False:
		return fmt.Sprintf("%s is not allowed here", subject)
	case schema.PropertyNames:
		return fmt.Sprintf("%q is no name for a member here", clip(v.Name))
	case schema.AnyOf:
		return fmt.Sprintf("%s fits none of the forms it may have", subject)
	case schema.OneOf:
		return fmt.Sprintf("%s must fit exactly one of several forms", subject)
	case schema.Not:
		return fmt.Sprintf("%s has a form that is excluded", subject)
	}
	return c.sizeWords(v, subject)
}

// sizes says what the keywords on sizes count.
var sizes = map[schema.Keyword]string{
	schema.MinLength:     "at least %s characters",
	schema.MaxLength:     "at most %s characters",
	schema.MinItems:      "at least %s elements",
	schema.MaxItems:      "at most %s elements",
	schema.MinContains:   "at least %s elements of one kind",
	schema.MaxContains:   "at most %s elements of one kind",
	schema.MinProperties: "at least %s members",
	schema.MaxProperties: "at most %s members",
}

func (c *context) sizeWords(v schema.Violation, subject string) string {
	if v.Keyword == schema.MinLength && v.Want.Text == "1" {
		return subject + " must not be empty"
	}
	words := fmt.Sprintf("%s must have %s", subject, fmt.Sprintf(sizes[v.Keyword], v.Want.Text))
	if c.Kind(v.Node) == payload.String {
		words += ", got " + c.got(v.Node)
	}
	return words
}
