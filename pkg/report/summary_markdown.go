package report

import (
	"io"
	"strings"

	"github.com/vhook/vhook/pkg/summary"
)

// SummaryMarkdown writes the one-screen view for a chat or a pull request.
func SummaryMarkdown(w io.Writer, s *summary.Summary) error {
	var b strings.Builder
	b.WriteString("### " + escapeMarkdown(eventName(s.Event)) + "\n\n")
	if s.Time != "" {
		b.WriteString(escapeMarkdown(utc(s.Time, clockLayout)) + "\n\n")
	}
	head, table, body := headRows(s), itemTable(s.Order), bodyRows(s)
	if len(table) == 0 {
		head, body = append(head, body...), nil
	}
	markdownRows(&b, head)
	markdownTable(&b, table)
	markdownRows(&b, body)
	if s.Doubtful {
		b.WriteString("_" + doubt + "_\n\n")
	}
	_, err := io.WriteString(w, strings.TrimSuffix(b.String(), "\n"))
	return err
}

// markdownRows writes a list; a row without a label goes on with its entry.
func markdownRows(b *strings.Builder, all rows) {
	for i, r := range all {
		if r.label != "" || i == 0 {
			b.WriteString("- **" + escapeMarkdown(dash(r.label)) + "**")
		} else {
			b.WriteString(" \\\n ")
		}
		for j, c := range r.cells {
			if j > 0 {
				b.WriteString(" ·")
			}
			b.WriteString(" " + markdownCell(c))
		}
		if i+1 == len(all) || all[i+1].label != "" {
			b.WriteByte('\n')
		}
	}
	if len(all) > 0 {
		b.WriteByte('\n')
	}
}

func markdownCell(c cell) string {
	if c.tone == code && !strings.ContainsAny(c.text, "`|") {
		return "`" + clip(c.text, valueWidth) + "`"
	}
	return escapeMarkdown(c.text)
}

func markdownTable(b *strings.Builder, lines []itemRow) {
	if len(lines) == 0 {
		return
	}
	b.WriteString("| " + strings.Join(itemColumnNames[:], " | ") + " |\n|--:|:--|--:|--:|--:|--:|\n")
	for _, l := range lines {
		for _, text := range l.cells {
			if text = escapeMarkdown(text); l.total && text != "" && text != "-" {
				text = "**" + text + "**"
			}
			b.WriteString("| " + text + " ")
		}
		b.WriteString("|\n")
	}
	b.WriteByte('\n')
}
