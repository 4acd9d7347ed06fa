package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/event"
)

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
