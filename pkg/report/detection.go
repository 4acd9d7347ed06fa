package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/input"
)

// DetectionFormats lists the formats of [NewDetectionWriter].
func DetectionFormats() []string { return []string{"text", "json", "ndjson"} }

// NewDetectionWriter returns a reporter that tells only the event of each
// payload and how it was recognised.
func NewDetectionWriter(w io.Writer, format string, o Options) Reporter {
	if format == "text" {
		return &detectionText{w, o.Palette}
	}
	return &detectionJSON{stream: newJSONStream(w, format == "ndjson", o.Version())}
}

type detectionText struct {
	w       io.Writer
	palette *Palette
}

// Payload writes one line: where, which event, and why.
func (t *detectionText) Payload(p *Payload) error {
	where := t.palette.Strong(Locate(p) + ":")
	if p.Detection == nil || p.Detection.Outcome == event.Unknown || p.Detection.Outcome == event.Former {
		why := p.Findings[0].Message
		if p.Detection != nil && p.Detection.Nearest != "" {
			why += "; the nearest is " + p.Detection.Nearest
		}
		_, err := fmt.Fprintf(t.w, "%s %s %s\n", where, t.palette.Error("unknown"), t.palette.Faint("("+printable(why)+")"))
		return err
	}
	by := string(p.Detection.By)
	if by != "" {
		by = "by " + by + ": "
	}
	_, err := fmt.Fprintf(t.w, "%s %s %s\n", where, eventWords(p), t.palette.Faint("("+by+printable(p.Detection.Reason)+")"))
	return err
}

func (t *detectionText) Close() error { return nil }

type detectionJSON struct {
	stream *jsonStream
	counts struct {
		Payloads     int `json:"payloads"`
		Recognised   int `json:"recognised"`
		Unrecognised int `json:"unrecognised"`
	}
}

func (j *detectionJSON) Payload(p *Payload) error {
	j.counts.Payloads++
	if p.Detection != nil && p.Detection.Event != nil {
		j.counts.Recognised++
	} else {
		j.counts.Unrecognised++
	}
	return j.stream.add(jsonDetected{newJSONHead(p), newJSONHeaders(p.Headers)})
}

// jsonDetected is a payload with the header fields of the HTTP message it came in.
type jsonDetected struct {
	jsonHead
	Headers []jsonHeader `json:"headers,omitempty"`
}

type jsonHeader struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// newJSONHeaders returns header fields in their order. What gives access to
// something has no place in an output: its value is masked.
func newJSONHeaders(fields []input.Header) (list []jsonHeader) {
	for _, h := range fields {
		if givesAccess(h.Name) {
			h.Value = "***"
		}
		list = append(list, jsonHeader(h))
	}
	return list
}

// givesAccess tells by the name of a header whether its value may be a
// credential. A signature is none.
func givesAccess(name string) bool {
	words := []string{"auth", "cookie", "credential", "key", "password", "secret", "session", "token"}
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.ToLower(name), word) })
}

func (j *detectionJSON) Close() error { return j.stream.close("counts", j.counts) }
