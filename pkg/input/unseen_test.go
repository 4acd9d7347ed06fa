package input

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/vhook/vhook/pkg/payload"
)

// pieces are what streams are put together from.
var pieces = slices.Concat([]string{
	"{\"a\":1}\n", "{\"a\":[{\"b\":[]}]}\r\n", "{\"ö\":\"}{\\\"\"} \t\n", "{}\n", "{\"a\":\"}[\"}\n",
	"{\"a\":{\"b\":1}\n", "{\"a\":[1}\n", "{\"a\":1}}\n", "{\"a\":\"x}\n", "{\"a\":tru}\n", "{\"a\":1,}\n", "{\"a\":\"\x00\xff\"}\n", "{\"a\":\"\\\"}\n",
	"{\"a\":1}{\"b\":2}\n", "{\"a\":1} {\"ü\":2}  {\"c\":}\n", "{}, {}\n", "{} x: {}\n", "{}[{}\n", "{} \t[[], {}\n", "{}[]{}\n", "{}[{}] {}\n", "{}[1,{}\n", "{}HTTP/1.1 200 OK {}\n",
	"{\n  \"a\": {\n    \"b\": 1\n  }\n}\n", "{\n}\n", "{\"a\":\n", "{\"a\":[\n", "[\n", "]\n", "},\n", ",\n", "[{\"a\":1},\n", "[{},{}]\n", "[1,{}]\n",
	"HTTP/1.1 200 OK\nContent-Type: application/json\n\n", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\n{}\n\n0\n\n", "Note: it is\n", "Host: a\n",
	"null\n", "words {}\n", "\n", " ", "\t{}\n", "\r\n", "\xef\xbb\xbf",
	"{\n  \"a\": [\n    {},\n    [\n      {}\n    ]\n  ],\n  \"b\": {}\n}\n", "{\r\n\t\"é\": {\r\n\t\t\"b\": \"{\"\r\n\t}\r\n}\r\n", "{\n\"a\": {\n},\n\"b\":\n{\n}\n}\n", "{\n  \"a\": \"} \"\n}\n",
	"{\n  \"a\": 1,\n", "  \"b\": [\n", "  \"b\": {},\n", "  },\n", "  ]\n", "}\n", "}}\n", "{\n  \"a\": tru\n}\n", "{\n  \"a\": 1 }\n}\n", "{\n  \"a\": \"x\n}\n", "{\n  \"a\": {} x\n}\n", "\"a\": 1\n", "GET /a HTTP/1.1\n", "A: b\n",
	"{\"long\":\"" + strings.Repeat("x", readSize) + "\"}\n", "{\"long\":[" + strings.Repeat("{\"a\":[]},", 2000) + "{}]}\n", strings.Repeat(" ", 40) + "\n",
}, strings.Split("{}[]\",:\\\n\ra1é", ""))

var errDead = errors.New("the line went dead")

var rounds = 200

// tempting are streams that look like documents, of which the texts reach
// beyond.
var tempting = []string{
	"{\n  \"a\": 1\n[{}\n}\n{}\n{}\n",
	"{\n}\n[{\n}\n{}\n{}\n",
	"{\n  \"a\": {} [{}\n}\n{}\n",
	"{\n  \"a\": 1\nHTTP/1.1 200 OK\nA: b\n\n  {}\n{\n}\n{}\n",
	"{\n  \"a\": 1\nPOST / HTTP/1.1\nA: b\n\n\"a\": {\n}\n{\n}\n{}\n",
	"{\n}\nHost: a\n\n  {}\n{\n}\n{}\n",
	"{}\n Host: a\n\n  {}\n{\n}\n{}\n",
	strings.Repeat("\n", 7*100) + "{}     {}\n{}\n{}\n", // the second begins a read of seven
	"{\"a\":[1}\n \n{\"b\":2}\n",
	"{}\xef\xbb\xbf[{}\n{}\n{}\n",
	"{\n}\n\xef\xbb\xbf [{\n}\n{}\n{}\n",
}

