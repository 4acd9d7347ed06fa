package check

import (
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/payload"
)

// TestInteger reads members as rules do: what is no integer of theirs has no value.
func TestInteger(t *testing.T) {
	for text, want := range map[string]int64{
		"7": 7, "-7": -7, "7.0e1": 70, "123456789": 123456789, "9007199254740991": largest, "-9007199254740991": -largest,
		"9007199254740992": 0, "-9007199254740992": 0, "1e30": 0, "0.5": 0, `"7"`: 0, "null": 0,
		"7." + strings.Repeat("0", longestNumber-2): 7, "7." + strings.Repeat("0", longestNumber-1): 0,
	} {
		c := contextOf(t, `{"a": `+text+`}`)
		if v, ok := c.integer(c.Field(payload.Root, "a")); v != want || ok != (want != 0) {
			t.Errorf("%s: got %d, %t", text, v, ok)
		}
	}
}
