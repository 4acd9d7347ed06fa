package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
)

// schemaVersion counts incompatible changes of the JSON output.
const schemaVersion = 1

// jsonHead is what every machine-readable object about a payload begins with.
type jsonHead struct {
	Source    string         `json:"source"`
	Index     int            `json:"index"`
	Line      int            `json:"line"`
	Event     *string        `json:"event"`
	Enveloped bool           `json:"enveloped"`
	Detection *jsonDetection `json:"detection"`
}

// jsonDetection is how an event was recognised. By is null where it was not; Nearest
// is then the event closest to the evidence.
type jsonDetection struct {
	By         *event.By `json:"by"`
	Candidates []string  `json:"candidates"`
	Reason     string    `json:"reason"`
	Nearest    string    `json:"nearest,omitempty"`
}

// newJSONHead returns the head of a payload. Text that is no JSON object has neither
// event nor detection.
func newJSONHead(p *Payload) jsonHead {
	h := jsonHead{Source: p.Source, Index: p.Index, Line: p.Line}
	if p.Detection == nil {
		return h
	}
	h.Enveloped = p.Detection.Enveloped
	h.Detection = &jsonDetection{Candidates: p.Detection.Names(), Reason: p.Detection.Reason, Nearest: p.Detection.Nearest}
	if p.Detection.By != "" {
		h.Detection.By = &p.Detection.By
	}
	if p.Detection.Event != nil {
		h.Event = &p.Detection.Event.Name
	}
	return h
}

type jsonPayload struct {
	jsonHead
	Valid    bool          `json:"valid"`
	Findings []jsonFinding `json:"findings"`
}

type jsonFinding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	jsonPlace
	Help    string        `json:"help,omitempty"`
	Related []jsonRelated `json:"related,omitempty"`
}

type jsonPlace struct {
	Pointer   string `json:"pointer"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Offset    int64  `json:"offset"`
	EndOffset int64  `json:"end_offset"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message,omitempty"`
}

func newJSONPayload(p *Payload, o *Options) *jsonPayload {
	j := &jsonPayload{jsonHead: newJSONHead(p), Valid: p.Valid(), Findings: []jsonFinding{}}
	for _, f := range o.shown(p.Result) {
		j.Findings = append(j.Findings, newJSONFinding(p, f))
	}
	return j
}

func newJSONFinding(p *Payload, f check.Finding) jsonFinding {
	j := jsonFinding{
		Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message, Help: f.Help,
		jsonPlace: newJSONPlace(p, placeOf(f)),
	}
	for _, r := range f.Related {
		j.Related = append(j.Related, jsonRelated{newJSONPlace(p, r), r.Message})
	}
	return j
}

func newJSONPlace(p *Payload, at check.Related) jsonPlace {
	from, to := p.Place(at.Start), p.Place(at.End)
	return jsonPlace{
		Pointer: at.Pointer,
		Line:    from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column,
		Offset: from.Offset, EndOffset: to.Offset,
	}
}

// jsonStream writes objects as they come: as the array of one document whose
// tail is known only at the end, or one a line. Its document is
// {"schema_version", "tool", "payloads": [...], then the tail's members}.
type jsonStream struct {
	list  listWriter
	lines bool
}

// newJSONStream returns a stream of one document, or of a line an object.
func newJSONStream(w io.Writer, lines bool, version string) *jsonStream {
	quoted, _ := marshal(version) // a string
	opening := fmt.Sprintf(`{"schema_version":%d,"tool":{"name":"vhook","version":%s},"payloads":[`, schemaVersion, quoted)
	return &jsonStream{listWriter{w: w, opening: opening}, lines}
}

func (s *jsonStream) add(v any) error {
	text, err := marshal(v)
	switch {
	case err != nil:
		return err
	case s.lines:
		_, err = s.list.w.Write(append(text, '\n'))
		return err
	}
	return s.list.add(text)
}

// close ends the document with one more member.
func (s *jsonStream) close(name string, v any) error {
	if s.lines {
		return nil
	}
	text, err := marshal(v)
	if err != nil {
		return err
	}
	return s.list.close(`],"` + name + `":` + string(text) + "}\n")
}

// listWriter writes a JSON document around a list, an item a line, without
// waiting for the last. Its opening ends with the bracket of the list.
type listWriter struct {
	w       io.Writer
	opening string
	begun   bool
}

func (l *listWriter) add(item []byte) error {
	before := ",\n"
	if !l.begun {
		before = l.opening + "\n"
	}
	l.begun = true
	_, err := l.w.Write(append([]byte(before), item...))
	return err
}

// close writes the rest, which begins with the bracket of the list.
func (l *listWriter) close(rest string) error {
	if l.begun {
		rest = "\n" + rest
	} else {
		rest = l.opening + rest
	}
	_, err := io.WriteString(l.w, rest)
	return err
}

// marshal is json.Marshal without the escapes for HTML, and with escapes for
// all that a terminal could obey.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return escapeObeyed(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), err
}

// escapeObeyed escapes what encoding/json leaves as it is. In compact JSON
// such characters stand in strings only.
func escapeObeyed(text []byte) []byte {
	if !bytes.ContainsFunc(text, obeyed) {
		return text
	}
	var escaped []byte
	for _, r := range string(text) {
		if obeyed(r) {
			escaped = fmt.Appendf(escaped, `\u%04x`, r)
		} else {
			escaped = utf8.AppendRune(escaped, r)
		}
	}
	return escaped
}

type jsonReporter struct {
	stream  *jsonStream
	options Options
	counts  counts
}

func newJSON(w io.Writer, o Options) Reporter {
	return &jsonReporter{stream: newJSONStream(w, false, o.Version()), options: o}
}

func newNDJSON(w io.Writer, o Options) Reporter {
	return &jsonReporter{stream: newJSONStream(w, true, o.Version()), options: o}
}

func (r *jsonReporter) Payload(p *Payload) error {
	r.counts.add(p.Result)
	return r.stream.add(newJSONPayload(p, &r.options))
}

func (r *jsonReporter) Close() error { return r.stream.close("counts", r.counts) }
