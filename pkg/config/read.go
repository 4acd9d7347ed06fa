package config

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/schema"
)

// reader fills a Config from a file.
type reader struct {
	fsys     fs.FS
	config   *Config
	compiler *schema.Compiler // of fsys; made when a contract asks for it
}

// keys lists what may stand in a configuration.
func (r *reader) keys() []key {
	return []key{
		r.setting("format"),
		r.setting("fail-on"),
		r.setting("notes"),
		{"rules", func(v value) error { return v.each(r.override) }},
		{"ignore", func(v value) error { return v.each(r.ignore) }},
		{"events", func(v value) error { return v.each(r.expectation) }},
		{"contracts", r.contracts},
	}
}

// setting is the key of a flag.
func (r *reader) setting(flag string) key {
	return key{flag, func(v value) error {
		if v.kind == nothing {
			return nil
		}
		word, err := v.word()
		r.config.Settings = append(r.config.Settings, Setting{flag, word, v.Place})
		return err
	}}
}

// oneOf reads one of several words into a field.
func oneOf(field *string, what string, words []string) func(value) error {
	return func(v value) (err error) {
		if *field, err = v.word(); err == nil && !slices.Contains(words, *field) {
			err = v.unknown(what, words)
		}
		return err
	}
}

// glob reads a pattern into a field.
func glob(field *string) func(value) error {
	return func(v value) (err error) {
		if *field, err = v.word(); err == nil && !doublestar.ValidatePattern(*field) {
			err = v.Errorf("malformed pattern %q", *field)
		}
		return err
	}
}

func (r *reader) override(v value) error {
	var o override
	var severity string
	err := v.read([]key{
		{"rule", ruleGlob(&o.rule)},
		{"severity", oneOf(&severity, "severity", append(check.Severities(), off))},
		{"path", glob(&o.path)},
		{"pointer", glob(&o.pointer)},
	})
	switch {
	case err != nil:
		return err
	case o.rule == "":
		return v.Errorf("which rule? want a key rule, as in rule: order/*")
	case severity == "":
		return v.Errorf("want a key severity: error, warning, note or off")
	}
	o.severity = check.ParseSeverity(severity)
	r.config.overrides = append(r.config.overrides, o)
	return nil
}

// ruleGlob reads a rule's id, or a pattern that at least one of them matches.
func ruleGlob(field *string) func(value) error {
	return func(v value) error {
		err := glob(field)(v)
		if ids := check.RuleIDs(); err == nil && !slices.ContainsFunc(ids, func(id string) bool { return matches(*field, id) }) {
			err = v.unknown("rule", ids)
		}
		return err
	}
}

// off is the severity of findings that are dropped.
const off = "off"

func (r *reader) ignore(v value) error {
	var pattern string
	if err := glob(&pattern)(v); err != nil {
		return err
	}
	r.config.ignored = append(r.config.ignored, pattern)
	return nil
}

func (r *reader) expectation(v value) error {
	var e expectation
	err := v.read([]key{
		{"path", glob(&e.path)},
		{"event", oneOf(&e.event, "event", event.Default().Names())},
	})
	switch {
	case err != nil:
		return err
	case e.path == "" || e.event == "":
		return v.Errorf("want the keys path and event")
	}
	r.config.expected = append(r.config.expected, e)
	return nil
}

func (r *reader) contracts(v value) error {
	return v.read([]key{
		{"metadata", func(v value) error { return r.schemas(v, &r.config.Metadata, withMetadata) }},
		{"custom", func(v value) error { return r.schemas(v, &r.config.Custom, anyName) }},
	})
}

// schemas reads a mapping of names to the files of schemas.
func (r *reader) schemas(v value, contracts *[]check.Contract, known func(value) error) error {
	if err := v.want(mapping); err != nil {
		return err
	}
	for _, m := range v.members {
		if err := known(m.key); err != nil {
			return err
		}
		s, err := r.compile(m.value)
		if err != nil {
			return err
		}
		*contracts = append(*contracts, check.Contract{Name: m.key.text, Schema: s})
	}
	return nil
}

// anyName accepts every type of webhook: projects make them up.
func anyName(value) error { return nil }

// withMetadata fails unless the key names an object that has metadata.
func withMetadata(key value) error {
	if ok, err := hasMetadata(key.text); ok || err != nil {
		return err
	}
	var names []string
	for _, name := range event.Default().Objects() {
		if ok, err := hasMetadata(name); err != nil {
			return err
		} else if ok {
			names = append(names, name)
		}
	}
	return key.unknown("object with metadata called", names)
}

func hasMetadata(object string) (bool, error) {
	s, err := event.Default().Object(object)
	if s == nil || err != nil {
		return false, err
	}
	return slices.Contains(s.PropertyNames(), "metadata"), nil
}

// compile compiles the schema whose file a value names.
func (r *reader) compile(v value) (*schema.Schema, error) {
	file, err := v.word()
	if err != nil {
		return nil, err
	}
	if file = path.Clean(file); !fs.ValidPath(file) {
		return nil, v.Errorf("%q lies outside the directory of the configuration", file)
	}
	if r.compiler == nil {
		r.compiler = schema.NewCompiler(r.fsys)
	}
	s, err := r.compiler.Compile(file)
	fault, ok := errors.AsType[*schema.CompileError](err)
	switch {
	case !ok:
		return s, err
	case fault.Line == 0:
		return nil, v.Errorf("%s: %w", fault.File, fault.Err)
	}
	at := Place{fault.File, fault.Line, fault.Column}
	if fault.Pointer == "" {
		return nil, at.Errorf("%w", fault.Err)
	}
	return nil, at.Errorf("#%s: %w", fault.Pointer, fault.Err)
}
