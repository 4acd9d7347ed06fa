package input

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/vhook/vhook/pkg/payload"
)

// streams lists inputs with the texts they are split into; a trailing line end
// is not shown.
var streams = []struct {
	name, input string
	texts       []string
}{
	{"nothing", "", nil},
	{"white space", " \n\t\r\n", nil},
	{"one", `{"a":1}`, []string{`{"a":1}`}},
	{"byte order mark", "\xef\xbb\xbf{}", []string{"{}"}},
	{"byte order mark before each", "\xef\xbb\xbf{\"a\":1}\n\xef\xbb\xbf{\"a\":2}\r\n\n\xef\xbb\xbf[3]\xef\xbb\xbf{\n}\n \xef\xbb\xbf[{}]\xef\xbb\xbf", []string{`{"a":1}`, `{"a":2}`, `[3]`, "{\n}", "{}"}},
	{"byte order mark of a body", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n\xef\xbb\xbf{}\n", []string{"{}"}},
	{"byte order mark inside", "{\"a\":\xef\xbb\xbf1}\n[{},\xef\xbb\xbf{}]", []string{"{\"a\":\xef\xbb\xbf1}", "{}", "\xef\xbb\xbf", "{} Unexpected"}},
	{"NUL at the end of a line", "0\n0000000000000,\x00\n{", []string{"0\n0000000000000,\x00\n{"}},
	{"NDJSON", "{\"a\":1}\n{\"a\":2}\r\n\n[3]\n", []string{`{"a":1}`, `{"a":2}`, `[3]`}},
	{"concatenated", `{"a":1}{"a":2} [3][]`, []string{`{"a":1}`, `{"a":2}`, `[3]`}},
	{"pretty", "{\n  \"a\": [\n    {},\n    {}\n  ]\n}\n{\n  \"a\": 1\n}\n", []string{"{\n  \"a\": [\n    {},\n    {}\n  ]\n}", "{\n  \"a\": 1\n}"}},
	{"without indent", "{\n\"a\": [\n{\n\"b\": 1\n},\n{\n}\n]\n}{\n\"c\":\n{\n}\n}", []string{"{\n\"a\": [\n{\n\"b\": 1\n},\n{\n}\n]\n}", "{\n\"c\":\n{\n}\n}"}},
	{"array with an object a line", "[\n{\"a\":1},\n{\"a\":2}\n]\n", []string{`{"a":1}`, `{"a":2}`}},
	{"brackets in strings", `{"a":"}{\"]["}{}`, []string{`{"a":"}{\"]["}`, `{}`}},
	{"text after", "{}\nSee the docs\n", []string{"{}", "See the docs"}},
	{"text before and after", "WEBHOOK\n{\n\"a\": 1\n}\nBody\n", []string{"WEBHOOK", "{\n\"a\": 1\n}", "Body"}},
	{"scalar lines", "null\n{}\n", []string{"null", "{}"}},
	{"closing bracket too many", "{}}\n{}\n", []string{"{}", "}", "{}"}},
	{"line cut after a value", "{\"a\":1\n{\"a\":2}\n", []string{`{"a":1`, `{"a":2}`}},
	{"line cut after a colon", "{\"a\":\n{\"a\":2}\n{\"a\":3}\n", []string{`{"a":`, `{"a":2}`, `{"a":3}`}},
	{"line cut in a string", "{\"a\":\"x\n{\"a\":2}\n{\"a\":3}\n", []string{`{"a":"x`, `{"a":2}`, `{"a":3}`}},
	{"line with the wrong bracket", "{\"a\":[1}\n{\"a\":2}\n", []string{`{"a":[1}`, `{"a":2}`}},
	{"last line cut", "{\"a\":1}\n{\"a\":", []string{`{"a":1}`, `{"a":`}},
	{"pretty without its end", "{\n  \"a\": 1\n{\n  \"a\": 2\n}\n", []string{"{\n  \"a\": 1", "{\n  \"a\": 2\n}"}},
	{"pretty with the wrong bracket", "{\n  \"a\": [1\n}\n{\n  \"a\": 2\n}\n", []string{"{\n  \"a\": [1\n}", "{\n  \"a\": 2\n}"}},
	{"array of objects", `[{"a":1}, {"a":[{}]} ,{}]{}`, []string{`{"a":1}`, `{"a":[{}]}`, `{}`, `{}`}},
	{"array of others", `[1,{}]["a"]`, []string{`[1,{}]`, `["a"]`}},
	{"array with others among objects", `[{}, 1, "a,]", [2], null]`, []string{`{}`, `1`, `"a,]"`, `[2]`, `null`}},
	{"empty arrays", "[] [ \n ]\n{}", []string{`{}`}},
	{"array without a comma", `[{"a":1} {"a":2}, {}]`, []string{`{"a":1}`, `{"a":2} Unexpected`, `{}`}},
	{"array with a comma too many", `[{},,{},]{}`, []string{`{}`, `, Unexpected`, `{}`, `] Unexpected`, `{}`}},
	{"array without its end", "[{},{}\n", []string{`{}`, `{}`, ` Truncated`}},
	{"array cut after a comma", "[{},", []string{`{}`, ` Truncated`}},
	{"array with a broken line", "[{\"a\":1},\n{\"a\":\"x\n{\"a\":3}]{}", []string{`{"a":1}`, `{"a":"x`, `{"a":3}`, `{}`}},
	{"array with text", "[{} and so on\n{}", []string{`{}`, `and so on Unexpected`, `{}`}},
	{"response", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}\r\n", []string{`{}`}},
	{"request and response", "POST /hook HTTP/1.1\nHost: a\nX-Long: a\n  b\n\n{\"a\":1}\nHTTP/1.1 100 Continue\n\nHTTP/2 200\n\n{\"b\":1}", []string{`{"a":1}`, `{"b":1}`}},
	{"bare headers", "content-type: application/json\n\n[{},{}]", []string{`{}`, `{}`}},
	{"headers of something else", "Note: it is\n\n{}", []string{`Note: it is`, `{}`}},
	{"length of a body that is no JSON", "HTTP/1.1 502 Bad\nContent-Length: 14\n\n<html>\nPOST me\n\nHTTP/1.1 200 OK\nContent-Length: 2\n\n{}{}", []string{"<html>\nPOST me", "{}", "{}"}},
	{"wrong length", "HTTP/1.1 200 OK\nContent-Length: 3\n\n{\"a\":1}\n", []string{`{"a":1}`}},
	{"body cut before the next message", "HTTP/1.1 200 OK\n\n{\"a\":\nHTTP/1.1 200 OK\n\n{}", []string{`{"a":`, `{}`}},
	{"array cut before the next message", "HTTP/1.1 200 OK\n\n[{}\nHTTP/1.1 200 OK\n\n{}", []string{`{}`, ` Truncated`, `{}`}},
	{"head alone", "HTTP/1.1 204 No Content\nDate: now\n", nil},
	{"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n3;x=y\r\n:1}\r\n0\r\nT: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n[]", []string{`{"a":1}`}},
	{"chunks that are none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}", []string{`{}`}},
	{"chunks cut off", "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n9\n{\"a\":", []string{`{"a":`}},
	{"open to the end", "{\n  \"a\": [\n    {\"b\": 1},\n", []string{"{\n  \"a\": [\n    {\"b\": 1},"}},
}

// split returns copies of all texts of a stream, having checked that nothing
// but white space lies between them and that their places are right.
func split(t *testing.T, r io.Reader, whole []byte) []string {
	t.Helper()
	s := NewSplitter(r, Options{})
	var texts []string
	end := 0
	for {
		text, err := s.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if s.origin == nil { // a decoded body cannot be compared
			checkGap(t, whole[end:text.Offset])
			end = int(text.Offset) + len(text.Bytes)
			checkPlace(t, whole, text)
		}
		if s.binary { // only its beginning is a text
			end = len(whole)
		}
		shown := string(bytes.TrimRight(text.Bytes, " \t\r\n"))
		if text.Err != nil {
			shown += " " + reasons[text.Err.Reason]
		}
		texts = append(texts, shown)
	}
	if s.origin == nil {
		checkGap(t, whole[end:])
	}
	return texts
}

var reasons = map[payload.Reason]string{
	payload.Unexpected: "Unexpected", payload.Truncated: "Truncated", payload.TooLarge: "TooLarge",
}

// checkGap checks that nothing but the separators of arrays, white space, byte
// order marks and the heads of HTTP messages is in no text.
func checkGap(t *testing.T, gap []byte) {
	t.Helper()
	s := NewSplitter(bytes.NewReader(bytes.TrimLeft(bytes.ReplaceAll(gap, byteOrderMark, nil), " \t\r\n[],")), Options{})
	for s.ensure(1); s.readHead(); s.skipSpace() {
	}
	if s.skipSpace(); len(bytes.Trim(s.buf[s.pos:], "[], \r\n\t")) > 0 {
		t.Fatalf("%q is in no text", gap)
	}
}

func checkPlace(t *testing.T, whole []byte, text Text) {
	t.Helper()
	if !bytes.Equal(whole[text.Offset:int(text.Offset)+len(text.Bytes)], text.Bytes) {
		t.Fatalf("%q is not what stands at offset %d", text.Bytes, text.Offset)
	}
	d := payload.Document{Text: bytes.TrimPrefix(whole, byteOrderMark)}
	at := d.Position(int(text.Offset) - len(whole) + len(d.Text))
	if at.Line != text.Line || at.Column != text.Column {
		t.Fatalf("text at offset %d is at %d:%d, want %d:%d", text.Offset, text.Line, text.Column, at.Line, at.Column)
	}
	before := whole[:text.Offset]
	before = bytes.Trim(before[bytes.LastIndexByte(before, '\n')+1:], " \t\r\ufeff")
	if text.Inline != (len(before) > 0) {
		t.Fatalf("text at offset %d stands behind %q, but Inline is %t", text.Offset, before, text.Inline)
	}
}

func TestSplitter(t *testing.T) {
	for _, c := range streams {
		t.Run(c.name, func(t *testing.T) {
			whole := []byte(c.input)
			for _, r := range []io.Reader{bytes.NewReader(whole), iotest.OneByteReader(bytes.NewReader(whole)), iotest.DataErrReader(bytes.NewReader(whole))} {
				if got := split(t, r, whole); !slices.Equal(got, c.texts) {
					t.Errorf("got %q, want %q", got, c.texts)
				}
			}
		})
	}
}

func TestSplitterTellsReadErrors(t *testing.T) {
	broken := errors.New("the line went dead")
	s := NewSplitter(io.MultiReader(strings.NewReader("{}\n{\"a\":"), iotest.ErrReader(broken)), Options{})
	for _, want := range []string{"{}", `{"a":`} {
		text, err := s.Next()
		if err != nil || string(text.Bytes) != want {
			t.Fatalf("got %q, %v; want %q", text.Bytes, err, want)
		}
	}
	if _, err := s.Next(); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

// TestCutCharacters counts characters that a read ends within.
func TestCutCharacters(t *testing.T) {
	stream := strings.Repeat("\n", payload.SniffLength) + "é\xff\u20ac\U0001f600\xf0\x9f{}"
	s := NewSplitter(iotest.OneByteReader(strings.NewReader(stream)), Options{Extract: func(*payload.Document) bool { return true }})
	if text, err := s.Next(); err != nil || text.Column != 7 {
		t.Errorf("column %d, %v", text.Column, err)
	}
}

// TestSplitterForgets shows that memory is bounded by the largest text, not by
// the stream.
func TestSplitterForgets(t *testing.T) {
	line := []byte(`{"a":"` + strings.Repeat("x", 3000) + "\"}\n")
	s := NewSplitter(io.LimitReader(&repeat{line: line}, int64(len(line))*5000), Options{})
	count := 0
	for {
		if _, err := s.Next(); err != nil {
			break
		}
		count++
	}
	if count != 5000 || cap(s.buf) > 4*readSize {
		t.Errorf("%d texts through a buffer of %d bytes", count, cap(s.buf))
	}
}

// repeat reads one line over and over.
type repeat struct {
	line []byte
	at   int
}

func (r *repeat) Read(p []byte) (int, error) {
	n := copy(p, r.line[r.at:])
	r.at = (r.at + n) % len(r.line)
	return n, nil
}

// FuzzSplitter checks that nothing is lost, that neither the size of reads nor
// unseen texts matter, and that well-formed documents are never cut nor joined.
func FuzzSplitter(f *testing.F) {
	for _, c := range streams {
		f.Add([]byte(c.input))
	}
	f.Fuzz(func(t *testing.T, whole []byte) {
		texts := split(t, bytes.NewReader(whole), whole)
		if again := split(t, iotest.HalfReader(bytes.NewReader(whole)), whole); !slices.Equal(texts, again) {
			t.Fatalf("read at once %q, in halves %q", texts, again)
		}
		compareUnseen(t, whole, 0)
		var d payload.Document
		if d.Parse(whole, 1000) != nil || d.Kind(payload.Root) != payload.Object && d.Kind(payload.Root) != payload.Array {
			return
		}
		twice := slices.Concat(whole, []byte("\n"), whole)
		want := 1
		if first := payload.Root + 1; d.Kind(payload.Root) == payload.Array && (len(d.Nodes) == first || d.Kind(first) == payload.Object) {
			want = d.Len(payload.Root)
		}
		if got := split(t, bytes.NewReader(twice), twice); len(texts) != want || len(got) != 2*want {
			t.Fatalf("%q gives %d texts, twice %d", whole, len(texts), len(got))
		}
	})
}
