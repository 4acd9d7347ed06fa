package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/event"
)

// TestOddOnce holds that a value which differs from several that agree is told
// once, be it an error or a warning.
func TestOddOnce(t *testing.T) {
	for _, test := range []struct{ ids, want string }{
		{`"customer_id": "cust_2"`, `error redemption.customer_id is "cust_2", but redemption.customer.id and customer.id are "cust_1"`},
		{`"customer_id": null`, `warning redemption.customer_id is null, but redemption.customer.id and customer.id are "cust_1"`},
		{`"customer_id": null}, "order": {"customer_id": null`,
			`warning redemption.customer_id is null, but redemption.customer.id and customer.id are "cust_1"
warning order.customer_id is null, but customer.id is "cust_1"`},
	} {
		text := `{"customer": {"id": "cust_1"}, "redemption": {"customer": {"id": "cust_1"}, ` + test.ids + `}}`
		r, err := NewChecker(event.Default(), Options{Event: "redemption.succeeded"}).Run([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return !isConsistency(f.Rule) })
		r.Condense()
		var got []string
		for _, f := range r.Findings {
			got = append(got, f.Severity.String()+" "+f.Message)
		}
		if got := strings.Join(got, "\n"); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}
