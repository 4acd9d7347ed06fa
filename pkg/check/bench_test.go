package check

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
)

// BenchmarkRules measures the consistency rules alone, on a webhook without
// findings and without white space that is parsed, indexed and validated.
func BenchmarkRules(b *testing.B) {
	text, err := os.ReadFile("../../testdata/events/redemption.succeeded/percent-code-webhook.json")
	if err != nil {
		b.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		b.Fatal(err)
	}
	k := NewChecker(event.Default(), Options{})
	r, err := k.Run(compact.Bytes())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		k.rules(r.Detection)
	}
	if len(k.context.findings) > 0 {
		b.Fatal(k.context.findings)
	}
}

// BenchmarkRun measures the whole pipeline on whole webhooks without findings,
// beside the parse that it contains.
func BenchmarkRun(b *testing.B) {
	for _, name := range []string{"redemption.succeeded/percent-code-webhook", "customer.order.paid/stack-of-redeemables-webhook"} {
		text, err := os.ReadFile(filepath.Join("../../testdata/events", name+".json"))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Dir(name)+"/run", func(b *testing.B) {
			k := NewChecker(event.Default(), Options{})
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if r, err := k.Run(text); err != nil || len(r.Findings) > 0 {
					b.Fatal(r.Findings, err)
				}
			}
		})
		b.Run(filepath.Dir(name)+"/parse", func(b *testing.B) {
			var d payload.Document
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if err := d.Parse(text, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
