package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/vhook/vhook/pkg/check"
)

// tapReporter writes a test point a payload, with its findings as diagnostics,
// and the plan at the end, when the number of payloads is known.
type tapReporter struct {
	w       io.Writer
	options Options
	points  int
}

func newTAP(w io.Writer, o Options) Reporter { return &tapReporter{w: w, options: o} }

const tapVersion = "TAP version 14\n"

// tapEscaper keeps a description from holding a directive.
var tapEscaper = strings.NewReplacer(`\`, `\\`, "#", `\#`)

func (r *tapReporter) Payload(p *Payload) error {
	var b strings.Builder
	if r.points == 0 {
		b.WriteString(tapVersion)
	}
	r.points++
	if p.AtLeast(r.options.FailOn) {
		b.WriteString("not ")
	}
	fmt.Fprintf(&b, "ok %d - %s\n", r.points, tapEscaper.Replace(Locate(p)+": "+eventWords(p)))
	r.diagnostics(&b, p)
	_, err := io.WriteString(r.w, b.String())
	return err
}

// diagnostics writes the YAML block of a test point that has something to say.
func (r *tapReporter) diagnostics(b *strings.Builder, p *Payload) {
	findings, rest := r.options.shown(p.Result), r.options.unlisted(p.Result)
	if len(findings) == 0 && rest == 0 {
		return
	}
	b.WriteString("  ---\n")
	if rest > 0 {
		fmt.Fprintf(b, "  message: %s\n", quoteYAML(unlistedWords(rest)))
	}
	if len(findings) > 0 {
		b.WriteString("  findings:\n")
	}
	for _, f := range findings {
		tapFinding(b, p, f)
	}
	b.WriteString("  ...\n")
}

func tapFinding(b *strings.Builder, p *Payload, f check.Finding) {
	at := p.Place(f.Start)
	fmt.Fprintf(b, "    - rule: %s\n      severity: %s\n      message: %s\n", quoteYAML(f.Rule), f.Severity, quoteYAML(f.Message))
	fmt.Fprintf(b, "      file: %s\n      line: %d\n      column: %d\n", quoteYAML(p.Source), at.Line, at.Column)
	if f.Pointer != "" {
		fmt.Fprintf(b, "      pointer: %s\n", quoteYAML(f.Pointer))
	}
	if f.Help != "" {
		fmt.Fprintf(b, "      help: %s\n", quoteYAML(f.Help))
	}
}

// quoteYAML returns a double-quoted scalar: a JSON string is one.
func quoteYAML(s string) string {
	quoted, _ := marshal(s) // a string
	return string(quoted)
}

func (r *tapReporter) Close() error {
	version := ""
	if r.points == 0 {
		version = tapVersion
	}
	_, err := fmt.Fprintf(r.w, "%s1..%d\n", version, r.points)
	return err
}
