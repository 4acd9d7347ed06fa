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
		return &summaryPages{w: w, page: SummaryMarkdown, apart: true, end: TotalsMarkdown, endFrom: 2}
	case oneline:
		return &summaryPages{
			w:       w,
			page:    func(w io.Writer, s *summary.Summary) error { return SummaryLine(w, s, o.Palette) },
			end:     func(w io.Writer, t *summary.Totals) error { return TotalsText(w, t, o.Palette) },
			endFrom: 1,
		}
	}
	page := func(w io.Writer, s *summary.Summary) error { return SummaryText(w, s, o.Palette) }
	return &summaryPages{w: w, page: page, apart: true}
}

// summaryPages writes summaries for people to read, and what they add up to.
type summaryPages struct {
	w       io.Writer
	page    func(io.Writer, *summary.Summary) error
	apart   bool                                   // an empty line stands between two
	end     func(io.Writer, *summary.Totals) error // nil for nothing
	endFrom int                                    // how many payloads it takes for an end
	totals  summary.Totals
}

func (p *summaryPages) Summary(_ *Payload, s *summary.Summary) error {
	first := p.empty()
	p.totals.Add(s)
	if s == nil {
		return nil
	}
	if p.apart && !first {
		if _, err := io.WriteString(p.w, "\n"); err != nil {
			return err
		}
	}
	return p.page(p.w, s)
}

func (p *summaryPages) Close() error {
	if p.end == nil || p.totals.Payloads < p.endFrom {
		return nil
	}
	if !p.empty() {
		if _, err := io.WriteString(p.w, "\n"); err != nil {
			return err
		}
	}
	return p.end(p.w, &p.totals)
}

// empty reports whether there is no summary yet.
func (p *summaryPages) empty() bool { return p.totals.Payloads == p.totals.Unreadable }

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
