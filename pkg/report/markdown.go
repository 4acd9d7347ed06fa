package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/vhook/vhook/pkg/check"
)

// markdownReporter writes a table with a row a finding, then the counts.
type markdownReporter struct {
	w       io.Writer
	options Options
	counts  counts
	rows    int
}

func newMarkdown(w io.Writer, o Options) Reporter { return &markdownReporter{w: w, options: o} }

const (
	markdownTitle = "### Webhook payloads\n\n"
	markdownHead  = "| | where | finding | rule |\n|:--|:--|:--|:--|\n"
)

func (r *markdownReporter) Payload(p *Payload) error {
	var b strings.Builder
	r.counts.add(p.Result)
	for _, f := range r.options.shown(p.Result) {
		if r.rows == 0 {
			b.WriteString(markdownTitle + markdownHead)
		}
		r.rows++
		markdownRow(&b, p, f)
	}
	_, err := io.WriteString(r.w, b.String())
	return err
}

func markdownRow(b *strings.Builder, p *Payload, f check.Finding) {
	at := p.Place(f.Start)
	where := codeSpan(fmt.Sprintf("%s:%d:%d", p.Source, at.Line, at.Column))
	if f.Pointer != "" {
		where += "<br>" + codeSpan(f.Pointer)
	}
	what := markdownText(f.Message)
	if f.Help != "" {
		what += "<br>" + markdownText(f.Help)
	}
	fmt.Fprintf(b, "| %s | %s | %s | %s |\n", f.Severity, where, what, codeSpan(f.Rule))
}

func (r *markdownReporter) Close() error {
	before := "\n"
	if r.rows == 0 {
		before = markdownTitle
	}
	_, err := fmt.Fprintf(r.w, "%s%s\n", before, r.counts)
	return err
}

// codeSpan shows text as code, where nothing needs an escape but what would
// end the span or the cell.
func codeSpan(text string) string {
	if strings.ContainsAny(text, "`|\\") {
		return markdownText(text)
	}
	return "`" + printable(text) + "`"
}

// linkBreaker keeps GitHub from notifying who is named and from linking what
// looks like an address; it does not show.
var linkBreaker = strings.NewReplacer("@", "@<!-- -->", "://", ":<!-- -->//", "www.", "www<!-- -->.", "#", "#<!-- -->")

// markdownText makes text from a payload mean nothing but itself, at its full
// length.
func markdownText(text string) string {
	return linkBreaker.Replace(markdownEscaper.Replace(printable(text)))
}

var markdownEscaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "#", `\#`, "~", `\~`, "$", `\$`,
)

// escapeMarkdown makes a value of a summary mean nothing but itself, at the width
// that summaries have for it.
func escapeMarkdown(text string) string {
	return markdownEscaper.Replace(clip(text, valueWidth))
}
