package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/event"
)

// TestRepeatedMember holds that a rule on a member looks at the first of a name, in
// every document that a checker sees.
func TestRepeatedMember(t *testing.T) {
	k := NewChecker(event.Default(), Options{Event: "voucher.updated"})
	const created = `"created_at":"2025-03-02T10:00:00Z"`
	const updated = `"updated_at":"2025-03-01T10:00:00Z"`
	for _, members := range []string{
		created + "," + updated + "," + updated,
		created + `,"code":"x",` + updated, // where the other had the second
		created + "," + updated + "," + updated,
	} {
		text := `{"voucher":{` + members + `}}`
		r, err := k.Run([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, f := range r.Findings {
			if f.Rule == "date/updated" {
				got = append(got, f.Start)
			}
		}
		if want := []int{strings.Index(text, updated) + len(`"updated_at":`)}; !slices.Equal(got, want) {
			t.Errorf("findings at %v, want %v in %s", got, want, text)
		}
	}
}

// BenchmarkMany looks at data with ever more members and items that have faults,
// which takes a time in proportion to them.
func BenchmarkMany(b *testing.B) {
	repeated := func(format string, many int) string {
		var list []string
		for i := range many {
			list = append(list, fmt.Sprintf(format, i))
		}
		return strings.Join(list, ",")
	}
	for _, data := range []string{`"updated_at":%.0d0`, `"id":%.0d0`, `"m%d":0`, `{"quantity":"%d"}`} {
		for many := 1 << 12; many <= 1<<16; many <<= 2 {
			text := `{"type":"redemption.succeeded","data":{` + repeated(`"s%d":0`, many) + "," + repeated(data, many) + `}}`
			if data[0] == '{' {
				text = `{"type":"customer.order.paid","data":{"order":{"items":[` + repeated(data, many) + `]}}}`
			}
			b.Run(fmt.Sprint(data, "/", many), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if _, err := NewChecker(event.Default(), Options{}).Run([]byte(text)); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