// TestUnseen splits streams with and without unseen texts.
func TestUnseen(t *testing.T) {
	for _, c := range slices.Concat(streams, oversize) {
		compareUnseen(t, []byte(c.input), 0)
		compareUnseen(t, []byte(c.input), 32)
	}
	for _, stream := range tempting {
		compareUnseen(t, []byte(stream), 0)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		choices := make([]byte, random.IntN(12))
		for i := range choices {
			choices[i] = byte(random.IntN(len(pieces)))
		}
		compareUnseen(t, puzzle(choices), random.IntN(200))
	}
}

// TestTextsAreNotWaitedFor shows that a text is there as soon as its end is.
func TestTextsAreNotWaitedFor(t *testing.T) {
	lines := strings.Repeat("\n", payload.SniffLength)
	for _, sent := range []string{lines + "{}", lines + "{} ", lines + "{}\n", "{}\n", "{}\r\n", "{}\n{", "{}\n{}", "{\n}", "{\n}\n", "{\n\t\"a\": {}\n}\n\n", "{\n}\n{"} {
		s := NewSplitter(io.MultiReader(strings.NewReader(sent), iotest.ErrReader(errDead)), Options{Unseen: true})
		if text, err := s.Next(); err != nil || text.Bytes[0] != '{' || s.err != nil {
			t.Errorf("%q: got %q, %v, and read until %v", sent, text.Bytes, err, s.err)
		}
	}
}

// TestWhatIsUnseen checks which texts are handed out unseen.
func TestWhatIsUnseen(t *testing.T) {
	small := strings.Repeat("x", 50)
	cases := []struct {
		stream string
		unseen string // a letter a text: unseen or not
	}{
		{"{\"a\":1}\n{\"a\":[{}]}\r\n{}", "yyy"},
		{"{\n  \"a\": [\n    {}\n  ]\n}\n{\r\n}\r\n\n{\n}\n", "yyy"},
		{"\xef\xbb\xbf{\"a\":1}\r\n \n", "y"},
		{"{\n  \"a\": {}\n}", "y"},
		{" {}", "n"},
		{"{} {}", "nn"},
		{"{} {}\n{}", "yy"}, // Split knows better
		{"{}[\n{}]\n{}", "nny"},
		{"{\n", "n"},
		{"[{}]", "n"},
		{"{}]", "nn"},
		{"{} []\n{}", "ny"},
		{"{\n  \"a\": \"} \"\n}\n{\n}", "ny"},
		{"{\n  \"a\": 1,\n[\n{}\n{\n}", "ny"},
		{"{\n  \"a\": 1,\nHTTP/1.1 200 OK\n\n{}\n{\n}", "nny"},
		{"{\n  \"a\": \"P/\"\n}\n{\n  \"a\": \"P/\"\n}", "ny"},
		{"Content-Type: x\n\n{\n}", "n"},
		{"{\"a\":\"" + small + "\"}\n{\"a\":\"" + small + "\"}", "yy"},
		{"{\"a\":\"" + small + small + "\"}\n{\"a\":\"" + small + small + "\"}", "nn"},
		{"{\n" + strings.Repeat(" ", 100) + "}", "n"},
	}
	for _, c := range cases {
		s := NewSplitter(iotest.DataErrReader(strings.NewReader(c.stream)), Options{Unseen: true, MaxSize: 64})
		got := ""
		for text, err := s.Next(); err == nil; text, err = s.Next() {
			got += map[bool]string{true: "y", false: "n"}[text.Unseen()]
		}
		if got != c.unseen {
			t.Errorf("%q: got %s, want %s", c.stream, got, c.unseen)
		}
	}
}

