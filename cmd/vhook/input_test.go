package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const hook = `{"id":"whs_%d","type":"redemption.failed","data":{"object":"redemption","amount":%d}}`

// hooks writes n payloads, a line each, of which none is valid.
func hooks(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, hook+"\n", i, i)
	}
	return b.Bytes()
}

// outcomeOf runs the program and returns all it says.
func outcomeOf(in io.Reader, args ...string) string {
	var out, errOut bytes.Buffer
	code := run(args, in, &out, &errOut)
	return fmt.Sprintf("%s%sexit %d", out.String(), errOut.String(), code)
}

// TestResponsesOnTheWire reads what a server of net/http sends, byte for byte:
// chunked, with a length, compressed.
func TestResponsesOnTheWire(t *testing.T) {
	bodies := map[string]http.HandlerFunc{
		"chunked": func(w http.ResponseWriter, _ *http.Request) {
			for _, part := range strings.SplitAfter(fmt.Sprintf(hook, 1, 1), ",") {
				io.WriteString(w, part)
				w.(http.Flusher).Flush()
			}
		},
		"length": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, hook, 1, 1) },
		"gzip": func(w http.ResponseWriter, _ *http.Request) {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			fmt.Fprintf(z, hook, 1, 1)
			z.Close()
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Length", fmt.Sprint(b.Len()))
			w.Write(b.Bytes())
		},
	}
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(body)
			defer server.Close()
			conn, err := net.Dial("tcp", server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			fmt.Fprint(conn, "GET /last HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
			raw, err := io.ReadAll(conn)
			if err != nil {
				t.Fatal(err)
			}
			two := append(bytes.Clone(raw), raw...)
			if got, want := outcomeOf(bytes.NewReader(two), "get", "id"), "whs_1\nwhs_1\nexit 0"; got != want {
				t.Errorf("got %s, want %s\n%s", got, want, raw)
			}
		})
	}
}

// TestExtractFromDocuments finds the payloads of saved documentation pages.
func TestExtractFromDocuments(t *testing.T) {
	const seeds = "../../../shared/seeds"
	files, _ := filepath.Glob(seeds + "/*.txt")
	if len(files) == 0 {
		if os.Getenv("VHOOK_REQUIRE_SHARED") == "1" {
			t.Fatal(seeds, "is missing")
		}
		t.Skip(seeds, "is missing: nothing is extracted")
	}
	want := map[string]int{"000": 2, "001": 2, "002": 1, "003": 2}
	for _, file := range files {
		found := strings.Count(outcomeOf(nil, "detect", "--extract", file), "by shape")
		if number := filepath.Base(file)[:3]; found != want[number] {
			t.Errorf("%s: %d payloads, want %d", file, found, want[number])
		}
	}
}

// TestJobs checks that the number of jobs shows nowhere.
func TestJobs(t *testing.T) {
	dir := t.TempDir()
	var compressed bytes.Buffer
	z := gzip.NewWriter(&compressed)
	z.Write(hooks(300))
	z.Close()
	files := map[string][]byte{
		"a.ndjson":    hooks(1000),
		"b.ndjson.gz": compressed.Bytes()[:compressed.Len()-9],
		"c.json":      []byte("{\"broken\":\n"),
		"d.json":      []byte(`{"Records":[` + strings.Repeat(`{"body":"{\"id\":\"w\",\"type\":\"x\",\"data\":{}}"},`, 999) + `{}]}`),
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{"validate", "summary", "detect", "get id"} {
		args := append(strings.Fields(command), dir, filepath.Join(dir, "missing.json"), "--jobs")
		alone := outcomeOf(nil, append(args, "1")...)
		if !strings.Contains(alone, "gzip data is cut off") || !strings.HasSuffix(alone, "exit 3") {
			t.Errorf("%s: %.200s", command, alone)
		}
		for _, jobs := range []string{"2", "8"} {
			if got := outcomeOf(nil, append(args, jobs)...); got != alone {
				t.Errorf("%s: --jobs %s is another output than --jobs 1: %s", command, jobs, firstDifference([]byte(got), []byte(alone)))
			}
		}
	}
}

// TestFileAfterFile checks that nothing of a file is left for the next one:
// a run on many says what runs on each say.
func TestFileAfterFile(t *testing.T) {
	dir := t.TempDir()
	var want bytes.Buffer
	for i, text := range []string{
		"", string(hooks(1)), string(hooks(5000)), string(hooks(2)), "{\"id\":", "", string(hooks(3)), "\x00" + string(hooks(1)),
		"[" + string(hooks(1)), `{"id":"` + strings.Repeat("x", 1<<20) + `"}`, "null", string(hooks(1)[:40]), "HTTP/1.1 200 OK\n\n",
		string(hooks(5000)[:200000]), string(hooks(4)),
	} {
		file := filepath.Join(dir, fmt.Sprintf("%02d.json", i))
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		run([]string{"detect", "--allow-empty", file}, nil, &want, io.Discard)
	}
	for _, jobs := range []string{"1", "2", "8"} {
		var got bytes.Buffer
		run([]string{"detect", "--allow-empty", "--jobs", jobs, dir}, nil, &got, io.Discard)
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("--jobs %s: %s", jobs, firstDifference(got.Bytes(), want.Bytes()))
		}
	}
}

