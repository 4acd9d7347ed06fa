package summary

import (
	"iter"

	"github.com/vhook/vhook/pkg/payload"
)

// cursor is a place in a payload, or nowhere. Reading on from nowhere gives
// nothing, so that callers need not ask what is there.
type cursor struct {
	doc *payload.Document
	at  int
}

func (c cursor) get(names ...string) cursor {
	return cursor{c.doc, c.doc.Field(c.at, names...)}
}

// empty reports whether there is no value, or null.
func (c cursor) empty() bool { return c.doc.IsNull(c.at) }

func (c cursor) object() bool { return c.doc.Kind(c.at) == payload.Object }

func (c cursor) container() bool {
	return c.object() || c.doc.Kind(c.at) == payload.Array
}

func (c cursor) key() string { return c.doc.Key(c.at) }

func (c cursor) count() int { return c.doc.Len(c.at) }

// text returns a string's value, the spelling of any other scalar, and ""
// where there is none.
func (c cursor) text(names ...string) string {
	c = c.get(names...)
	switch {
	case c.empty(), c.container():
		return ""
	case c.doc.Kind(c.at) == payload.String:
		return c.doc.Str(c.at)
	}
	return string(c.doc.Raw(c.at))
}

// first returns the first of several members that has a text.
func (c cursor) first(names ...string) string {
	for _, name := range names {
		if text := c.text(name); text != "" {
			return text
		}
	}
	return ""
}

func (c cursor) number(names ...string) Number {
	if c = c.get(names...); c.empty() {
		return ""
	}
	return Number(c.doc.Raw(c.at))
}

// flag returns a boolean, and nil where there is none.
func (c cursor) flag(names ...string) *bool {
	kind := c.doc.Kind(c.get(names...).at)
	if kind != payload.True && kind != payload.False {
		return nil
	}
	return new(kind == payload.True)
}

// isTrue reports whether a boolean is there and true.
func (c cursor) isTrue(names ...string) bool { return c.doc.Kind(c.get(names...).at) == payload.True }

func (c cursor) each() iter.Seq[cursor] {
	return c.where(func(cursor) bool { return true })
}

// where yields the members or elements that are wanted.
func (c cursor) where(wanted func(cursor) bool) iter.Seq[cursor] {
	return func(yield func(cursor) bool) {
		for n := range c.doc.Children(c.at) {
			if entry := (cursor{c.doc, n}); wanted(entry) && !yield(entry) {
				return
			}
		}
	}
}

// say returns what is said of the members or elements, of as many as are listed.
func (c cursor) say(of func(cursor) string) []string {
	var words []string
	for entry := range c.each() {
		if len(words) == listed {
			break
		}
		words = append(words, of(entry))
	}
	return words
}
