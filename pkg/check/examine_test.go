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

// BenchmarkManyMembers looks at objects with ever more members, which it takes a
// time in proportion to.
func BenchmarkManyMembers(b *testing.B) {
	for _, format := range []string{`"updated_at":%.0d0`, `"id":%.0d0`, `"m%d":0`} {
		for many := 1 << 12; many <= 1<<16; many <<= 2 {
			strangers, members := make([]string, many), make([]string, many)
			for i := range members {
				strangers[i], members[i] = fmt.Sprintf(`"s%d":0`, i), fmt.Sprintf(format, i)
			}
			text := []byte(`{"type":"redemption.succeeded","data":{` + strings.Join(append(strangers, members...), ",") + `}}`)
			b.Run(fmt.Sprint(format, "/", many), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if _, err := NewChecker(event.Default(), Options{}).Run(text); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