// TestBrokenPipe checks that a run ends with the first write that fails, and
// does not read on.
func TestBrokenPipe(t *testing.T) {
	for _, jobs := range []string{"1", "4"} {
		r, w := io.Pipe()
		r.Close()
		endless := &repeated{text: hooks(100)}
		if code := run([]string{"validate", "--jobs", jobs}, endless, w, io.Discard); code != exitOK {
			t.Errorf("--jobs %s: exit %d", jobs, code)
		}
	}
}

// repeated reads a text over and over, left bytes in all; zero is no end.
type repeated struct {
	text []byte
	at   int
	left int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	if r.left > 0 {
		if r.left -= n; r.left <= 0 {
			return n, io.EOF
		}
	}
	r.at = (r.at + n) % len(r.text)
	return n, nil
}

// TestFlatMemory reads streams that are far larger than the memory they may
// take: of many payloads, of one line of 100 MB, and of messages around many
// faulty payloads, whose results take far more than their text.
func TestFlatMemory(t *testing.T) {
	message := func(body string, n int) string {
		return `{"Records":[` + strings.Repeat(`{"body":`+body+`},`, n) + `{}]}`
	}
	streams := map[string]io.Reader{
		"payloads": &repeated{text: append(bytes.Repeat([]byte(" "), 4000), hooks(1)...), left: 64 << 20},
		"one line": io.MultiReader(strings.NewReader(`{"a":"`), &repeated{text: bytes.Repeat([]byte("x"), 1<<16), left: 100 << 20}, strings.NewReader(`"}`)),
		"bodies":   strings.NewReader(message(`"{}"`, 1<<13)),
		"messages": strings.NewReader(message(message("{}", 100), 1<<7)),
	}
	for name, in := range streams {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			if code := run([]string{"validate", "-q", "--jobs", "4", "--max-size", "1MiB"}, in, io.Discard, io.Discard); code == exitUsage {
				t.Fatal("usage")
			}
			runtime.ReadMemStats(&after)
			if grown := (int64(after.HeapSys) - int64(before.HeapSys)) >> 20; grown > 16 {
				t.Errorf("the heap has grown by %d MiB", grown)
			}
		})
	}
}

// BenchmarkJobs measures a stream of payloads.
func BenchmarkJobs(b *testing.B) {
	seed, err := os.ReadFile("../../testdata/events/redemption.succeeded/seed.json")
	if err != nil {
		b.Fatal(err)
	}
	for _, jobs := range []int{1, 2, 4, 8} {
		b.Run(fmt.Sprint(jobs), func(b *testing.B) {
			const size = 32 << 20
			b.SetBytes(size)
			for b.Loop() {
				run([]string{"validate", "-q", "--jobs", fmt.Sprint(jobs)}, &repeated{text: seed, left: size}, io.Discard, io.Discard)
			}
		})
	}
}
