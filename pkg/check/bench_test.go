package check

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
)

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
