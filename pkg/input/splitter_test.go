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
	{"NDJSON", "{\"a\":1}\n{\"a\":2}\r\n\n[3]\n", []string{`{"a":1}`, `{"a":2}`, `[3]`}},
	{"concatenated", `{"a":1}{"a":2} [3][]`, []string{`{"a":1}`, `{"a":2}`, `[3]`, `[]`}},
	{"pretty", "{\n  \"a\": [\n    {},\n    {}\n  ]\n}\n{\n  \"a\": 1\n}\n", []string{"{\n  \"a\": [\n    {},\n    {}\n  ]\n}", "{\n  \"a\": 1\n}"}},
	{"without indent", "{\n\"a\": [\n{\n\"b\": 1\n},\n{\n}\n]\n}{\n\"c\":\n{\n}\n}", []string{"{\n\"a\": [\n{\n\"b\": 1\n},\n{\n}\n]\n}", "{\n\"c\":\n{\n}\n}"}},
	{"array with an object a line", "[\n{\"a\":1},\n{\"a\":2}\n]\n", []string{"[\n{\"a\":1},\n{\"a\":2}\n]"}},
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
	{"open to the end", "{\n  \"a\": [\n    {\"b\": 1},\n", []string{"{\n  \"a\": [\n    {\"b\": 1},"}},
}

// split returns copies of all texts of a stream, having checked that nothing
// but white space lies between them and that their places are right.
func split(t *testing.T, r io.Reader, whole []byte) []string {
	t.Helper()
	s := NewSplitter(r)
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
		gap := bytes.TrimPrefix(whole[end:text.Offset], byteOrderMark)
		if len(bytes.TrimSpace(gap)) > 0 {
			t.Fatalf("%q is in no text", gap)
		}
		end = int(text.Offset) + len(text.Bytes)
		if !bytes.Equal(whole[text.Offset:end], text.Bytes) {
			t.Fatalf("text %d is not what stands at offset %d", text.Index, text.Offset)
		}
		checkPlace(t, whole, text)
		if text.Index != len(texts) {
			t.Fatalf("index %d, want %d", text.Index, len(texts))
		}
		texts = append(texts, string(bytes.TrimRight(text.Bytes, " \t\r\n")))
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(whole[end:], byteOrderMark))) > 0 {
		t.Fatalf("%q after the last text is lost", whole[end:])
	}
	return texts
}

func checkPlace(t *testing.T, whole []byte, text Text) {
	t.Helper()
	d := payload.Document{Text: bytes.TrimPrefix(whole, byteOrderMark)}
	at := d.Position(int(text.Offset) - len(whole) + len(d.Text))
	if at.Line != text.Line || at.Column != text.Column {
		t.Fatalf("text %d is at %d:%d, want %d:%d", text.Index, text.Line, text.Column, at.Line, at.Column)
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
	s := NewSplitter(io.MultiReader(strings.NewReader("{}\n{\"a\":"), iotest.ErrReader(broken)))
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

// TestSplitterForgets shows that memory is bounded by the largest text, not by
// the stream.
func TestSplitterForgets(t *testing.T) {
	line := []byte(`{"a":"` + strings.Repeat("x", 3000) + "\"}\n")
	s := NewSplitter(io.LimitReader(&repeat{line: line}, int64(len(line))*5000))
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

// FuzzSplitter checks that nothing is lost, that the size of reads does not
// matter, and that well-formed documents are never cut nor joined.
func FuzzSplitter(f *testing.F) {
	for _, c := range streams {
		f.Add([]byte(c.input))
	}
	f.Fuzz(func(t *testing.T, whole []byte) {
		texts := split(t, bytes.NewReader(whole), whole)
		if again := split(t, iotest.HalfReader(bytes.NewReader(whole)), whole); !slices.Equal(texts, again) {
			t.Fatalf("read at once %q, in halves %q", texts, again)
		}
		var d payload.Document
		if d.Parse(whole, 1000) != nil || d.Kind(payload.Root) != payload.Object && d.Kind(payload.Root) != payload.Array {
			return
		}
		twice := slices.Concat(whole, []byte("\n"), whole)
		if got := split(t, bytes.NewReader(twice), twice); len(texts) != 1 || len(got) != 2 {
			t.Fatalf("%q gives %d texts, twice %d", whole, len(texts), len(got))
		}
	})
}
