package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/template"
)

// ParseTemplate parses a template over the document that format json writes;
// its members have the names they have there. Beside the functions of
// text/template there are "join SEPARATOR LIST", "upper TEXT" and "json VALUE".
// Errors name the place; a member that does not exist is one.
func ParseTemplate(name, text string) (*template.Template, error) {
	t, err := template.New(name).Option("missingkey=error").Funcs(templateFuncs).Parse(text)
	return t, templateError(err)
}

var templateFuncs = template.FuncMap{
	"join": func(separator string, list []any) string {
		words := make([]string, len(list))
		for i, v := range list {
			words[i] = fmt.Sprint(v)
		}
		return strings.Join(words, separator)
	},
	"upper": strings.ToUpper,
	"json": func(v any) (string, error) {
		text, err := marshal(v)
		return string(text), err
	},
}

// templateError removes what the package of templates puts before its errors.
func templateError(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(strings.TrimPrefix(err.Error(), "template: "))
}

// templateReporter executes a template on the whole document, which it
// therefore has to hold.
type templateReporter struct {
	w        io.Writer
	options  Options
	payloads []any
	counts   counts
}

func newTemplate(w io.Writer, o Options) Reporter {
	return &templateReporter{w: w, options: o, payloads: []any{}}
}

func (r *templateReporter) Payload(p *Payload) error {
	r.counts.add(p.Result)
	v, err := templateValue(newJSONPayload(p, &r.options))
	r.payloads = append(r.payloads, v)
	return err
}

func (r *templateReporter) Close() error {
	counts, err := templateValue(r.counts)
	if err != nil {
		return err
	}
	document := map[string]any{
		"schema_version": schemaVersion,
		"tool":           map[string]any{"name": "vhook", "version": r.options.Version()},
		"payloads":       r.payloads,
		"counts":         counts,
	}
	var b bytes.Buffer
	if err := r.options.Template.Execute(&b, document); err != nil {
		return templateError(err)
	}
	_, err = r.w.Write(b.Bytes())
	return err
}

// templateValue returns what v is as JSON, for a template: numbers are
// integers, text is printable, and members that JSON leaves out are empty.
func templateValue(v any) (any, error) {
	text, err := marshal(v)
	if err != nil {
		return nil, err
	}
	var decoded any
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	err = dec.Decode(&decoded)
	return forTemplate(decoded), err
}

func forTemplate(v any) any {
	switch v := v.(type) {
	case string:
		return printable(v)
	case json.Number:
		n, _ := v.Int64() // there are no others
		return n
	case []any:
		for i := range v {
			v[i] = forTemplate(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = forTemplate(v[name])
		}
		if v["pointer"] != nil {
			complete(v)
		}
	}
	return v
}

// complete adds the optional members of a finding or a related place, so that
// a template need not ask for them.
func complete(place map[string]any) {
	for name, empty := range map[string]any{"message": "", "help": "", "related": []any{}} {
		if place[name] == nil {
			place[name] = empty
		}
	}
}
