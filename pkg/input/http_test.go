package input

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// TestBrokenBody tells of a gzip body that is cut off, and loses nothing of
// what follows, however the stream is read.
func TestBrokenBody(t *testing.T) {
	body := compressed(`{"a":1}` + "\n")
	body = body[:len(body)-4]
	message := fmt.Sprintf("POST / HTTP/1.1\nContent-Length: %d\n\n%s\n", len(body), body)
	for _, behind := range []int{0, 1, 8 * readSize} {
		stream := message + strings.Repeat("{\"b\":2}\n", behind)
		for name, r := range map[string]io.Reader{
			"in pieces":    iotest.HalfReader(strings.NewReader(stream)),
			"with its end": iotest.DataErrReader(strings.NewReader(stream)),
			"at once":      bytes.NewReader([]byte(stream)),
		} {
			s, count := NewSplitter(r, Options{}), 0
			_, err := s.Next()
			for ; err == nil; _, err = s.Next() {
				count++
			}
			if count != 1+behind || !strings.Contains(err.Error(), "cut off") {
				t.Errorf("%s: %d texts of %d, %v", name, count, 1+behind, err)
			}
		}
	}
}

// TestBodyOfUnknownLength inflates a gzip body that nothing but its own end ends.
func TestBodyOfUnknownLength(t *testing.T) {
	head, body := "HTTP/2 200 \r\ncontent-encoding: gzip\r\n\r\n", string(compressed("{\"a\":1}\n{\"b\":2}\n"))
	for _, c := range []struct {
		stream, failure string
		texts           []string
	}{
		{head + body, "EOF", []string{`{"a":1}`, `{"b":2}`}},
		{head + body + body, "EOF", []string{`{"a":1}`, `{"b":2}`, `{"a":1}`, `{"b":2}`}},
		{head + body + "\r\n" + head + `{"c":3}`, "EOF", []string{`{"a":1}`, `{"b":2}`, `{"c":3}`}},
		{head + body[:len(body)-4], "the gzip data is cut off", []string{`{"a":1}`, `{"b":2}`}},
		{head + body[:5], "the gzip data is cut off", nil},
		{head + body + "{} \x1f", "EOF", []string{`{"a":1}`, `{"b":2}`, `{}`, "\x1f"}},
	} {
		for _, r := range []io.Reader{strings.NewReader(c.stream), iotest.OneByteReader(strings.NewReader(c.stream))} {
			s := NewSplitter(r, Options{})
			var texts []string
			text, err := s.Next()
			for ; err == nil; text, err = s.Next() {
				texts = append(texts, string(bytes.TrimSpace(text.Bytes)))
			}
			if !slices.Equal(texts, c.texts) || err.Error() != c.failure {
				t.Errorf("%q: got %q and %v, want %q and %s", c.stream, texts, err, c.texts, c.failure)
			}
		}
	}
}
