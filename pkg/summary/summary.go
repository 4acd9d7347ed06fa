// Package summary owns what a payload says, as data: who, what order, which
// discount, what came of it. It reads whatever is there and judges nothing:
// absent, null and mistyped values simply leave no trace.
//
// Strings are those of the payload, unescaped and unclipped; whoever prints
// them makes them fit for a terminal.
package summary

import "github.com/vhook/vhook/pkg/payload"

// Summary is what one payload says. Numbers are spelled as in the payload:
// money in minor units, points plain.
type Summary struct {
	Event string `json:"event,omitempty"`
	// Time is the moment of the event as the payload spells it.
	Time       string      `json:"time,omitempty"`
	Customer   *Customer   `json:"customer,omitempty"`
	Referrer   *Customer   `json:"referrer,omitempty"`
	Holder     *Customer   `json:"holder,omitempty"`
	Order      *Order      `json:"order,omitempty"`
	Facts      []Fact      `json:"facts,omitempty"`
	Balance    *Balance    `json:"balance,omitempty"`
	Pending    *Pending    `json:"pending_points,omitempty"`
	Vouchers   []*Voucher  `json:"vouchers,omitempty"`
	Campaign   *Campaign   `json:"campaign,omitempty"`
	Promotion  *Promotion  `json:"promotion,omitempty"`
	Redemption *Redemption `json:"redemption,omitempty"`
	Rollback   *Rollback   `json:"rollback,omitempty"`
	// Cause is who or what made the event happen, in words.
	Cause string `json:"cause,omitempty"`
	// Doubtful: a number or a time cannot be read, sums disagree, or of members
	// that stand twice the first is shown. What exactly is not for a summary to say.
	Doubtful bool `json:"doubtful,omitempty"`
}

// Fact is one line that needs no structure: what it is about, and what is
// said about it, most telling first.
type Fact struct {
	Label  string   `json:"label"`
	Values []string `json:"values"`
}

// Build reads what a payload says. Event is its recognised name or "", data
// the node of the event's data; the root of the document may be the envelope
// around it.
func Build(d *payload.Document, data int, event string) *Summary {
	root, at := cursor{d, payload.Root}, cursor{d, data}
	s := &Summary{Event: event, Time: moment(root, at), Cause: cause(root)}
	if p, ok := partOf(at.text("object"), at); ok {
		p.read(s, at, cursor{d, payload.None})
	} else {
		s.readParts(at)
	}
	if s.Order != nil {
		s.Order.Currency = currency(s.Order.Currency, at, root)
	}
	s.Doubtful = len(d.Duplicates) > 0 || s.doubtful()
	return s
}

// readParts reads the members of data that have a reader, in the order of
// parts, then lists the others.
func (s *Summary) readParts(data cursor) {
	for _, p := range parts {
		if value := data.get(p.key); p.reads(value) {
			p.read(s, value, data)
		}
	}
	s.rest(data)
}

// fact notes the values that are not empty, and nothing where all are.
func (s *Summary) fact(label string, values ...string) {
	var said []string
	for _, v := range values {
		if v != "" {
			said = append(said, v)
		}
	}
	if len(said) > 0 {
		s.Facts = append(s.Facts, Fact{label, said})
	}
}
