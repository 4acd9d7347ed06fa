package event

import (
	"math"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// byBreaches keeps the candidates that the data break least. Where they break all,
// they may be those of an event that looked farther, for want of a member or because
// a value speaks against the nearest: of whole, the events that list every member.
func byBreaches(d *payload.Document, det *Detection, whole []*Event) {
	least := keepLeast(d, det.Data, &det.Candidates)
	if least == 0 {
		return
	}
	if keepLeast(d, det.Data, &whole) < least {
		det.Candidates = whole
		det.Reason += "; their values fit no nearer event"
	}
}

// keepLeast keeps those events that data break least, and returns how much.
func keepLeast(d *payload.Document, data int, events *[]*Event) int {
	least := math.MaxInt
	var kept []*Event
	for _, e := range *events {
		n := e.breaches(d, data)
		if n < least {
			least, kept = n, kept[:0]
		}
		if n == least {
			kept = append(kept, e)
		}
	}
	*events = kept
	return least
}

// breaches counts what data have against being those of the event: what breaks its
// schema or, where nothing does, a value that contradicts its sign, which counts twice.
func (e *Event) breaches(d *payload.Document, data int) int {
	var report schema.Report
	s, err := e.Schema()
	if err != nil {
		return 0 // whoever validates tells
	}
	if !s.Holds(d, data, &report) {
		s.Validate(d, data, &report)
		return len(report.Violations)
	}
	sign, err := e.Sign()
	if err != nil || sign == nil || Breach(sign) == "" {
		return 0
	}
	report.Reset()
	sign.Validate(d, data, &report)
	if slices.ContainsFunc(report.Violations, func(v schema.Violation) bool { return Contradicts(d, v) }) {
		return 2
	}
	return 0
}

// Breach returns the word with which a sign says in x-breach how much a breach
// weighs; "" where it is a habit that helps to recognise bare data, no more.
func Breach(sign *schema.Schema) string {
	word, _ := sign.Extension("x-breach")
	return strings.Trim(word, `"`)
}

// Contradicts reports whether a breach of a sign is a value. What is missing, if only
// as null, contradicts nothing.
func Contradicts(d *payload.Document, v schema.Violation) bool {
	return v.Keyword != schema.Required && !d.IsNull(v.Node)
}
