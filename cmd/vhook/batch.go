package main

import (
	"cmp"
	"strings"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/report"
)

// A batch is full at either of these. They bound what a run keeps in memory,
// and are large enough that handing batches around costs nothing.
const (
	batchBytes = 128 << 10
	batchTexts = 64
)

// mostOutcomes is how many outcomes a batch keeps at most, and checkers in each wrapper:
// a text may be a message around many payloads, and each faulty one holds the memory of
// a checker.
const mostOutcomes = 4 * batchTexts

// batch is some texts in a row, and then what was found in them. A result
// shares the memory of its checker, so each that is kept as it is has a checker
// of its own; a batch is used again when its results have been delivered.
type batch struct {
	*inspection
	worker    *check.Checker // whose siblings the checkers are
	source    string         // of which the payloads have to be of event
	event     string
	items     []item
	buf       []byte // the texts
	outcomes  []outcome
	checkers  []*check.Checker
	used      int // of checkers
	unwrapper input.Unwrapper
	// hand delivers the outcomes so far in the midst of a run, or ends it with false.
	hand  func(*batch) bool
	ended bool
	// ready says that there are outcomes to deliver, and whether these are the last;
	// if not, resume says that they have been delivered.
	ready  chan bool
	resume chan struct{}
}

// outcome is a payload with its result, or an error. One in reading is told;
// one in looking, which is none of the payload's, ends the run.
type outcome struct {
	payload report.Payload
	// result and detection are the payload's, where it has none that is kept
	// by its checker.
	result       check.Result
	detection    event.Detection
	reading, bad error
}

// keep makes copies of what is wanted of a result without findings.
func (o *outcome) keep(r *check.Result) {
	o.detection, o.result = *r.Detection, *r
	o.result.Doc, o.result.Findings = nil, nil
}

// whole returns the payload with its result.
func (o *outcome) whole() *report.Payload {
	if o.payload.Result == nil {
		o.result.Detection = &o.detection
		o.payload.Result = &o.result
	}
	return &o.payload
}

func (i *inspection) newBatch(hand func(*batch) bool) *batch {
	b := &batch{inspection: i, hand: hand, ready: make(chan bool, 1), resume: make(chan struct{}, 1)}
	b.unwrapper.Wanted = i.wanted
	return b
}

func (b *batch) reset() {
	b.items, b.buf, b.outcomes, b.used = b.items[:0], b.buf[:0], b.outcomes[:0], 0
}

// take copies an item; true when the batch is full.
func (b *batch) take(it item) bool {
	b.buf = it.text.MoveTo(b.buf)
	b.items = append(b.items, it)
	return len(b.items) == batchTexts || len(b.buf) >= batchBytes
}

// run looks at the items with what a worker has learnt from others.
func (b *batch) run(worker *check.Checker) {
	b.worker = worker
	for i := range b.items {
		it := &b.items[i]
		if it.err != nil {
			b.add().reading = it.err
			continue
		}
		b.expect(it.source)
		if b.inspect(&it.text, 0); b.ended {
			return
		}
	}
}

// expect prepares for the payloads of a source.
func (b *batch) expect(source string) {
	if source != b.source {
		b.source, b.event = source, cmp.Or(b.options.Event, b.project.event(source))
	}
}

// add adds an outcome, which is to be filled in.
func (b *batch) add() *outcome {
	b.outcomes = append(b.outcomes, outcome{})
	return &b.outcomes[len(b.outcomes)-1]
}

// deem adds a payload with its result.
func (b *batch) deem(text *input.Text, r *check.Result) {
	b.add().payload = report.Payload{Source: b.source, Text: *text, Result: r}
}

// maxWrappers is how many wrappers may be around each other.
const maxWrappers = 5

// inspect looks at one text, or at what it is wrapped around, in depth
// wrappers itself.
func (b *batch) inspect(text *input.Text, depth int) {
	if text.Err != nil {
		b.deem(text, check.Refuse(text.Bytes, text.Err))
		return
	}
	checker := b.checker()
	checker.Expect(b.event)
	result, err := b.look(checker, text.Bytes)
	switch {
	case err != nil:
		b.add().bad = err
	case result.Broken && text.Unseen():
		if texts := text.Split(); isWhole(texts, text) {
			b.used++
			b.deem(&texts[0], result)
		} else {
			b.each(texts, depth)
		}
	case b.mayWrap(result, depth) && b.unwrap(text, result, depth):
	case len(result.Findings) == 0 && result.Detection != nil && !b.documents:
		b.deem(text, nil)
		b.outcomes[len(b.outcomes)-1].keep(result)
	default:
		b.used++
		b.deem(text, result)
	}
}

// isWhole reports whether texts in place of an unseen one are the same, so that
// what was found of it holds.
func isWhole(texts []input.Text, unseen *input.Text) bool {
	return len(texts) == 1 && texts[0].Err == nil && len(texts[0].Bytes) == len(unseen.Bytes)
}

// each looks at texts in depth wrappers. The checkers in use so far are those of the
// documents around them, and kept.
func (b *batch) each(texts []input.Text, depth int) {
	around := b.used
	for i := range texts {
		if b.inspect(&texts[i], depth); b.ended {
			return
		}
		if max(len(b.outcomes), b.used-around) >= mostOutcomes {
			b.ended = !b.hand(b)
			b.outcomes, b.used = b.outcomes[:0], around
		}
	}
}

func (b *batch) mayWrap(r *check.Result, depth int) bool {
	if r.Broken || r.Detection == nil || b.unwrapping == "never" || depth == maxWrappers {
		return false
	}
	return b.pointer(depth) != "" || b.event != "" || !recognised(r.Detection)
}

// unwrap looks at the texts inside of one, false where there are none. They
// are followed to their places through the outer document, which is kept.
func (b *batch) unwrap(text *input.Text, r *check.Result, depth int) bool {
	b.unwrapper.Pointer = b.pointer(depth)
	inner := b.unwrapper.Unwrap(text, r.Doc)
	if len(inner) == 0 {
		return false
	}
	b.used++
	b.each(inner, depth+1)
	return true
}

// pointer is where --unwrap says that payloads are, in outermost documents.
func (b *batch) pointer(depth int) string {
	if depth > 0 || !strings.HasPrefix(string(b.unwrapping), "/") {
		return ""
	}
	return string(b.unwrapping)
}

// checker returns one that no result lives in which is kept.
func (b *batch) checker() *check.Checker {
	if b.used == len(b.checkers) {
		b.checkers = append(b.checkers, b.worker.Sibling())
	}
	b.checkers[b.used].Join(b.worker)
	return b.checkers[b.used]
}

// deliver hands on what was found.
func (b *batch) deliver(d *delivery) error {
	for i := range b.outcomes {
		o := &b.outcomes[i]
		switch {
		case o.bad != nil:
			return o.bad
		case o.reading != nil:
			d.tell(o.reading)
			continue
		}
		if err := d.payload(o.whole()); err != nil {
			return err
		}
	}
	return nil
}
