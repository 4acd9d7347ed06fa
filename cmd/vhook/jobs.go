package main

import (
	"cmp"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/report"
)

// inspection is how texts are looked at. Nothing in it changes, so that many
// goroutines can share it.
type inspection struct {
	look      inspector
	catalogue *event.Catalogue
	options   check.Options
	project   *project
	unwrap    unwrapMode
}

// A batch is full at either of these. They bound what a run keeps in memory,
// and are large enough that handing batches around costs nothing.
const (
	batchBytes = 128 << 10
	batchTexts = 64
)

// batch is some texts in a row, and then what was found in them. A result
// shares the memory of its checker, so each text has a checker of its own; a
// batch is used again when its results have been delivered.
type batch struct {
	*inspection
	items     []item
	buf       []byte // the texts
	outcomes  []outcome
	checkers  []*check.Checker
	used      int // of checkers
	unwrapper input.Unwrapper
	ready     chan struct{}
}

// outcome is a payload with its result, or an error. One in reading is told;
// one in looking, which is none of the payload's, ends the run.
type outcome struct {
	payload      report.Payload
	reading, bad error
}

func (i *inspection) newBatch() *batch {
	b := &batch{inspection: i, ready: make(chan struct{}, 1)}
	b.unwrapper.Wanted = i.wanted
	return b
}

func (b *batch) reset() {
	b.items, b.buf, b.outcomes, b.used = b.items[:0], b.buf[:0], b.outcomes[:0], 0
}

// take copies texts from the feed until the batch is full; false at the end.
func (b *batch) take(f *feed) bool {
	for len(b.items) < batchTexts && len(b.buf) < batchBytes {
		it, ok := f.next()
		if !ok {
			return false
		}
		b.buf = it.text.MoveTo(b.buf)
		b.items = append(b.items, it)
	}
	return true
}

// run looks at the items.
func (b *batch) run() {
	for _, it := range b.items {
		if it.err != nil {
			b.outcomes = append(b.outcomes, outcome{reading: it.err})
			continue
		}
		b.inspect(it.source, it.text, 0)
	}
}

// maxWrappers is how many wrappers may be around each other.
const maxWrappers = 5

// inspect looks at one text, or at what it is wrapped around, in depth
// wrappers itself.
func (b *batch) inspect(source string, text input.Text, depth int) {
	p := report.Payload{Source: source, Text: text}
	if text.Err != nil {
		p.Result = check.Refuse(text.Bytes, text.Err)
		b.outcomes = append(b.outcomes, outcome{payload: p})
		return
	}
	checker, name := b.checker(), b.event(source)
	checker.Expect(name)
	result, err := b.look(checker, text.Bytes)
	if err != nil {
		b.outcomes = append(b.outcomes, outcome{bad: err})
		return
	}
	if result.Broken && text.Unseen() {
		b.used--
		for _, t := range text.Split() {
			b.inspect(source, t, depth)
		}
		return
	}
	if b.mayWrap(result, name, depth) {
		if inner := b.unwrapped(text, result, depth); len(inner) > 0 {
			for _, t := range inner {
				b.inspect(source, t, depth+1)
			}
			return
		}
	}
	p.Result = result
	b.outcomes = append(b.outcomes, outcome{payload: p})
}

// event returns the event that the payloads of a source have to be of, if any.
func (b *batch) event(source string) string {
	return cmp.Or(b.options.Event, b.project.event(source))
}

func (b *batch) mayWrap(r *check.Result, name string, depth int) bool {
	if r.Broken || r.Detection == nil || b.unwrap == "never" || depth == maxWrappers {
		return false
	}
	return b.pointer(depth) != "" || name != "" || !recognised(r.Detection)
}

func (b *batch) unwrapped(text input.Text, r *check.Result, depth int) []input.Text {
	b.unwrapper.Pointer = b.pointer(depth)
	return b.unwrapper.Unwrap(&text, r.Doc)
}

// pointer is where --unwrap says that payloads are, in outermost documents.
func (b *batch) pointer(depth int) string {
	if b.unwrap == "" || b.unwrap == "auto" || depth > 0 {
		return ""
	}
	return string(b.unwrap)
}

// checker returns one that no other result of the batch lives in.
func (b *batch) checker() *check.Checker {
	if b.used == len(b.checkers) {
		b.checkers = append(b.checkers, b.newChecker())
	}
	b.used++
	return b.checkers[b.used-1]
}

func (b *batch) newChecker() *check.Checker {
	if len(b.checkers) > 0 {
		return b.checkers[0].Sibling()
	}
	return check.NewChecker(b.catalogue, b.options)
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
		if err := d.payload(&o.payload); err != nil {
			return err
		}
	}
	return nil
}

// alone does everything one text after the other.
func (i *inspection) alone(f *feed, d *delivery) error {
	b := i.newBatch()
	for {
		it, ok := f.next()
		if !ok {
			return nil
		}
		b.reset()
		b.items = append(b.items, it)
		b.run()
		if err := b.deliver(d); err != nil {
			return err
		}
	}
}

// together reads in one goroutine, looks in jobs others, and delivers in this
// one, in order. No more than a fixed number of batches is under way.
func (i *inspection) together(f *feed, d *delivery, jobs int) error {
	batches := 2 * jobs
	free, work, order := make(chan *batch, batches), make(chan *batch, batches), make(chan *batch, batches)
	stop := make(chan struct{})
	defer close(stop)
	for range batches {
		free <- i.newBatch()
	}
	go func() {
		defer close(order)
		defer close(work)
		for more := true; more; {
			select {
			case b := <-free:
				more = b.take(f)
				work <- b
				order <- b
			case <-stop:
				return
			}
		}
	}()
	for range jobs {
		go func() {
			for b := range work {
				b.run()
				b.ready <- struct{}{}
			}
		}()
	}
	for b := range order {
		<-b.ready
		if err := b.deliver(d); err != nil {
			return err
		}
		free <- i.recycled(b)
	}
	return nil
}

// recycled returns a batch to be filled again. One that held a large text
// gives its memory back.
func (i *inspection) recycled(b *batch) *batch {
	if cap(b.buf) > 4*batchBytes {
		return i.newBatch()
	}
	b.reset()
	return b
}