// TestUnseenReadsOn shows how far is read for what may be handed out unseen.
func TestUnseenReadsOn(t *testing.T) {
	for _, c := range []struct {
		size   int
		unseen bool
	}{{5000, true}, {2 * readSize, false}} {
		for _, format := range []string{"{\"a\":%q}\n{}", "{\n  \"a\": %q\n}\n{}"} {
			stream := fmt.Sprintf(format, strings.Repeat("x", c.size))
			s := NewSplitter(&pieceReader{strings.NewReader(stream), 1000}, Options{Unseen: true})
			if text, err := s.Next(); err != nil || text.Unseen() != c.unseen {
				t.Errorf("%.20q of %d bytes: unseen is %v, %v", stream, c.size, text.Unseen(), err)
			}
		}
	}
}

// FuzzUnseen splits streams of any pieces with and without unseen texts.
func FuzzUnseen(f *testing.F) {
	for i := range pieces {
		f.Add([]byte{0, byte(i), 0, 0}, 0)
		f.Add([]byte{1, byte(i), byte(i), 1}, 40)
	}
	f.Fuzz(func(t *testing.T, choices []byte, maxSize int) {
		if len(choices) < 32 {
			compareUnseen(t, puzzle(choices), max(0, maxSize))
		}
	})
}

func puzzle(choices []byte) []byte {
	var b []byte
	for _, c := range choices {
		b = append(b, pieces[int(c)%len(pieces)]...)
	}
	return b
}

// compareUnseen checks that brackets give the same texts however the stream is
// read and whatever ends it, and so do unseen texts, split again where no
// parser takes them for documents.
func compareUnseen(t *testing.T, whole []byte, maxSize int) {
	t.Helper()
	readers := []func(io.Reader) io.Reader{
		func(r io.Reader) io.Reader { return r },
		iotest.DataErrReader,
		func(r io.Reader) io.Reader { return &pieceReader{r, 100 + len(whole)/3} },
	}
	if len(whole) < 1000 {
		readers = append(readers, iotest.OneByteReader, func(r io.Reader) io.Reader { return &pieceReader{r, 7} })
		whole = append(bytes.Repeat([]byte{'\n'}, len(whole)%2*payload.SniffLength), whole...) // which is read before the first text
	}
	for _, end := range []error{io.EOF, errDead} {
		var want []string
		for i, reader := range readers {
			for _, unseen := range []bool{false, true} {
				stream := reader(io.MultiReader(bytes.NewReader(whole), iotest.ErrReader(end)))
				got, err := texts(stream, Options{MaxSize: maxSize, Unseen: unseen})
				if i == 0 && !unseen {
					want = got
				}
				if err != end || !slices.Equal(got, want) {
					t.Fatalf("%q, at most %d bytes a text, reader %d, unseen %v: got\n%q, %v, want\n%q, %v", whole, maxSize, i, unseen, got, err, want, end)
				}
			}
		}
	}
}

// texts splits a stream and tells all there is to know of its texts.
func texts(r io.Reader, o Options) (list []string, err error) { return rest(NewSplitter(r, o)) }

// rest is the same for what a splitter has still to hand out.
func rest(s *Splitter) (list []string, err error) {
	var d payload.Document
	for {
		t, err := s.Next()
		if err != nil {
			return list, err
		}
		buf := t.MoveTo(make([]byte, 3))
		if t.Unseen() && d.Parse(t.Bytes, 0) != nil {
			for _, t := range t.Split() {
				list = append(list, t.tell())
			}
		} else {
			list = append(list, t.tell())
		}
		clear(buf)
	}
}

func (t *Text) tell() string {
	place := t.Offset
	if t.origin != nil {
		place = t.origin.place(0).Offset
	}
	text, refused := t.Bytes, payload.SyntaxError{}
	if t.Err != nil {
		refused = *t.Err
	}
	if refused.Reason == payload.TooLarge {
		text = text[:1] // how much is kept is a matter of how much was read
	}
	return fmt.Sprintf("%d %d %d:%d %q %v %+v", t.Offset, place, t.Line, t.Column, text, t.Headers, refused)
}

// pieceReader reads at most so many bytes at a time.
type pieceReader struct {
	io.Reader
	most int
}

func (r *pieceReader) Read(p []byte) (int, error) { return r.Reader.Read(p[:min(len(p), r.most)]) }
