package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/vhook/vhook/pkg/check"
)

// junitReporter writes a test suite a source and a test case a payload. The
// suites carry no counts, as these would have to be known before the cases.
type junitReporter struct {
	enc     *xml.Encoder
	w       io.Writer
	options Options
	begun   bool
	source  string // of the open suite
	open    bool
}

func newJUnit(w io.Writer, o Options) Reporter {
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	return &junitReporter{enc: enc, w: w, options: o}
}

type junitCase struct {
	XMLName  struct{}       `xml:"testcase"`
	Name     string         `xml:"name,attr"`
	Class    string         `xml:"classname,attr"`
	File     string         `xml:"file,attr"`
	Line     int            `xml:"line,attr"`
	Failures []junitFailure `xml:"failure"`
	Output   string         `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func (r *junitReporter) Payload(p *Payload) error {
	if err := r.suite(p.Source); err != nil {
		return err
	}
	if err := r.enc.Encode(r.testcase(p)); err != nil {
		return err
	}
	return r.enc.Flush()
}

func (r *junitReporter) testcase(p *Payload) *junitCase {
	c := &junitCase{
		Name:  fmt.Sprintf("payload %d: %s", p.Index+1, eventWords(p)),
		Class: printable(p.Source), File: printable(p.Source), Line: p.Line,
	}
	var output []string
	for _, f := range r.options.shown(p.Result) {
		if f.Severity < r.options.FailOn {
			output = append(output, junitText(p, f))
			continue
		}
		c.Failures = append(c.Failures, junitFailure{f.Rule, printable(f.Message), junitText(p, f)})
	}
	if rest := r.options.unlisted(p.Result); rest > 0 {
		c.Failures = append(c.Failures, junitFailure{check.Note.String(), unlistedWords(rest), ""})
	}
	c.Output = strings.Join(output, "\n")
	return c
}

// junitText tells everything about a finding in a line, or two with help.
func junitText(p *Payload, f check.Finding) string {
	at := p.Place(f.Start)
	text := fmt.Sprintf("%s:%d:%d: %s: %s [%s]%s", p.Source, at.Line, at.Column, f.Severity, f.Message, f.Rule,
		prefixed(" at ", f.Pointer))
	if f.Help != "" {
		return printable(text) + "\nhelp: " + printable(f.Help)
	}
	return printable(text)
}

var (
	junitSuites = xml.StartElement{Name: xml.Name{Local: "testsuites"}, Attr: []xml.Attr{{Name: xml.Name{Local: "name"}, Value: "vhook"}}}
	junitSuite  = xml.StartElement{Name: xml.Name{Local: "testsuite"}}
)

// suite opens the suite of a source, unless it is open.
func (r *junitReporter) suite(source string) error {
	if r.open && r.source == source {
		return nil
	}
	if err := r.endSuite(); err != nil {
		return err
	}
	r.open, r.source = true, source
	suite := junitSuite
	suite.Attr = []xml.Attr{{Name: xml.Name{Local: "name"}, Value: printable(source)}}
	return r.enc.EncodeToken(suite)
}

// endSuite ends the open suite, or begins the document.
func (r *junitReporter) endSuite() error {
	if r.open {
		r.open = false
		return r.enc.EncodeToken(junitSuite.End())
	}
	if r.begun {
		return nil
	}
	r.begun = true
	if _, err := io.WriteString(r.w, xml.Header); err != nil {
		return err
	}
	return r.enc.EncodeToken(junitSuites)
}

func (r *junitReporter) Close() error {
	if err := r.endSuite(); err != nil {
		return err
	}
	if err := r.enc.EncodeToken(junitSuites.End()); err != nil {
		return err
	}
	if err := r.enc.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(r.w, "\n")
	return err
}
