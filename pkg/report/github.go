package report

import (
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/input"
)

// maxAnnotations is how many annotations of a level GitHub shows for a step.
const maxAnnotations = 10

// githubReporter writes workflow commands that annotate files, up to
// maxAnnotations of each level, and at the end one that counts the rest, and
// one for notes that fail the run without being listed.
type githubReporter struct {
	w        io.Writer
	options  Options
	found    [check.Error + 1]int // by severity
	unlisted int                  // notes that fail the run
}

func newGitHub(w io.Writer, o Options) Reporter { return &githubReporter{w: w, options: o} }

func (r *githubReporter) Payload(p *Payload) error {
	var b strings.Builder
	for _, f := range r.options.shown(p.Result) {
		r.found[f.Severity]++
		if r.found[f.Severity] <= maxAnnotations {
			annotate(&b, p, f)
		}
	}
	r.unlisted += r.options.unlisted(p.Result)
	_, err := io.WriteString(r.w, b.String())
	return err
}

func (r *githubReporter) Close() error {
	var rest []string
	for s := check.Error; s >= check.Note; s-- {
		if more := r.found[s] - maxAnnotations; more > 0 {
			rest = append(rest, Plural(more, s.String()))
		}
	}
	var b strings.Builder
	if rest != nil {
		fmt.Fprintf(&b, "::notice title=vhook::%s more, without annotations\n", strings.Join(rest, ", "))
	}
	if r.unlisted > 0 {
		fmt.Fprintf(&b, "::notice title=vhook::%s\n", unlistedWords(r.unlisted))
	}
	_, err := io.WriteString(r.w, b.String())
	return err
}

func annotate(b *strings.Builder, p *Payload, f check.Finding) {
	level := f.Severity.String()
	if f.Severity == check.Note {
		level = "notice"
	}
	place, message := githubPlace(p, f), printable(f.Message)
	if place == "" {
		at := p.Place(f.Start)
		message = fmt.Sprintf("%d:%d: %s", at.Line, at.Column, message)
	}
	if f.Help != "" {
		message += "\n" + printable(f.Help)
	}
	fmt.Fprintf(b, "::%s %stitle=%s::%s\n", level, place, commandProperty.Replace(f.Rule), commandData.Replace(message))
}

// githubPlace returns the properties that say where a finding is: none for
// standard input, and no columns where the span ends on another line, as
// GitHub refuses these.
func githubPlace(p *Payload, f check.Finding) string {
	if p.Source == input.Stdin {
		return ""
	}
	from, to := p.Place(f.Start), p.Place(f.End)
	file := commandProperty.Replace(printable(path.Clean(filepath.ToSlash(p.Source))))
	if from.Line != to.Line {
		return fmt.Sprintf("file=%s,line=%d,endLine=%d,", file, from.Line, to.Line)
	}
	return fmt.Sprintf("file=%s,line=%d,col=%d,endLine=%d,endColumn=%d,", file, from.Line, from.Column, to.Line, to.Column)
}

// The escapes of workflow commands, which GitHub takes back.
var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// NewActions returns what a run in GitHub Actions reports unless it is told
// otherwise: text for its log, and annotations. No text from a payload can
// pass for a workflow command there.
func NewActions(w io.Writer, o Options) Reporter {
	return &actionsReporter{text: newText(commandBreaker{w}, o), annotations: newGitHub(w, o)}
}

type actionsReporter struct{ text, annotations Reporter }

func (r *actionsReporter) Payload(p *Payload) error {
	if err := r.text.Payload(p); err != nil {
		return err
	}
	return r.annotations.Payload(p)
}

func (r *actionsReporter) Close() error {
	if err := r.text.Close(); err != nil {
		return err
	}
	return r.annotations.Close()
}

// commandBreaker puts a zero-width space into what GitHub reads as the
// beginning of a workflow command, in the new form and in the old. It relies
// on being written whole lines.
type commandBreaker struct{ w io.Writer }

var commandMarks = strings.NewReplacer("::", ":\u200b:", "##[", "#\u200b#[")

func (c commandBreaker) Write(text []byte) (int, error) {
	if _, err := commandMarks.WriteString(c.w, string(text)); err != nil {
		return 0, err
	}
	return len(text), nil
}
