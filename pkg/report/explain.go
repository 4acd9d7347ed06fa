package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/vhook/vhook/pkg/check"
)

// explainWidth is the width that explanations are wrapped to.
const explainWidth = 80

// Explain writes everything there is to know about a rule.
func Explain(w io.Writer, r *check.Rule, p *Palette) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n%s\n\n%s\n", p.Strong(r.ID), p.severity(r.Severity)(r.Severity.String()), r.Title, wrap(r.Why))
	if r.Example != "" {
		fmt.Fprintf(&b, "\n%s\n", p.Strong("breaks it"))
		for line := range strings.SplitSeq(r.Example, "\n") {
			fmt.Fprintf(&b, "  %s\n", printable(line))
		}
	}
	fmt.Fprintf(&b, "\n%s\n%s\n", p.Strong("to fix it"), wrap(r.Fix))
	_, err := io.WriteString(w, b.String())
	return err
}

// RuleList writes one line for each rule.
func RuleList(w io.Writer, rules []*check.Rule, p *Palette) error {
	columns := 0
	for _, r := range rules {
		columns = max(columns, len(r.ID))
	}
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "%-*s  %s  %s\n", columns, r.ID, p.severity(r.Severity)(fmt.Sprintf("%-7s", r.Severity)), r.Title)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func wrap(text string) string {
	var b strings.Builder
	column := 0
	for word := range strings.FieldsSeq(text) {
		switch {
		case column == 0:
		case column+1+len(word) > explainWidth:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String()
}
