package input

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// inOneRow returns what is split one after the other: all sorts of streams,
// short and long, whole and not, as they are and compressed.
func inOneRow() [][]byte {
	hook := `{"id":"whs_1","type":"order.created","data":{"a":[{"b":"}"}]},"c":"` + strings.Repeat("c", 2000) + "\"}\n"
	wide := strings.ReplaceAll(hook, `"}"`, `"`+strings.Repeat("é", 2*readSize)+`"`)
	long := strings.Repeat(hook, keptSize/len(hook)+2)
	packed := compressed(long)
	row := [][]byte{
		[]byte(long), []byte(wide), []byte(long[:len(long)-9]), []byte("["), {0}, []byte("{\"a\":\x00"),
		packed, packed[:len(packed)-9], packed[:5], compressed("", hook), compressed(), compressed(hook)[:1],
		[]byte("HTTP/1.1 200 OK\nContent-Length: 900\n\n" + string(packed)),
		[]byte("{\"a\":\n{\"a\":\n{\"a\":\n{\"a\":1}\n"),
	}
	for _, s := range streams {
		row = append(row, []byte(s.input))
	}
	return row
}

// TestReset splits streams with what has split others before, to their end or
// not, and compares with splitters of their own.
func TestReset(t *testing.T) {
	row := inOneRow()
	for _, o := range []Options{{}, {Unseen: true, MaxSize: 1000}, {Extract: isHook}} {
		var want []string
		for _, stream := range row {
			want = append(want, fmt.Sprint(texts(inflate(bytes.NewReader(stream)), o)))
		}
		i := new(Inflater)
		s := NewSplitter(nil, o)
		at := 0
		for step := range 3 * len(row) {
			for range step % 4 {
				s.Next()
			}
			before := at
			at = (at + 1 + 9*(step/len(row))) % len(row)
			i.Reset(bytes.NewReader(row[at]))
			s.Reset(i)
			if step%3 == 0 {
				continue // left before its end, or before its beginning
			}
			if got := fmt.Sprint(rest(s)); got != want[at] {
				t.Fatalf("%.80q after %.80q: got\n%.300s\nwant\n%.300s", row[at], row[before], got, want[at])
			}
		}
	}
}

// TestResetKeepsLittle holds on to the buffer of small streams alone.
func TestResetKeepsLittle(t *testing.T) {
	small, large := `{"a":1}`, `{"a":"`+strings.Repeat("x", 4*keptSize)+`"}`
	s := NewSplitter(strings.NewReader(large), Options{})
	s.Next()
	s.Reset(strings.NewReader(small))
	if cap(s.buf) > keptSize {
		t.Errorf("%d bytes are kept", cap(s.buf))
	}
	s.Next()
	r := strings.NewReader("")
	if n := testing.AllocsPerRun(10, func() {
		r.Reset(small)
		s.Reset(r)
		s.Next()
	}); n > 0 {
		t.Errorf("%v allocations a stream", n)
	}
}

// TestInflateShort reads with less room than it takes to tell gzip.
func TestInflateShort(t *testing.T) {
	for _, input := range [][]byte{nil, []byte("{"), []byte("{}"), []byte("[{}]"), compressed("text")} {
		want, err := io.ReadAll(inflate(bytes.NewReader(input)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(iotest.OneByteReader(inflate(bytes.NewReader(input))))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%q: got %q, %v", input, got, err)
		}
	}
}

// TestOpenRegular reads a file that grows after its end was seen.
func TestOpenRegular(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(path, []byte("one"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(f)
	if string(got) != "one" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if n, err := f.Read(nil); n != 0 || err != nil {
		t.Errorf("a read of nothing: got %d, %v", n, err)
	}
	grown, _ := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	grown.WriteString(", two")
	grown.Close()
	if got, err = io.ReadAll(f); string(got) != ", two" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	f.Close()
}

// TestOpenRegularErrors tells errors as package os does.
func TestOpenRegularErrors(t *testing.T) {
	path := t.TempDir()
	_, err := openRegular(path + "x")
	_, want := os.Open(path + "x")
	if fmt.Sprint(err) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", err, want)
	}
	ours, err := openRegular(path)
	theirs, wantErr := os.Open(path)
	if err != nil || wantErr != nil {
		t.Skipf("a directory does not open: %v, %v", err, wantErr)
	}
	defer ours.Close()
	defer theirs.Close()
	_, err = ours.Read(make([]byte, 1))
	_, want = theirs.Read(make([]byte, 1))
	if fmt.Sprint(err) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", err, want)
	}
}
