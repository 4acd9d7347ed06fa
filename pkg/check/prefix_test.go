package check

import (
	"fmt"
	"testing"
)

func TestStartsWith(t *testing.T) {
	list := newPrefixes("r_", "ordli_", "business_validation_")
	for text, want := range map[string]bool{
		`"r_1"`: true, `"r_"`: true, `"ordli_x"`: true, `"business_validation_1"`: true, `"\u0072_1"`: true,
		`null`: true, `17`: true, `{"r_":1}`: true,
		`""`: false, `"r"`: false, `"rr_1"`: false, `"ordli"`: false, `"ordl\"_"`: false, `"business_validation"`: false, `"\u0073_1"`: false,
	} {
		for _, form := range []string{`{"id":%s}`, `{"id":%s,"name":"long enough"}`} {
			c := contextOf(t, fmt.Sprintf(form, text))
			if got := c.startsWith(1, list); got != want {
				t.Errorf("%s starts with one of %s: %v", c.Text, list, got)
			}
		}
	}
}
