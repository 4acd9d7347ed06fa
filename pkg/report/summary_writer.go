package report

import (
	"io"

	"github.com/vhook/vhook/pkg/summary"
)

// SummaryFormats lists the formats of [NewSummaryWriter].
func SummaryFormats() []string { return []string{"text", "json", "ndjson", "markdown"} }

// SummaryWriter writes the summaries of payloads in order, then Close. A payload that
// cannot be read has none, nil.
type SummaryWriter interface {
	Summary(*Payload, *summary.Summary) error
	Close() error
}

// NewSummaryWriter returns a writer of one of [SummaryFormats]; with oneline,
// text is a line a payload with totals at the end.
func NewSummaryWriter(w io.Writer, format string, oneline bool, o Options) SummaryWriter {
	switch {
	case format == "json", format == "ndjson":
		return &summaryJSON{stream: newJSONStream(w, format == "ndjson", o.Version())}
	case format == "markdown":
		return &summaryPages{w: w, page: SummaryMarkdown, end: TotalsMarkdown}
	case oneline:
		return &summaryLines{w: w, palette: o.Palette}
	}
	return &summaryPages{w: w, page: func(w io.Writer, s *summary.Summary) error { return SummaryText(w, s, o.Palette) }}
}

// summaryPages puts an empty line between payloads, and before what it ends
// several of them with.
type summaryPages struct {
	w      io.Writer
	page   func(io.Writer, *summary.Summary) error
	end    func(io.Writer, *summary.Totals) error // nil for nothing
	totals summary.Totals
}

func (p *summaryPages) Summary(_ *Payload, s *summary.Summary) error {
	var err error
	if s != nil {
		err = gap(p.w, &p.totals)
	}
	p.totals.Add(s)
	if s == nil || err != nil {
		return err
	}
	return p.page(p.w, s)
}

func (p *summaryPages) Close() error {
	if p.end == nil || p.totals.Payloads < 2 {
		return nil
	}
	if err := gap(p.w, &p.totals); err != nil {
		return err
	}
	return p.end(p.w, &p.totals)
}

// gap writes an empty line if there are summaries before it.
func gap(w io.Writer, before *summary.Totals) error {
	if before.Payloads == before.Unreadable {
		return nil
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type summaryLines struct {
	w       io.Writer
	palette *Palette
	totals  summary.Totals
}

func (l *summaryLines) Summary(_ *Payload, s *summary.Summary) error {
	if l.totals.Add(s); s == nil {
		return nil
	}
	return SummaryLine(l.w, s, l.palette)
}

func (l *summaryLines) Close() error {
	if l.totals.Payloads == 0 {
		return nil
	}
	if err := gap(l.w, &l.totals); err != nil {
		return err
	}
	return TotalsText(l.w, &l.totals, l.palette)
}

type summaryJSON struct {
	stream *jsonStream
	totals summary.Totals
}

func (j *summaryJSON) Summary(p *Payload, s *summary.Summary) error {
	j.totals.Add(s)
	return j.stream.add(struct {
		jsonHead
		Summary *summary.Summary `json:"summary"`
	}{newJSONHead(p), s})
}

func (j *summaryJSON) Close() error { return j.stream.close("totals", &j.totals) }
