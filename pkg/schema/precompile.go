package schema

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io/fs"
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// Precompiled is what documents say, to be read in their place.
type Precompiled struct {
	// Schemas are sorted by location: a path, or a path with a fragment.
	Schemas []Written
	// Leaves are what many schemas say that look at one value and not below it, or
	// only refer to others.
	Leaves []string
}

// Written is what one schema says.
type Written struct{ Location, Text string }

// Precompile compiles documents and writes what they say, for [NewPrecompiled]: to
// read it takes a small part of the time that the documents take. What few documents say
// is not written; of those that say it there is no more than the location.
func Precompile(fsys fs.FS, locations []string) (p Precompiled, err error) {
	c := NewCompiler(fsys)
	for _, location := range slices.Sorted(slices.Values(locations)) {
		s, err := c.Compile(location)
		if err != nil {
			return p, err
		}
		w := writer{leaves: slices.Clone(p.Leaves)}
		w.schema(s)
		if w.lacking {
			w = writer{leaves: p.Leaves}
		}
		p.Leaves = w.leaves
		p.Schemas = append(p.Schemas, Written{location, string(w.text)})
	}
	return p, nil
}

// writer writes schemas. Words begin with their length.
type writer struct {
	text    []byte
	leaves  []string
	lacking bool // there is something that it cannot write
}

func (w *writer) number(n int) { w.text = binary.AppendUvarint(w.text, uint64(n)) }

func (w *writer) word(word string) {
	w.number(len(word))
	w.text = append(w.text, word...)
}

func (w *writer) words(words []string) {
	w.number(len(words))
	for _, word := range words {
		w.word(word)
	}
}

// schema writes where a schema stands in its document, whether it asserts
// anything, and its fields or which of the leaves they are.
func (w *writer) schema(s *Schema) {
	head, isLeaf := int(s.node)<<2, s.node != payload.Root && (s.isLeaf() || s.onlyRefers())
	if s.asserts {
		head |= 1
	}
	fields := writer{leaves: w.leaves}
	fields.fields(s)
	w.leaves, w.lacking = fields.leaves, w.lacking || fields.lacking
	text := string(fields.text)
	if !isLeaf {
		w.number(head)
		w.word(text)
		return
	}
	w.number(head | 2)
	leaf := slices.Index(w.leaves, text)
	if leaf < 0 {
		leaf, w.leaves = len(w.leaves), append(w.leaves, text)
	}
	w.number(leaf)
}

func (w *writer) tag(tag byte) { w.text = append(w.text, tag) }

func (w *writer) fields(s *Schema) {
	w.lacking = s.never != "" || s.prefixItems != nil || s.contains != nil || s.minContains != nil || s.maxContains != nil ||
		s.uniqueItems || s.isNamed() || s.patternProperties != nil
	if s.Types != Any {
		w.tag(tagTypes)
		w.number(int(s.Types))
	}
	for _, a := range s.assertions {
		w.tag(tagAssertion)
		w.word(string(a.keyword))
		w.word(a.want.Text)
		w.words(a.want.Values)
	}
	if len(s.Required) > 0 {
		w.tag(tagRequired)
		w.words(s.Required)
	}
	if len(s.Properties) > 0 {
		w.tag(tagProperties)
		w.number(len(s.Properties))
		for _, p := range s.Properties {
			w.word(p.Name)
			w.schema(p.Schema)
		}
	}
	if s.ref != nil {
		w.tag(tagReference)
		w.word(s.ref.file)
		w.word(s.ref.pointer)
	}
	w.applicators(s)
	w.extensions(s)
}

func (w *writer) applicators(s *Schema) {
	for _, a := range applicators {
		if sub := *a.one(s.content); sub != nil {
			w.tag(a.tag)
			w.schema(sub)
		}
	}
	for _, a := range lists {
		for _, sub := range *a.all(s.content) {
			w.tag(a.tag)
			w.schema(sub)
		}
	}
}

func (w *writer) extensions(s *Schema) {
	for _, e := range s.extensions {
		var text bytes.Buffer
		if err := json.Compact(&text, []byte(e.text)); err != nil {
			panic("schema: an extension is no JSON: " + err.Error())
		}
		w.tag(tagExtension)
		w.word(e.key)
		w.word(text.String())
	}
}
