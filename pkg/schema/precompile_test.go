package schema_test

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

func precompile(t *testing.T, fsys fs.FS, locations ...string) *schema.Compiler {
	t.Helper()
	p, err := schema.Precompile(fsys, locations)
	if err != nil {
		t.Fatal(err)
	}
	return schema.NewPrecompiled(fsys, p)
}

// TestPrecompile checks that precompiled schemas of the case files report what
// those do that are compiled from their documents.
func TestPrecompile(t *testing.T) {
	readCases(t, func(file string, suites []suite) {
		for _, suite := range suites {
			fsys := files(string(suite.Schema), texts(suite.Files))
			locations := []string{schemaFile}
			for name := range suite.Files {
				locations = append(locations, name)
			}
			compiled, err := schema.NewCompiler(fsys).Compile(schemaFile)
			if err != nil {
				t.Fatalf("%s: %s: %v", file, suite.Description, err)
			}
			precompiled, err := precompile(t, fsys, locations...).Compile(schemaFile)
			if err != nil {
				t.Fatalf("%s: %s: %v", file, suite.Description, err)
			}
			for _, test := range suite.Tests {
				if want, got := reportOf(t, compiled, test.Data), reportOf(t, precompiled, test.Data); !reflect.DeepEqual(got, want) {
					t.Errorf("%s: %s: %s: got %v, want %v", file, suite.Description, test.Description, got, want)
				}
			}
		}
	})
}

// reportOf returns what a schema reports, with locations for schemas.
func reportOf(t *testing.T, s *schema.Schema, text []byte) (facts []any) {
	t.Helper()
	var d payload.Document
	if err := d.Parse(text, 0); err != nil {
		t.Fatal(err)
	}
	var r schema.Report
	s.Validate(&d, payload.Root, &r)
	for _, v := range r.Violations {
		facts = append(facts, v.Location(), v.Node, v.Name, v.Want)
	}
	for _, u := range r.Unlisted {
		facts = append(facts, u.Schema.Location(), u.Node, u.Object)
	}
	for _, m := range r.Marks {
		facts = append(facts, m)
	}
	return facts
}

func TestPrecompiledIntrospection(t *testing.T) {
	fsys := files(`{"title": "T", "x-unit": {"a": [1,
		2]}, "$ref": "objects/order.json",
		"properties": {"z": {"format": "date"}, "a": {"enum": ["x", null]}, "any": {}}, "required": ["a"]}`, world)
	c := precompile(t, fsys, schemaFile, "objects/order.json", "objects/base.json")
	s, err := c.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if unit, ok := s.Extension("x-unit"); !ok || unit != `{"a":[1,2]}` || s.Title() != "T" {
		t.Errorf("got %q, %q", unit, s.Title())
	}
	if s.Ref().Name() != "order" || s.Name() != "" || s.Location() != schemaFile+"#" {
		t.Errorf("got %q, %q, %s", s.Ref().Name(), s.Name(), s.Location())
	}
	if again, err := c.Compile(schemaFile); again != s {
		t.Errorf("the second time it is %v, %v", again, err)
	}
	if z, a := s.Properties[0].Schema, s.Properties[1].Schema; z.Parts()[0].Format() != "date" || strings.Join(a.Parts()[0].Enum(), " ") != `"x" null` {
		t.Errorf("got %+v, %+v", z.Parts()[0], a.Parts()[0])
	}
	if parts := s.Properties[2].Schema.Parts(); len(parts) != 1 || parts[0].Types != schema.Any {
		t.Errorf("got %+v of a schema that says nothing", parts)
	}
	if _, err := c.Compile("none.json"); err == nil {
		t.Error("a document that is not there compiles")
	}
}
