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

// upgradedOrDowngraded keeps the one that the tiers tell of.
func upgradedOrDowngraded(d *payload.Document, det *Detection) string {
	change, ok := tierChangeOf(d, det.Data)
	if det.index(upgraded) < 0 || det.index(downgraded) < 0 || !ok {
		return ""
	}
	det.Candidates = []*Event{det.Candidates[det.index(change.event())]}
	return change.String()
}

const (
	upgraded   = "customer.loyalty.tier.upgraded"
	downgraded = "customer.loyalty.tier.downgraded"
)

// tierChange is the points at which two tiers begin, which are not the same.
type tierChange struct{ from, to int64 }

func tierChangeOf(d *payload.Document, data int) (change tierChange, ok bool) {
	from, ok1 := d.Int(d.Field(data, "loyalty_tier_from", "points", "from"))
	to, ok2 := d.Int(d.Field(data, "loyalty_tier_to", "points", "from"))
	return tierChange{from, to}, ok1 && ok2 && from != to
}

// event is the name of the event that tells of such a change.
func (t tierChange) event() string {
	if t.from < t.to {
		return upgraded
	}
	return downgraded
}

func (t tierChange) String() string {
	if t.from < t.to {
		return fmt.Sprintf("the tier rises from %d to %d points", t.from, t.to)
	}
	return fmt.Sprintf("the tier falls from %d to %d points", t.from, t.to)
}

// Contrary says what in data contradicts the event that they are said to be of, and at
// which node, where no sign can: what takes a comparison of two values, or is missing.
// It returns "" where nothing does.
func Contrary(d *payload.Document, det *Detection) (words string, at int) {
	name := det.Event.Name
	if part, ok := strings.CutSuffix(name, ".updated"); ok {
		return neverUpdated(d, det.Data, part[strings.LastIndexByte(part, '.')+1:])
	}
	if name != upgraded && name != downgraded {
		return "", 0
	}
	if change, ok := tierChangeOf(d, det.Data); ok && change.event() != name {
		return change.String(), det.Data
	}
	return "", 0
}

// neverUpdated says that the part of data that was updated does not tell when. An empty
// one tells nothing at all.
func neverUpdated(d *payload.Document, data int, part string) (words string, at int) {
	if part == "business_validation_rule" {
		part = "rule"
	}
	object := d.Field(data, part)
	switch at = d.Field(object, "updated_at"); {
	case d.Kind(object) != payload.Object || !d.IsNull(at):
	case at == payload.None && d.Len(object) > 0:
		return part + " has no updated_at", object
	case at != payload.None:
		return part + ".updated_at is null", at
	}
	return "", 0
}

func (det *Detection) index(name string) int {
	return slices.IndexFunc(det.Candidates, func(e *Event) bool { return e.Name == name })
}

// first moves candidate i to the front.
func (det *Detection) first(i int) {
	e := det.Candidates[i]
	det.Candidates = slices.Insert(slices.Delete(det.Candidates, i, i+1), 0, e)
}
