package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"slices"
	"strconv"
)

// Precompile compiles documents and writes what they say as text, for
// [NewPrecompiled]: to read it takes a third of the time that the documents
// take. What few documents say is not written; of those that say it there is no
// more than the location. The locations are paths, or paths with a fragment.
func Precompile(fsys fs.FS, locations []string) (string, error) {
	c := NewCompiler(fsys)
	var lines []string
	for _, location := range locations {
		s, err := c.Compile(location)
		if err != nil {
			return "", err
		}
		var w writer
		w.schema(s)
		if w.lacking {
			w.text = nil
		}
		lines = append(lines, location+" "+string(w.text)+"\n")
	}
	slices.Sort(lines)
	var w writer
	w.words(lines)
	return string(w.text), nil
}

// writer writes schemas. Numbers end with a space, words begin with their length.
type writer struct {
	text    []byte
	lacking bool // there is something that it cannot write
}

func (w *writer) number(n int) { w.text = append(strconv.AppendInt(w.text, int64(n), 10), ' ') }

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
// anything, and its fields.
func (w *writer) schema(s *Schema) {
	asserts := 0
	if s.asserts {
		asserts = 1
	}
	w.number(int(s.node))
	w.number(asserts)
	fields := writer{}
	fields.fields(s)
	w.word(string(fields.text))
	w.lacking = w.lacking || fields.lacking
}

func (w *writer) tag(tag byte) { w.text = append(w.text, tag) }

func (w *writer) fields(s *Schema) {
	w.lacking = s.never != "" || s.prefixItems != nil || s.contains != nil || s.minContains != nil || s.maxContains != nil ||
		s.uniqueItems || s.isNamed() || s.patternProperties != nil
	if s.Deprecated {
		w.tag(tagDeprecated)
	}
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
