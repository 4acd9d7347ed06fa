// Package input owns where payloads come from: finding and opening paths,
// standard input and gzip; splitting a stream of bytes into payload texts, each
// with its place; and what payloads travel in, which are HTTP messages, the
// envelopes of queues, and text of any kind.
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
	// Offset is where the text begins in the source, in bytes; Line and Column
	// (in characters) are the same place, from 1. Offsets count what gzip
	// holds, not the compressed bytes.
	Offset       int64
	Line, Column int
	// Inline: its first line begins with other text, which is not kept.
	Inline bool
	Bytes  []byte
	// Headers are those of the HTTP message whose body the text is, in order.
	Headers []Header
	// Err, if not nil, says why the text is refused without a look at it:
	// it is too large, of which Bytes are the beginning, or it stands where
	// the array around it allows no element.
	Err *payload.SyntaxError

	origin *origin // nil where Bytes stand in the source as they are
	unseen int     // the length of what was not looked at and begins with Bytes; they have its capacity
	max    int     // the largest size, where that is the rest of a stream; else zero
}

// DefaultMaxSize is the size of the largest text that is read unless told
// otherwise, in bytes.
const DefaultMaxSize = 16 << 20

// Options say how a stream is split.
type Options struct {
	// MaxSize is the size of the largest text that is read, in bytes, zero
	// for [DefaultMaxSize]. Memory stays in proportion to it, whatever the
	// size of the stream.
	MaxSize int
	// Extract, if not nil, makes texts only of those JSON objects for which it
	// is true, wherever they stand; everything between them is passed over.
	Extract func(*payload.Document) bool
	// Unseen allows texts that are [Text.Unseen].
	Unseen bool
}

// Splitter cuts a stream into payload texts: JSON documents, one after the
// other, on a line each or spread over many, with or without white space
// between; the elements of an array whose first is an object; and the bodies
// of HTTP messages. What is no JSON is a text as well, so that nothing is
// lost; whoever parses it says what is wrong with it.
//
// A text ends where its brackets close. Where they never do, because a
// document is broken or cut off, the next document is taken to begin at a line
// that opens with a bracket which could not continue the broken one. In
// well-formed JSON such a line cannot occur, as strings hold no line ends and
// an opening bracket follows only ':', ',' or another opening one.
type Splitter struct {
	r       io.Reader
	err     error // what ended the reading, io.EOF included
	max     int
	extract extractor
	matcher matcher

	buf     []byte
	pos     int // start of what is not handed out yet
	offset  int64
	line    int
	column  int   // at counted
	counted int   // place in buf, at most pos
	inked   bool  // the line has more than white space before pos
	binary  bool  // not to be split
	trusts  bool  // texts may be handed out unseen
	doubted int64 // before this offset none is

	array   arrayState
	message message
	body    *Splitter // of a body that had to be decoded
	origin  *origin   // of the texts of body
	failed  error     // what went wrong first in reading such a body
}

// NewSplitter returns a splitter of what r holds. A UTF-8 byte order mark where a
// text begins is skipped.
func NewSplitter(r io.Reader, o Options) *Splitter {
	s := &Splitter{max: o.MaxSize, trusts: o.Unseen}
	if s.max == 0 {
		s.max = DefaultMaxSize
	}
	s.extract.wanted = o.Extract
	s.Reset(r)
	return s
}

// keptSize is how large a buffer may be that is kept for the next stream.
const keptSize = 4 * readSize

// Reset makes s a splitter of what r holds, with the same options and in the
// same memory, however far it came with the stream before. Texts of that one
// are no longer valid.
func (s *Splitter) Reset(r io.Reader) {
	fresh := Splitter{r: r, max: s.max, trusts: s.trusts, line: 1, column: 1}
	fresh.extract.wanted = s.extract.wanted
	if cap(s.buf) <= keptSize {
		fresh.buf, fresh.extract.doc, fresh.matcher.stack = s.buf[:0], s.extract.doc, s.matcher.stack[:0]
	}
	*s = fresh
}

