package main

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"
)

// progress is a line on a terminal's standard error that says how far a long
// run has come. Where standard output is a terminal too, the reports there say
// that, and there is no line; nor in CI.
type progress struct {
	read atomic.Int64 // bytes of input

	out      io.Writer // nil where nothing is to be shown
	began    time.Time
	next     time.Time // when to draw again
	shown    bool
	payloads int
	invalid  int
}

const (
	progressAfter = time.Second
	progressEvery = 100 * time.Millisecond
)

func newProgress(s *streams) *progress {
	p := &progress{began: time.Now()}
	p.next = p.began.Add(progressAfter)
	if isTerminal(s.err) && !isTerminal(s.out) && !isSet("CI") && os.Getenv("TERM") != "dumb" {
		p.out = s.err
	}
	return p
}

// count counts a payload, and draws when it is time to.
func (p *progress) count(valid bool) {
	p.payloads++
	if !valid {
		p.invalid++
	}
	if p.out == nil {
		return
	}
	if now := time.Now(); now.After(p.next) {
		p.draw(now)
	}
}

func (p *progress) draw(now time.Time) {
	const mega = 1e6
	read := float64(p.read.Load()) / mega
	fmt.Fprintf(p.out, "\r\x1b[K%.1f MB read, %.1f MB/s, %d payloads, %d invalid",
		read, read/now.Sub(p.began).Seconds(), p.payloads, p.invalid)
	p.next, p.shown = now.Add(progressEvery), true
}

// clear takes the line away, for other text or at the end.
func (p *progress) clear() {
	if p.shown {
		io.WriteString(p.out, "\r\x1b[K")
		p.shown = false
	}
}
