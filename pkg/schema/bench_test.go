package schema_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

const benchEvent = "customer.order.paid"

func benchPair(b *testing.B) (p *pair, text []byte) {
	b.Helper()
	text, err := os.ReadFile(sharedDir + "/examples/" + benchEvent + ".json")
	if err != nil {
		b.Skip(err)
	}
	return newPair(b, os.DirFS(projectSchemas), benchEvent+".json"), text
}

func BenchmarkValidate(b *testing.B) {
	p, text := benchPair(b)
	b.Run("ours", func(b *testing.B) {
		if err := p.doc.Parse(text, 0); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			p.report.Reset()
			p.ours.Validate(&p.doc, payload.Root, &p.report)
		}
	})
	b.Run("oracle", func(b *testing.B) {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if err := p.theirs.Validate(value); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	fsys := os.DirFS(projectSchemas)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := schema.NewCompiler(fsys).Compile(benchEvent + ".json"); err != nil {
			b.Fatal(err)
		}
	}
}
