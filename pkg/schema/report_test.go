package schema_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// world has objects that refer to each other.
var world = map[string]string{
	"objects/order.json": `{
		"type": ["object", "null"], "required": ["id"],
		"properties": {
			"id": {"type": "string"},
			"customer": {"$ref": "customer.json", "description": "who ordered"},
			"redemptions": {"type": "array", "items": {"$ref": "redemption.json"}}
		}
	}`,
	"objects/redemption.json": `{
		"allOf": [{"$ref": "base.json"}],
		"properties": {"order": {"$ref": "order.json"}, "metadata": {"additionalProperties": true, "properties": {"a": true}}},
		"patternProperties": {"^x_": true}
	}`,
	"objects/base.json":     `{"properties": {"object": {"type": "string"}}}`,
	"objects/customer.json": `{"type": ["object", "null"], "properties": {"name": {"type": ["string", "null"]}}}`,
}

func compileWorld(t *testing.T, root string) *schema.Schema {
	t.Helper()
	s, err := schema.NewCompiler(files(root, world)).Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// validate returns the report on a text, with pointers for nodes.
func validate(t *testing.T, s *schema.Schema, text string) (violations, marks, unlisted []string) {
	t.Helper()
	var d payload.Document
	if err := d.Parse([]byte(text), 0); err != nil {
		t.Fatal(err)
	}
	var r schema.Report
	s.Validate(&d, payload.Root, &r)
	for _, v := range r.Violations {
		violations = append(violations, string(v.Keyword)+" "+d.Pointer(v.Node))
	}
	for _, m := range r.Marks {
		marks = append(marks, m.Name+" "+d.Pointer(m.Node))
	}
	for _, u := range r.Unlisted {
		if d.Parent(u.Node) != u.Object {
			t.Errorf("%s is not in %s", d.Pointer(u.Node), d.Pointer(u.Object))
		}
		unlisted = append(unlisted, fmt.Sprintf("%s %v", d.Pointer(u.Node), u.Schema.PropertyNames()))
	}
	return violations, marks, unlisted
}

func TestMarks(t *testing.T) {
	tests := []struct {
		name, schema, data string
		marks              []string
	}{
		{"where objects are", `{"properties": {"order": {"$ref": "objects/order.json"}, "list": {"items": {"$ref": "objects/redemption.json"}}}}`,
			`{"list": [{}, {"order": {"id": "a"}}, 7], "order": {"id": 1, "customer": null, "redemptions": [{"order": {"customer": {}}}]}}`,
			[]string{"base /list/0", "redemption /list/0", "base /list/1", "redemption /list/1", "order /list/1/order",
				"order /order", "base /order/redemptions/0", "redemption /order/redemptions/0",
				"order /order/redemptions/0/order", "customer /order/redemptions/0/order/customer"}},
		{"not of another type", `{"$ref": "objects/order.json"}`, `[]`, nil},
		{"not by a part of the file", `{"$ref": "objects/order.json#/properties/redemptions"}`, `[{}]`, []string{"base /0", "redemption /0"}},
		{"by the branch that matches", `{"anyOf": [{"$ref": "objects/order.json"}, {"$ref": "objects/customer.json"}]}`, `{"name": "a"}`, []string{"customer "}},
		{"by the branch that comes closest", `{"anyOf": [{"$ref": "objects/order.json"}, {"$ref": "objects/customer.json", "required": ["a", "b"]}]}`, `{"name": "a"}`, []string{"order "}},
		{"not by a condition", `{"if": {"$ref": "objects/order.json"}, "then": {"$ref": "objects/redemption.json"}}`, `{"id": "a"}`, []string{"base ", "redemption "}},
		{"once each", `{"allOf": [{"$ref": "objects/base.json"}, {"$ref": "objects/redemption.json"}], "anyOf": [{"$ref": "objects/base.json"}]}`, `{}`, []string{"base ", "redemption "}},
	}
	for _, test := range tests {
		if _, marks, _ := validate(t, compileWorld(t, test.schema), test.data); !slices.Equal(marks, test.marks) {
			t.Errorf("%s:\ngot  %q\nwant %q", test.name, marks, test.marks)
		}
	}
}

func TestUnlisted(t *testing.T) {
	tests := []struct {
		name, schema, data string
		unlisted           []string
	}{
		{"a member nobody lists", `{"$ref": "objects/order.json"}`, `{"id": "a", "idd": 1, "customer": {"nmae": 1}}`,
			[]string{"/idd [id customer redemptions]", "/customer/nmae [name]"}},
		{"parts list together, patterns too", `{"$ref": "objects/redemption.json"}`, `{"object": "a", "x_a": 1, "order": null, "b": 2}`,
			[]string{"/b [order metadata object]"}},
		{"an open object", `{"$ref": "objects/redemption.json"}`, `{"metadata": {"b": 1}}`, nil},
		{"an object without properties", `{"type": "object", "required": ["a"]}`, `{"a": 1, "b": 1}`, nil},
		{"branches list", `{"properties": {"a": true}, "if": {"required": ["b"]}, "then": {"properties": {"b": true}}, "else": {"properties": {"c": true}},
			"anyOf": [{"properties": {"d": true}}, {"properties": {"e": true}}], "dependentSchemas": {"a": {"properties": {"f": true}}}}`,
			`{"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1}`, []string{"/g [a d e f b c]"}},
		{"only branches list", `{"anyOf": [{"properties": {"a": true}, "required": ["z"]}, {"properties": {"b": true}}]}`, `{"a": 1, "b": 1, "c": 1}`, []string{"/c [a b]"}},
		{"a schema from elsewhere lists", `{"properties": {"a": {"properties": {"x": true}}}, "if": true, "then": {"properties": {"a": {"properties": {"y": true}}}}}`,
			`{"a": {"x": 1, "y": 1, "z": 1}}`, []string{"/a/z [x]"}},
		{"a schema from elsewhere opens", `{"properties": {"a": {"properties": {"x": true}}}, "if": true, "then": {"properties": {"a": {"additionalProperties": true}}}}`,
			`{"a": {"z": 1}}`, nil},
		{"required but not listed", `{"properties": {"a": true}, "required": ["b"]}`, `{"b": 1}`, []string{"/b [a]"}},
		{"of the wrong type", `{"type": "array", "properties": {"a": true}}`, `{"b": 1}`, nil},
		{"each occurrence", `{"properties": {"a": true}}`, `{"b": 1, "b": 2, "\u0062": 3}`, []string{"/b [a]", "/b [a]", "/b [a]"}},
	}
	for _, test := range tests {
		if _, _, unlisted := validate(t, compileWorld(t, test.schema), test.data); !slices.Equal(unlisted, test.unlisted) {
			t.Errorf("%s:\ngot  %q\nwant %q", test.name, unlisted, test.unlisted)
		}
	}
}

func TestDuplicateMembersAreAllValidated(t *testing.T) {
	s := compileWorld(t, `{"properties": {"a": {"type": "string"}}}`)
	violations, _, _ := validate(t, s, `{"a": 1, "a": "x", "\u0061": null}`)
	if want := []string{"type /a", "type /a"}; !slices.Equal(violations, want) {
		t.Errorf("got %q, want %q", violations, want)
	}
}

func TestWant(t *testing.T) {
	tests := []struct {
		schema, data string
		want         schema.Want
		types        string
		location     string
	}{
		{`{"properties": {"a": {"type": ["integer", "null"]}}}`, `{"a": "x"}`, schema.Want{}, "integer null", "schema.json#/properties/a/type"},
		{`{"allOf": [{"type": ["number", "null"]}, {"type": ["integer", "boolean"]}]}`, `null`, schema.Want{}, "integer", "schema.json#/allOf/1/type"},
		{`{"enum": ["a", 1.0, null]}`, `2`, schema.Want{Values: []string{`"a"`, `1.0`, `null`}}, "", "schema.json#/enum"},
		{`{"const": {"a": 1}}`, `2`, schema.Want{Values: []string{`{"a": 1}`}}, "", "schema.json#/const"},
		{`{"maximum": 1e2}`, `101`, schema.Want{Text: "1e2"}, "", "schema.json#/maximum"},
		{`{"format": "date"}`, `""`, schema.Want{Text: "date"}, "", "schema.json#/format"},
		{`{"pattern": "\u0061+"}`, `""`, schema.Want{Text: "a+"}, "", "schema.json#/pattern"},
		{`{"anyOf": [{"enum": ["a", "b"]}, {"const": 1}, {"type": "null"}]}`, `"c"`, schema.Want{Values: []string{`"a"`, `"b"`, `1`}}, "null", "schema.json#/anyOf"},
		{`{"oneOf": [{"type": "string"}, {"type": "number"}]}`, `{}`, schema.Want{}, "string number", "schema.json#/oneOf"},
		{`{"dependentRequired": {"a": ["b"]}}`, `{"a": 1}`, schema.Want{Text: "a"}, "", "schema.json#/dependentRequired"},
		{`{"properties": {"a/b": {"additionalProperties": false}}}`, `{"a/b": {"c": 1}}`, schema.Want{}, "", "schema.json#/properties/a~1b/additionalProperties"},
		{`{"properties": {"a": false}}`, `{"a": 1}`, schema.Want{}, "", "schema.json#/properties/a"},
	}
	for _, test := range tests {
		p := newPair(t, files(test.schema, nil), schemaFile)
		violations := p.validate(t, []byte(test.data))
		if len(violations) != 1 {
			t.Errorf("%s: %d violations", test.schema, len(violations))
			continue
		}
		v := violations[0]
		if types := strings.Join(v.Want.Types.Names(), " "); types != test.types {
			t.Errorf("%s: got types %q, want %q", test.schema, types, test.types)
		}
		if v.Want.Text != test.want.Text || !slices.Equal(v.Want.Values, test.want.Values) || v.Location() != test.location {
			t.Errorf("%s: got %+v at %s, want %+v at %s", test.schema, v.Want, v.Location(), test.want, test.location)
		}
	}
}

func TestIntrospection(t *testing.T) {
	s := compileWorld(t, `{"title": "T", "description": "D", "x-unit": {"a":1}, "$ref": "objects/order.json",
		"properties": {"z": {"format": "date"}, "a": {"enum": ["x", null]}}, "required": ["a"]}`)
	if unit, ok := s.Extension("x-unit"); !ok || unit != `{"a":1}` || s.Title() != "T" || s.Description() != "D" {
		t.Errorf("got %q, %q, %q", unit, s.Title(), s.Description())
	}
	if s.Ref().Name() != "order" || s.Name() != "" || len(s.Parts()) != 2 || s.Parts()[1] != s.Ref() {
		t.Errorf("got %q, %q, %d parts", s.Ref().Name(), s.Name(), len(s.Parts()))
	}
	if z, a := s.Properties[0], s.Properties[1]; z.Name != "z" || z.Schema.Format() != "date" || a.Name != "a" ||
		!slices.Equal(a.Schema.Enum(), []string{`"x"`, `null`}) || a.Schema.Types != schema.Any {
		t.Errorf("got %+v", s.Properties)
	}
	if want := []string{"z", "a", "id", "customer", "redemptions"}; !slices.Equal(s.PropertyNames(), want) {
		t.Errorf("got %q, want %q", s.PropertyNames(), want)
	}
}

// TestSharedContent checks that schemas that say the same, and so may share what
// is compiled of them, are told apart.
func TestSharedContent(t *testing.T) {
	fsys := files(`{"properties": {"a": {"type": "string", "description": "A"}, "b": {"description": "B", "type": "string"},
		"c": {"minimum": 2}, "d": {"minimum": 2}, "e": {"$ref": "#/properties/b"},
		"f": {"$ref": "#/properties/b"}}}`, nil)
	for _, c := range []*schema.Compiler{schema.NewCompiler(fsys), precompile(t, fsys, schemaFile, schemaFile+"#/properties/b")} {
		s, err := c.Compile(schemaFile)
		if err != nil {
			t.Fatal(err)
		}
		var d payload.Document
		if err := d.Parse([]byte(`{"a": 1, "b": 2, "c": 1, "d": 1, "e": 3, "f": 4}`), 0); err != nil {
			t.Fatal(err)
		}
		var r schema.Report
		s.Validate(&d, payload.Root, &r)
		var got []string
		for _, v := range r.Violations {
			got = append(got, v.Location()+" "+v.Schema.Description())
		}
		want := []string{"schema.json#/properties/a/type A", "schema.json#/properties/b/type B",
			"schema.json#/properties/c/minimum ", "schema.json#/properties/d/minimum ", "schema.json#/properties/b/type B",
			"schema.json#/properties/b/type B"}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		a, b := s.Properties[0].Schema, s.Properties[1].Schema
		if parts := a.Parts(); len(parts) != 1 || parts[0] != a {
			t.Errorf("the parts of a are %v", parts)
		}
		for _, p := range s.Properties[4:] {
			if parts := p.Schema.Parts(); len(parts) != 2 || parts[0] != p.Schema || parts[1] != p.Schema.Ref() ||
				parts[1].Location() != b.Location() {
				t.Errorf("the parts of %s are %v", p.Name, parts)
			}
		}
	}
}

func TestReportIsReusedWithoutAllocation(t *testing.T) {
	event := `{"type": "object", "required": ["order", "email"], "properties": {
		"order": {"$ref": "objects/order.json"}, "email": {"format": "email"}, "url": {"format": "uri"},
		"at": {"format": "date-time"}, "day": {"format": "date"}, "id": {"format": "uuid"}, "code": {"pattern": "^[a-z]+$", "maxLength": 9},
		"amount": {"type": "integer", "minimum": 0, "multipleOf": 0.5}, "status": {"enum": ["A", "B", null]},
		"discount": {"if": {"properties": {"type": {"const": "AMOUNT"}}}, "then": {"required": ["amount"]}},
		"either": {"anyOf": [{"type": "null"}, {"oneOf": [{"type": "string"}, {"type": "integer"}]}]},
		"list": {"uniqueItems": true, "contains": {"const": 1}}, "map": {"propertyNames": {"minLength": 1}, "additionalProperties": {"type": "string"}}}}`
	p := newPair(t, files(event, world), schemaFile)
	text := []byte(`{"order": {"id": "a", "customer": {"name": "x"}, "redemptions": [{"order": null}]}, "email": "a@b.c", "url": "https://x.io/a",
		"at": "2024-01-15T12:20:38.123Z", "day": "2024-01-15", "id": "123e4567-e89b-12d3-a456-426614174000", "code": "abc",
		"amount": 70.0, "status": null, "discount": {"type": "AMOUNT", "amount": 1}, "either": 7, "list": [1, 2], "map": {"a": "b"}, "new": 1}`)
	if got := p.validate(t, text); len(got) > 0 {
		t.Fatalf("got %q", describe(p, got))
	}
	allocs := testing.AllocsPerRun(100, func() {
		p.report.Reset()
		p.ours.Validate(&p.doc, payload.Root, &p.report)
	})
	if allocs > 0 {
		t.Errorf("%v allocations", allocs)
	}
}

func TestValidateAddsToTheReport(t *testing.T) {
	s := compileWorld(t, `{"$ref": "objects/order.json"}`)
	var d payload.Document
	if err := d.Parse([]byte(`[{"z": 1}, {"id": 1}]`), 0); err != nil {
		t.Fatal(err)
	}
	var r schema.Report
	for c := range d.Children(payload.Root) {
		s.Validate(&d, c, &r)
	}
	if len(r.Violations) != 2 || len(r.Marks) != 2 || len(r.Unlisted) != 1 {
		t.Errorf("got %+v", r)
	}
}

// One compiler serves many goroutines, as do its schemas.
func TestConcurrentUse(t *testing.T) {
	c := schema.NewCompiler(files(`{"$ref": "objects/order.json"}`, world))
	var group sync.WaitGroup
	for _, name := range []string{schemaFile, "objects/redemption.json", "objects/order.json", "objects/customer.json"} {
		group.Go(func() {
			s, err := c.Compile(name)
			if err != nil {
				t.Error(err)
				return
			}
			validate(t, s, `{"id": 1, "order": {"id": 2}, "idd": 3}`)
		})
	}
	group.Wait()
}

func TestBundle(t *testing.T) {
	root := `{"$defs": {"local": {"type": "integer"}}, "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "T",
		"$ref": "objects/base.json", "properties": {"order": {"$ref": "objects/order.json"}, "n": {"$ref": "#/$defs/local"}, "id": {"$ref": "objects/order.json#/properties/id"},
		"again": {"$ref": "#"}, "up": {"$ref": "objects/back.json"}}, "examples": [{"$ref": "objects/order.json"}]}`
	others := maps.Clone(world)
	others["objects/back.json"] = `{"$schema": "https://json-schema.org/draft/2020-12/schema", "items": {"$ref": "../schema.json#/$defs/local"}, "$defs": {"a b/c": true}, "contains": {"$ref": "#/$defs/a%20b~1c"}}`
	bundle, err := schema.Bundle(files(root, others), schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	golden := caseDir + "/bundle.golden"
	if *update {
		if err := os.WriteFile(golden, bundle, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(golden); err != nil || string(want) != string(bundle) {
		t.Errorf("got %s\nwant %s, %v", bundle, want, err)
	}
}

// A bundle must mean what the files meant, to the oracle too, which is slow to
// compile and asked about some.
func TestBundleOfProject(t *testing.T) {
	fsys := os.DirFS(projectSchemas)
	c := schema.NewCompiler(fsys)
	for i, name := range eventSchemas(t, fsys) {
		apart, err := c.Compile(name)
		if err != nil {
			t.Fatal(err)
		}
		bundle, err := schema.Bundle(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		bundled, err := schema.NewCompiler(files(string(bundle), nil)).Compile(schemaFile)
		if err != nil {
			t.Fatal(err)
		}
		for _, seed := range seeds(t, strings.TrimSuffix(name, ".json")) {
			want, _, _ := validate(t, apart, string(seed))
			if got, _, _ := validate(t, bundled, string(seed)); !slices.Equal(got, want) {
				t.Errorf("%s: bundled %q, apart %q", name, got, want)
			}
			if i%16 == 0 {
				newPair(t, files(string(bundle), nil), schemaFile).compare(t, seed, false)
			}
		}
	}
}

func TestBundleConflict(t *testing.T) {
	_, err := schema.Bundle(files(`{"$defs": {"order": true}, "$ref": "objects/order.json"}`, world), schemaFile)
	if err == nil || err.Error() != `schema.json and objects/order.json both define "order"` {
		t.Errorf("got %v", err)
	}
}
