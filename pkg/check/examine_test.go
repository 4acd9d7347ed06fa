package check

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/vhook/vhook/pkg/event"
)

// TestManyMembers checks that an object is not searched anew for each of its
// members: a text of a MB would take a quarter of a minute.
func TestManyMembers(t *testing.T) {
	const many, long = 1 << 16, 5 * time.Second
	for _, format := range []string{`"updated_at":%.0d0`, `"id":%.0d0`, `"m%d":0`} {
		members := make([]string, many)
		for i := range members {
			members[i] = fmt.Sprintf(format, i)
		}
		start := time.Now()
		text := `{"type":"redemption.succeeded","data":{` + strings.Join(members, ",") + `}}`
		if _, err := NewChecker(event.Default(), Options{}).Run([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took > long {
			t.Errorf("%s: took %s", format, took)
		}
	}
}