// end returns the error that stands behind the last text. A body that cannot be
// decoded keeps nobody from what follows it, so it is told there.
func (s *Splitter) end() error {
	if s.err == io.EOF && s.failed != nil {
		return s.failed
	}
	return s.err
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// Next returns the next text, and io.EOF after the last. Any other error is of
// the reader; what was read before it has been returned already.
func (s *Splitter) Next() (Text, error) {
	if s.offset == 0 && s.pos == 0 {
		s.sniff()
	}
	if s.extract.wanted != nil {
		return s.nextExtract()
	}
	for {
		if t, ok := s.nextOfBody(); ok {
			return t, nil
		}
		s.skipToText()
		switch {
		case s.array.open() && (s.pos == len(s.buf) || s.messageAt(0)):
			return s.cutArray(), nil
		case s.pos == len(s.buf):
			return Text{}, s.end()
		case s.binary:
			return s.beginning(), nil
		case s.array != noArray:
			if t, ok := s.element(); ok {
				return t, nil
			}
		case s.buf[s.pos] == '[' && s.enterArray(), !opens(s.buf[s.pos]) && s.readHead():
		default:
			if t, ok := s.unseen(); ok {
				return t, nil
			}
			return s.whole(), nil
		}
	}
}

// sniff looks at how the stream begins: it skips a byte order mark, and takes
// for one binary text what has a NUL byte, or neither opens with a bracket nor
// is UTF-8. Of what opens with one it looks at no more than tells UTF-16, and of a
// message at its first line, as whoever sends it may wait for an answer.
func (s *Splitter) sniff() {
	if s.ensured(byteOrderMark) {
		s.pos, s.counted, s.offset = len(byteOrderMark), len(byteOrderMark), int64(len(byteOrderMark))
	}
	start, enough := s.start()
	for !enough && s.fill() {
		start, enough = s.start()
	}
	s.binary = !startsMessage(start) && (bytes.IndexByte(start, 0) >= 0 ||
		len(start) > utf8.UTFMax && !opens(start[0]) && !utf8.Valid(start[:len(start)-utf8.UTFMax]))
}

// start returns what sniff looks at, as far as it is there.
func (s *Splitter) start() (text []byte, enough bool) {
	text = s.buf[s.pos:min(len(s.buf), payload.SniffLength)]
	first := payload.SkipSpace(text, 0)
	line, _, whole := bytes.Cut(text[first:], []byte{'\n'})
	switch {
	case len(line) > 0 && opens(line[0]) && (whole || len(line) >= utf8.UTFMax):
		return line[:min(len(line), utf8.UTFMax)], true
	case whole && startsMessage(line):
		return line, true
	}
	return text, len(s.buf) >= payload.SniffLength
}

// begin returns a text at the current place, yet without bytes.
func (s *Splitter) begin() Text {
	s.countColumn()
	return Text{Offset: s.offset, Line: s.line, Column: s.column, Inline: s.inked, Headers: s.message.headers}
}

// take returns the text of the next n bytes and moves behind it.
func (s *Splitter) take(n int) Text {
	t := s.begin()
	t.Bytes = s.buf[s.pos : s.pos+n : s.pos+n]
	s.advance(n)
	return t
}

func (s *Splitter) whole() Text {
	t, _ := s.measured()
	return t
}

// measured returns the text that begins here, and whether its brackets close.
func (s *Splitter) measured() (t Text, closed bool) {
	m := &s.matcher
	m.begin(s.offset)
	if n := s.extent(m); n != tooLarge {
		return s.take(n), m.done
	}
	t = s.begin()
	t.Bytes = bytes.Clone(s.buf[s.pos:min(len(s.buf), s.pos+beginningLength)])
	t.Err = &payload.SyntaxError{Reason: payload.TooLarge, MaxSize: s.max, Container: -1}
	s.skipLarge(m)
	m.stack = m.stack[:0]
	return t, m.done
}

// beginningLength is how much is kept of a text that is not read as a whole.
const beginningLength = payload.SniffLength

// beginning returns how the rest of the stream begins as its last text.
func (s *Splitter) beginning() Text {
	s.ensure(beginningLength)
	t := s.begin()
	t.Bytes = bytes.Clone(s.buf[s.pos:min(len(s.buf), s.pos+beginningLength)])
	for more := true; more; more = s.fill() {
		s.advance(len(s.buf) - s.pos)
	}
	return t
}

// skipSpace moves to the next byte that is no white space, reading on.
func (s *Splitter) skipSpace() {
	for n := 0; ; n++ {
		if s.pos+n == len(s.buf) {
			s.advance(n)
			if n = 0; !s.fill() {
				return
			}
		}
		if !isSpace(s.buf[s.pos+n]) {
			s.advance(n)
			return
		}
	}
}

// skipToText moves to where the next text begins, with a byte order mark or not.
func (s *Splitter) skipToText() {
	s.skipSpace()
	for s.pos < len(s.buf) && s.buf[s.pos] == byteOrderMark[0] && s.array == noArray {
		if s.ensure(len(byteOrderMark)); !bytes.HasPrefix(s.buf[s.pos:], byteOrderMark) {
			return
		}
		s.advance(len(byteOrderMark))
		s.skipSpace()
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
