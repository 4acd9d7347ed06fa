package schema_test

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// seedCases adds the schemas and values of the case tables.
func seedCases(f *testing.F, add func(schema, data string)) {
	f.Helper()
	readCases(f, func(_ string, suites []suite) {
		for _, s := range suites {
			for _, c := range s.Tests {
				add(string(s.Schema), string(c.Data))
			}
		}
	})
	_, cases := readErrorCases(f)
	for _, c := range cases {
		add(string(c.fsys[schemaFile].Data), `{}`)
	}
}

// FuzzValidate holds verdicts against the oracle's.
func FuzzValidate(f *testing.F) {
	seedCases(f, func(schema, data string) { f.Add(schema, data) })
	f.Fuzz(func(t *testing.T, root, data string) {
		var schemaDoc payload.Document
		fsys := files(root, nil)
		ours, err := schema.NewCompiler(fsys).Compile(schemaFile)
		if err != nil || schemaDoc.Parse([]byte(root), 0) != nil || !fuzzable(&schemaDoc) {
			t.Skip()
		}
		p := pair{ours: ours}
		if p.doc.Parse([]byte(data), 0) != nil {
			t.Skip()
		}
		ours.Validate(&p.doc, payload.Root, &p.report)
		comparePass(t, ours, []byte(data))
		if !fuzzable(&p.doc) {
			return
		}
		oracle, err := newOracle(fsys)
		if err == nil {
			p.theirs, err = oracle.Compile(oracleBase + schemaFile)
		}
		if err != nil {
			t.Fatalf("%s: the oracle refuses what we compile: %v", root, err)
		}
		p.compare(t, []byte(data), false)
	})
}

// FuzzCompile holds that what compiles can be bundled, that the bundle means
// the same, and that faults have a place.
func FuzzCompile(f *testing.F) {
	seedCases(f, func(schema, _ string) { f.Add(schema, schema) })
	f.Fuzz(func(t *testing.T, root, other string) {
		fsys := files(root, map[string]string{"objects/order.json": other})
		if _, err := schema.NewCompiler(fsys).Compile(schemaFile); err != nil {
			if located, ok := err.(*schema.CompileError); !ok || located.File == "" {
				t.Fatalf("%s: %v has no place", root, err)
			}
			return
		}
		bundle, err := schema.Bundle(fsys, schemaFile)
		if err != nil {
			t.Skip() // both define the same name
		}
		if _, err := schema.NewCompiler(files(string(bundle), nil)).Compile(schemaFile); err != nil {
			t.Fatalf("%s\nbundled: %s\n%v", root, bundle, err)
		}
		again, err := schema.Bundle(files(string(bundle), nil), schemaFile)
		if _, isObject := mustDecode(t, bundle).(map[string]any); isObject && (err != nil || !bytes.Equal(bundle, again)) {
			t.Fatalf("%s\nbundled again: %s, %v", bundle, again, err)
		}
	})
}

func mustDecode(t *testing.T, text []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
