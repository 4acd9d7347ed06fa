package event

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// tell narrows candidates of the same shape by their values. An event's schema
// document may carry an x-sign: a schema that its data fulfils and that of an
// event of the same shape does not, described in words. Signs that need a
// comparison of two values are the comparers here.
func tell(d *payload.Document, det *Detection) {
	if len(det.Candidates) == 1 {
		return
	}
	words := bySigns(d, det)
	comparison := ""
	for _, compare := range comparers {
		comparison += compare(d, det)
	}
	reasons := []string{det.Reason}
	for _, reason := range []string{words[det.Candidates[0]], comparison} {
		if reason != "" {
			reasons = append(reasons, reason)
		}
	}
	if n := len(det.Candidates); n > 1 {
		reasons = append(reasons, fmt.Sprintf("nothing in the data tells these %d apart for sure", n))
	}
	det.Reason = strings.Join(reasons, "; ")
}

// bySigns keeps the candidates whose sign the data fulfils or that have none,
// unless that leaves no candidate. It returns the words of the signs fulfilled.
func bySigns(d *payload.Document, det *Detection) map[*Event]string {
	var report schema.Report
	var kept []*Event
	words := map[*Event]string{}
	for _, e := range det.Candidates {
		sign, err := e.Sign()
		if err != nil {
			continue // a test compiles every sign
		}
		if sign != nil {
			report.Reset()
			if sign.Validate(d, det.Data, &report); len(report.Violations) > 0 {
				continue
			}
			words[e] = sign.Description()
		}
		kept = append(kept, e)
	}
	if len(kept) > 0 {
		det.Candidates = kept
	}
	return words
}

// comparers put the likelier of two candidates first, or drop one where the
// values decide, and say why; "" where they have nothing to say.
var comparers = []func(*payload.Document, *Detection) string{paidOrUpdated, upgradedOrDowngraded}

// paidOrUpdated compares order.updated_at with order.created_at: an order that
// is paid as it is created is stamped twice within a second. This is a habit,
// no promise, so both candidates stay.
func paidOrUpdated(d *payload.Document, det *Detection) string {
	paid, updated := det.index("customer.order.paid"), det.index("customer.order.updated")
	if paid < 0 || updated < 0 {
		return ""
	}
	order := d.Field(det.Data, "order")
	created, err1 := time.Parse(time.RFC3339Nano, d.Str(d.Field(order, "created_at")))
	changed, err2 := time.Parse(time.RFC3339Nano, d.Str(d.Field(order, "updated_at")))
	if err1 != nil || err2 != nil {
		return ""
	}
	best, gap := paid, changed.Sub(created)
	if gap > time.Second {
		best = updated
	}
	det.first(best)
	return fmt.Sprintf("order.updated_at is %s after created_at, which fits %s best", gap, det.Candidates[0].Name)
}

// upgradedOrDowngraded compares the points at which the two tiers begin.
func upgradedOrDowngraded(d *payload.Document, det *Detection) string {
	up, down := det.index("customer.loyalty.tier.upgraded"), det.index("customer.loyalty.tier.downgraded")
	from, ok1 := d.Int(d.Field(det.Data, "loyalty_tier_from", "points", "from"))
	to, ok2 := d.Int(d.Field(det.Data, "loyalty_tier_to", "points", "from"))
	if up < 0 || down < 0 || !ok1 || !ok2 || from == to {
		return ""
	}
	if from < to {
		det.Candidates = []*Event{det.Candidates[up]}
		return fmt.Sprintf("the tier rises from %d to %d points", from, to)
	}
	det.Candidates = []*Event{det.Candidates[down]}
	return fmt.Sprintf("the tier falls from %d to %d points", from, to)
}

func (det *Detection) index(name string) int {
	return slices.IndexFunc(det.Candidates, func(e *Event) bool { return e.Name == name })
}

// first moves candidate i to the front.
func (det *Detection) first(i int) {
	e := det.Candidates[i]
	det.Candidates = slices.Insert(slices.Delete(det.Candidates, i, i+1), 0, e)
}
