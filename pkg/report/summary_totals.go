package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/vhook/vhook/pkg/summary"
)

// TotalsText writes what many payloads add up to.
func TotalsText(w io.Writer, t *summary.Totals, p *Palette) error {
	var b strings.Builder
	b.WriteString(p.Strong(Plural(t.Payloads, "payload")) + "\n")
	for _, e := range t.Events() {
		fmt.Fprintf(&b, "%6d  %s\n", e.Count, clip(eventName(e.Event), valueWidth))
	}
	if t.Unreadable > 0 {
		fmt.Fprintf(&b, "%6d  unreadable\n", t.Unreadable)
	}
	if t.Orders() > 0 {
		b.WriteString("\n" + p.Strong(ordersLine(t)) + "\n")
		textSums(&b, t.Sums(), p)
	}
	if line := redeemedLine(t); line != "" {
		b.WriteString("\n" + line + "\n")
	}
	if t.Doubtful > 0 {
		b.WriteString("\n" + p.Faint(doubt) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func textSums(b *strings.Builder, sums []summary.Sums, p *Palette) {
	format := "%6s  %-11s  %14s  %14s  %14s"
	b.WriteString(p.Faint(fmt.Sprintf(format, "orders", "currency", "amount", "discount", "total")) + "\n")
	for _, s := range sums {
		fmt.Fprintf(b, format+"\n", fmt.Sprint(s.Orders), currencyName(s), s.Amount.Money(), s.Discount.Money(), s.Total.Money())
	}
}

// TotalsMarkdown writes what many payloads add up to, for a chat or a pull
// request.
func TotalsMarkdown(w io.Writer, t *summary.Totals) error {
	var b strings.Builder
	b.WriteString("### " + Plural(t.Payloads, "payload") + "\n\n")
	b.WriteString("| payloads | event |\n|--:|:--|\n")
	for _, e := range t.Events() {
		fmt.Fprintf(&b, "| %d | %s |\n", e.Count, escapeMarkdown(eventName(e.Event)))
	}
	if t.Unreadable > 0 {
		fmt.Fprintf(&b, "| %d | unreadable |\n", t.Unreadable)
	}
	if t.Orders() > 0 {
		b.WriteString("\n" + ordersLine(t) + "\n\n| orders | currency | amount | discount | total |\n|--:|:--|--:|--:|--:|\n")
	}
	for _, s := range t.Sums() {
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s |\n", s.Orders, currencyName(s), s.Amount.Money(), s.Discount.Money(), s.Total.Money())
	}
	if line := redeemedLine(t); line != "" {
		b.WriteString("\n" + line + "\n")
	}
	if t.Doubtful > 0 {
		b.WriteString("\n_" + doubt + "_\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func eventName(event string) string { return cmp.Or(event, unknownEvent) }

func currencyName(s summary.Sums) string { return cmp.Or(s.Currency, "not stated") }

// ordersLine says that payloads about one order count it once.
func ordersLine(t *summary.Totals) string {
	line := Plural(t.Orders(), "order")
	if t.WithOrder > t.Orders() {
		line += fmt.Sprintf(" in %d payloads, each as last seen", t.WithOrder)
	}
	return line
}

func redeemedLine(t *summary.Totals) string {
	var parts []string
	if t.Redeemed > 0 {
		parts = append(parts, Plural(t.Redeemed, "voucher")+" redeemed")
	}
	if t.RolledBack > 0 {
		parts = append(parts, fmt.Sprintf("%d rolled back", t.RolledBack))
	}
	if t.Failed > 0 {
		parts = append(parts, fmt.Sprintf("%d failed", t.Failed))
	}
	return strings.Join(parts, ", ")
}
