package input

import (
	"bytes"
	"fmt"
	"io"
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
