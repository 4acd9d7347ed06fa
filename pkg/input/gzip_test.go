package input

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

func compressed(parts ...string) []byte {
	var b bytes.Buffer
	for _, part := range parts {
		w := gzip.NewWriter(&b)
		io.WriteString(w, part)
		w.Close()
	}
	return b.Bytes()
}

func TestInflate(t *testing.T) {
	whole := compressed(strings.Repeat("a", 100), "b")
	cases := []struct {
		name  string
		input []byte
		want  string
		err   string
	}{
		{"nothing", nil, "", ""},
		{"plain", []byte("{}"), "{}", ""},
		{"members", compressed("x", "", "y"), "xy", ""},
		{"cut off", whole[:len(whole)-5], strings.Repeat("a", 100) + "b", "cut off"},
		{"cut in the header", whole[:5], "", "cut off"},
		{"text after it", append(compressed("x"), "{\"a\": \"some text\"}"...), "x", "something else follows"},
		{"a few bytes after it", append(compressed("x"), "xy"...), "x", "something else follows"},
		{"less than a header after it", append(compressed("x"), 0, 0, 0, 0), "x", "something else follows"},
		{"the next cut in its first bytes", append(compressed("x"), gzipMagic[:2]...), "x", "cut off"},
		{"the next cut in the header", append(compressed("x"), whole[:5]...), "x", "cut off"},
		{"checksum", append(append([]byte{}, whole[:len(whole)-8]...), 0, 0, 0, 0, 1, 0, 0, 0), strings.Repeat("a", 100) + "b", "broken gzip data"},
	}
	for _, c := range cases {
		got, err := io.ReadAll(inflate(iotest.OneByteReader(bytes.NewReader(c.input))))
		if string(got) != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: got %q, %v", c.name, got, err)
		}
	}
}

func TestInflatePassesErrorsOn(t *testing.T) {
	got, err := io.ReadAll(inflate(io.MultiReader(strings.NewReader("{"), iotest.ErrReader(iotest.ErrTimeout))))
	if string(got) != "{" || err != iotest.ErrTimeout {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestInflateInPlace reads gzip data that arrive in one piece with the end of
// the file: what is inflated overwrites where they arrived.
func TestInflateInPlace(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	want := make([]byte, readSize)
	for i := range want {
		want[i] = "0123456789abcdef"[r.IntN(16)]
	}
	packed := compressed(string(want))
	var got bytes.Buffer
	if _, err := io.CopyBuffer(struct{ io.Writer }{&got}, inflate(atOnce(packed)), make([]byte, readSize)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Error("what is inflated is not what was packed")
	}
}

// atOnce is read in one piece, together with its end.
type atOnce []byte

func (a atOnce) Read(p []byte) (int, error) { return copy(p, a), io.EOF }
