package schema_test

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

const oracleBase = "file:///schemas/"

// newOracle returns the independent validator with the documents of fsys.
func newOracle(fsys fs.FS) (*jsonschema.Compiler, error) {
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	return c, fs.WalkDir(fsys, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".json" {
			return err
		}
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return err
		}
		return c.AddResource(oracleBase+file, doc)
	})
}

// pair is a schema compiled by us and by the oracle.
type pair struct {
	ours   *schema.Schema
	theirs *jsonschema.Schema

	doc    payload.Document
	report schema.Report
}

func newPair(t testing.TB, fsys fs.FS, name string) *pair {
	t.Helper()
	theirs, err := newOracle(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return compilePair(t, schema.NewCompiler(fsys), theirs, name)
}

func compilePair(t testing.TB, ours *schema.Compiler, theirs *jsonschema.Compiler, name string) *pair {
	t.Helper()
	var p pair
	var err error
	if p.ours, err = ours.Compile(name); err != nil {
		t.Fatal(err)
	}
	if p.theirs, err = theirs.Compile(oracleBase + name); err != nil {
		t.Fatalf("oracle: %v", err)
	}
	return &p
}

// validate returns our violations of a text.
func (p *pair) validate(t testing.TB, text []byte) []schema.Violation {
	t.Helper()
	if err := p.doc.Parse(text, 0); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	p.report.Reset()
	p.ours.Validate(&p.doc, payload.Root, &p.report)
	return p.report.Violations
}

// ask returns the instance locations of the oracle's errors, sorted, each once.
func (p *pair) ask(t testing.TB, text []byte) (valid bool, locations []string) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	err = p.theirs.Validate(value)
	if err == nil {
		return true, nil
	}
	collectLeaves(err.(*jsonschema.ValidationError), &locations)
	slices.Sort(locations)
	return false, slices.Compact(locations)
}

func collectLeaves(e *jsonschema.ValidationError, locations *[]string) {
	if _, ok := e.ErrorKind.(*kind.PropertyNames); !ok && len(e.Causes) > 0 {
		for _, cause := range e.Causes {
			collectLeaves(cause, locations)
		}
		return
	}
	var b strings.Builder
	for _, token := range e.InstanceLocation {
		b.WriteString("/" + payload.EscapeToken(token))
	}
	*locations = append(*locations, b.String())
}

// locations returns where the oracle would place our violations: it blames the
// object for a member whose name is at fault.
func (p *pair) locations() []string {
	var found []string
	for _, v := range p.report.Violations {
		n := v.Node
		if v.Keyword == schema.AdditionalProperties || v.Keyword == schema.PropertyNames {
			n = p.doc.Parent(n)
		}
		found = append(found, p.doc.Pointer(n))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// hugeExponent matches numbers that the oracle would expand.
var hugeExponent = regexp.MustCompile(`[eE][+-]?\d{4}`)

// signedTime matches date-times of which the oracle reads "+1" or "-0" as a
// number, and what may be such a sign in disguise.
var signedTime = regexp.MustCompile(`[T:+-]\+\d|[T:]-\d|\[[0-9.]*\+|\\u002[bdBD]`)

// fuzzable reports whether the oracle can be trusted with a text.
func fuzzable(doc *payload.Document) bool {
	return len(doc.Duplicates) == 0 && !hugeExponent.Match(doc.Text) && !signedTime.Match(doc.Text)
}

func files(root string, others map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{"schema.json": {Data: []byte(root)}}
	for name, text := range others {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}
