// Package input owns where payloads come from: opening paths and standard
// input, and splitting a stream of bytes into payload texts, each with its
// source, index and place.
package input

import (
	"bytes"
	"io"
	"unicode/utf8"

	"github.com/vhook/vhook/pkg/payload"
)

// Text is one payload text of a source. Bytes is valid until the next call of
// the splitter that returned it.
type Text struct {
	// Index counts the texts of a source from 0.
	Index int
	// Offset is where Bytes begins in the source, in bytes; Line and Column
	// (in characters) are the same place, from 1.
	Offset       int64
	Line, Column int
	Bytes        []byte
}

// Splitter cuts a stream into payload texts: JSON documents, one after the
// other, on a line each or spread over many, with or without white space
// between. What is no JSON is a text as well, so that nothing is lost; whoever
// parses it says what is wrong with it.
//
// A text ends where its brackets close. Where they never do, because a
// document is broken or cut off, the next document is taken to begin at a line
// that opens with a bracket which could not continue the broken one. In
// well-formed JSON such a line cannot occur, as strings hold no line ends and
// an opening bracket follows only ':', ',' or another opening one.
type Splitter struct {
	r   io.Reader
	err error // what ended the reading, io.EOF included

	buf    []byte
	pos    int // start of what is not handed out yet
	index  int
	offset int64
	line   int
	column int
	binary bool // not to be split
}

// NewSplitter returns a splitter of what r holds. A UTF-8 byte order mark at
// its start is skipped.
func NewSplitter(r io.Reader) *Splitter { return &Splitter{r: r, line: 1, column: 1} }

var byteOrderMark = []byte("\xef\xbb\xbf")

// Next returns the next text, and io.EOF after the last. Any other error is of
// the reader; what was read before it has been returned already.
func (s *Splitter) Next() (Text, error) {
	if s.offset == 0 && s.pos == 0 {
		s.sniff()
	}
	s.skipSpace()
	if s.pos == len(s.buf) {
		return Text{}, s.err
	}
	if s.binary {
		for s.fill() {
		}
	}
	end := len(s.buf)
	if !s.binary {
		end = s.extent()
	}
	t := Text{Index: s.index, Offset: s.offset, Line: s.line, Column: s.column, Bytes: s.buf[s.pos:end:end]}
	s.index++
	s.advance(end)
	return t, nil
}

// sniff looks at how the stream begins: it skips a byte order mark, and takes
// for one binary text what has a NUL byte, or neither opens with a bracket nor
// is UTF-8.
func (s *Splitter) sniff() {
	s.ensure(payload.SniffLength)
	if bytes.HasPrefix(s.buf, byteOrderMark) {
		s.pos, s.offset = len(byteOrderMark), int64(len(byteOrderMark))
	}
	start := s.buf[s.pos:min(len(s.buf), payload.SniffLength)]
	s.binary = bytes.IndexByte(start, 0) >= 0 ||
		len(start) > utf8.UTFMax && !opens(start[0]) && !utf8.Valid(start[:len(start)-utf8.UTFMax])
}

// skipSpace moves to the next byte that is no white space, reading on.
func (s *Splitter) skipSpace() {
	for at := s.pos; ; at++ {
		if at == len(s.buf) {
			s.advance(at)
			if !s.fill() {
				return
			}
			at = s.pos
		}
		if !isSpace(s.buf[at]) {
			s.advance(at)
			return
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// advance hands out the bytes up to end and keeps count of the place.
func (s *Splitter) advance(end int) {
	passed := s.buf[s.pos:end]
	s.offset += int64(len(passed))
	if last := bytes.LastIndexByte(passed, '\n'); last >= 0 {
		s.line += bytes.Count(passed, []byte{'\n'})
		s.column, passed = 1, passed[last+1:]
	}
	s.column += utf8.RuneCount(passed)
	s.pos = end
}

const readSize = 64 << 10

// fill reads more, false at the end. Bytes handed out are overwritten, those
// after pos keep their distance to it.
func (s *Splitter) fill() bool {
	if s.err != nil {
		return false
	}
	if s.pos > 0 && (s.pos == len(s.buf) || cap(s.buf)-len(s.buf) < readSize) {
		s.buf = s.buf[:copy(s.buf, s.buf[s.pos:])]
		s.pos = 0
	}
	if cap(s.buf)-len(s.buf) < readSize {
		grown := make([]byte, len(s.buf), max(2*cap(s.buf), 2*readSize))
		copy(grown, s.buf)
		s.buf = grown
	}
	for s.err == nil {
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		s.err = err
		if n > 0 {
			return true
		}
	}
	return false
}

// ensure reads until n bytes stand after pos or the stream ends.
func (s *Splitter) ensure(n int) {
	for len(s.buf)-s.pos < n && s.fill() {
	}
}
