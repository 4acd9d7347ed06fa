package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/vhook/vhook/pkg/summary"
)

// SummaryLine writes a payload as one line of six columns: time, event,
// customer, total, discount, voucher. They line up for a person; none but the
// last has a space in it and an absent one is a dash, so that awk and cut find
// them.
func SummaryLine(w io.Writer, s *summary.Summary, p *Palette) error {
	total, discount := "-", "-"
	if o := s.Order; o != nil {
		total, discount = money(o.Total), reduction(o.Discount())
	}
	var l aligned
	l.left(word(utc(s.Time, time.RFC3339)), 20, p.Faint)
	l.left(word(s.Event), 30, p.Strong)
	l.left(word(customerWord(s.Customer)), 28, plain.paint(p))
	l.right(word(total), 10)
	l.right(word(discount), 10)
	_, err := io.WriteString(w, l.String()+dash(clip(codesOf(s), valueWidth))+"\n")
	return err
}

// aligned is a line of columns. A value that is too wide pushes the others
// only as far as their padding does not make up for it.
type aligned struct {
	strings.Builder
	at, stop int
}

func (l *aligned) left(text string, width int, paint func(a ...any) string) {
	l.stop += width + 2
	room := max(l.stop-l.at-2, displayWidth(text))
	l.WriteString(paint(padRight(text, room)) + "  ")
	l.at += room + 2
}

func (l *aligned) right(text string, width int) {
	l.stop += width + 2
	text = padLeft(text, l.stop-l.at-2)
	l.WriteString(text + "  ")
	l.at += displayWidth(text) + 2
}

// word makes a value one word, a dash where there is none.
func word(text string) string {
	return dash(clip(strings.Join(strings.Fields(text), "_"), valueWidth))
}

// customerWord names a customer by what has no spaces and says most.
func customerWord(c *summary.Customer) string {
	if c == nil {
		return ""
	}
	return cmp.Or(c.Email, c.SourceID, c.ID, c.Name)
}

// codesOf names the voucher, or the promotion that needs none.
func codesOf(s *summary.Summary) string {
	if len(s.Vouchers) == 0 {
		if s.Promotion == nil {
			return ""
		}
		return s.Promotion.Name
	}
	text := s.Vouchers[0].Code
	if more := len(s.Vouchers) - 1; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
