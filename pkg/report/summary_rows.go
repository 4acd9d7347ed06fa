package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/vhook/vhook/pkg/summary"
)

// Widths in columns of the screen.
const (
	nameWidth  = 34 // an item's name
	valueWidth = 160
	labelWidth = 24
)

// tone is how a cell stands out from the others.
type tone uint8

const (
	plain tone = iota
	code       // an id or a code, to be copied
	strong
	good
	bad
)

// cell is one value of a summary, as the payload spells it.
type cell struct {
	text string
	tone tone
}

// row is one line of a summary. A row without a label goes on with the one
// before it.
type row struct {
	label string
	cells []cell
}

// rows collects lines and leaves out what is empty.
type rows []row

func (r *rows) add(label string, cells ...cell) {
	kept := cells[:0]
	for _, c := range cells {
		if c.text != "" {
			kept = append(kept, c)
		}
	}
	if len(kept) > 0 {
		*r = append(*r, row{label, kept})
	}
}

// told is a plain cell made of two parts, empty where the second is.
func told(before, text string) cell { return cell{text: prefixed(before, text)} }

// headRows come before the table of items, bodyRows after it.
func headRows(s *summary.Summary) rows {
	var r rows
	r.customer("customer", s.Customer)
	r.customer("referrer", s.Referrer)
	r.customer("holder", s.Holder)
	if o := s.Order; o != nil {
		r.add("order", cell{o.ID, code}, cell{text: o.SourceID}, cell{text: o.Status}, told("in ", o.Currency))
	}
	return r
}

func bodyRows(s *summary.Summary) rows {
	var r rows
	for _, f := range s.Facts {
		r.fact(f)
	}
	r.balance(s.Balance)
	r.pending(s.Pending)
	r.vouchers(s.Vouchers)
	r.campaign(s)
	r.promotion(s.Promotion)
	r.redemption(s)
	r.rollback(s)
	r.add("cause", cell{text: s.Cause})
	return r
}

func (r *rows) customer(label string, c *summary.Customer) {
	if c != nil {
		r.add(label, cell{text: c.Label()}, cell{c.ID, code})
	}
}

// fact adds a fact. Consecutive facts about one thing share its label.
func (r *rows) fact(f summary.Fact) {
	var cells []cell
	for _, v := range f.Values {
		cells = append(cells, cell{v, toneOf(v)})
	}
	label := f.Label
	for i := len(*r) - 1; i >= 0; i-- {
		if before := (*r)[i].label; before != "" {
			if before == label {
				label = ""
			}
			break
		}
	}
	r.add(label, cells...)
}

// idLength is how long the shortest of Voucherify's own ids are.
const idLength = 12

// toneOf knows an id by its looks: a short prefix, "_", and no spaces.
func toneOf(text string) tone {
	prefix, rest, _ := strings.Cut(text, "_")
	if len(prefix) <= len("event") && len(rest) >= idLength && !strings.ContainsAny(rest, " _") {
		return code
	}
	return plain
}

func (r *rows) balance(b *summary.Balance) {
	if b != nil {
		r.add(b.Unit, signed(b.Spell(b.Change)), step(b.Spell(b.Before), b.Spell(b.After)), told("in all ", b.Spell(b.Total)), cell{text: b.Operation})
	}
}

func (r *rows) pending(p *summary.Pending) {
	if p != nil {
		r.add("pending", counted(p.Points, "point", "points"), told("activation ", p.ActivatesAt), cell{p.ID, code})
		r.add("waiting", signed(string(p.Change)), step(string(p.Before), string(p.Total)))
	}
}

// signed is a change, with a plus where it has no minus.
func signed(text string) cell {
	if text != "" && '0' <= text[0] && text[0] <= '9' {
		text = "+" + text
	}
	return cell{text, strong}
}

// step is a balance before and after.
func step(before, after string) cell {
	if before == "" || after == "" {
		return told("balance ", after)
	}
	return cell{text: "balance " + before + " -> " + after}
}

// counted is a number of things, named as one or as many.
func counted(n summary.Number, one, many string) cell {
	switch n {
	case "":
		return cell{}
	case "1":
		return cell{text: "1 " + one}
	}
	return cell{text: string(n) + " " + many}
}

// maxListed bounds the lines that one list of a payload may take.
const maxListed = 30

func andMore(total int) cell { return cell{text: fmt.Sprintf("... and %d more", total-maxListed)} }

func (r *rows) vouchers(all []*summary.Voucher) {
	for i, v := range all {
		if i == maxListed {
			r.add("", andMore(len(all)))
			return
		}
		r.voucher(v)
	}
}

func (r *rows) voucher(v *summary.Voucher) {
	r.add("voucher", cell{cmp.Or(v.Code, v.ID), code}, cell{text: v.Words()})
	referral := cell{}
	if v.Referral {
		referral.text = "referral code"
	}
	r.add("", usage(v), validity(v.Start, v.Expiration), inactive(v.Active), referral)
	if c := v.Card; c != nil {
		next := cell{}
		if c.NextExpiring != "" && c.NextExpiration != "" {
			next.text = string(c.NextExpiring) + " expire " + c.NextExpiration
		}
		r.add("", counted(c.Pending, "pending", "pending"), next)
	}
}

func usage(v *summary.Voucher) cell {
	switch {
	case v.Redeemed == "":
		return cell{}
	case v.Quantity == "":
		return cell{text: "redeemed " + counted(v.Redeemed, "time", "times").text}
	}
	return cell{text: "redeemed " + string(v.Redeemed) + " of " + string(v.Quantity)}
}

func validity(start, end string) cell {
	switch {
	case start != "" && end != "":
		return cell{text: "valid " + day(start) + " to " + day(end)}
	case start != "":
		return cell{text: "valid from " + day(start)}
	}
	return told("valid until ", day(end))
}

func inactive(active *bool) cell {
	if active == nil || *active {
		return cell{}
	}
	return cell{"inactive", bad}
}

const clockLayout = "2006-01-02 15:04:05 UTC"

// utc shows a moment in UTC, and one that cannot be read as it stands.
func utc(text, layout string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return t.UTC().Format(layout)
}

// day shows a moment by its date where it is midnight UTC.
func day(text string) string {
	if t, err := time.Parse(time.RFC3339, text); err == nil && t.Equal(t.Truncate(24*time.Hour)) {
		return t.UTC().Format(time.DateOnly)
	}
	return utc(text, clockLayout)
}
