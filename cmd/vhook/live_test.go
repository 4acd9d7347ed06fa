package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestLive answers each payload of a stream that pauses before the next one.
func TestLive(t *testing.T) {
	// what the answer to a payload holds, by its index and line
	for command, answer := range map[string]string{
		"validate":                      "-:LINE:",
		"validate -j 1":                 "-:LINE:",
		"validate -j 8 --format ndjson": `"index":INDEX,`,
		"validate --format github":      "::LINE:",
		"validate --format tap":         "ok LINE -",
		"detect":                        "redemption.failed",
		"detect --format ndjson -j 1":   `"index":INDEX,`,
		"get id":                        "whs_INDEX",
		"summary":                       "redemption.failed",
		"summary --oneline":             "redemption.failed",
		"summary --format ndjson":       `"index":INDEX,`,
	} {
		t.Run(command, func(t *testing.T) {
			in, send := io.Pipe()
			lines := answers(in, strings.Fields(command))
			for i := range 2 {
				fmt.Fprintf(send, hook+"\n", i, i)
				for want := strings.NewReplacer("INDEX", fmt.Sprint(i), "LINE", fmt.Sprint(i+1)).Replace(answer); ; {
					if line, ok := <-lines; !ok {
						t.Fatalf("no line with %q", want)
					} else if strings.Contains(line, want) {
						break
					}
				}
			}
			send.Close()
			for range lines {
			}
		})
	}
}

// TestLiveForms answers payloads as they arrive, whatever they stand in.
func TestLiveForms(t *testing.T) {
	payload := fmt.Sprintf(hook, 0, 0)
	payload = strings.TrimSpace(payload)
	pack := func(text string) string {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		io.WriteString(w, text)
		w.Close()
		return packed.String()
	}
	for name, parts := range map[string][]string{
		"an array on one line":   {"[" + payload, "," + payload, "," + payload + "]"},
		"an array over lines":    {"[\n" + payload, ",\n" + payload, "\n," + payload + "]"},
		"behind an empty line":   {"\n" + payload + "\n", payload + "\n"},
		"requests":               {message(payload), message(payload)},
		"gzip, each of its own":  {pack(payload + "\n"), pack(payload + "\n"), pack(payload + "\n")},
		"concatenated documents": {payload, payload, payload},
		"a compressed body":      {"POST / HTTP/1.1\r\n\r\n" + pack(payload+"\n"), pack(payload + "\n"), pack(payload + "\n")},
	} {
		t.Run(name, func(t *testing.T) {
			in, send := io.Pipe()
			lines := answers(in, []string{"get", "id"})
			for _, part := range parts {
				io.WriteString(send, part)
				if line := <-lines; line != "whs_0" {
					t.Fatalf("got %q", line)
				}
			}
			send.Close()
			for line := range lines {
				t.Errorf("got %q", line)
			}
		})
	}
}

// message is an HTTP request with a body.
func message(body string) string {
	return fmt.Sprintf("POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
}

// answers runs the program and returns the lines that it writes.
func answers(in io.Reader, args []string) <-chan string {
	received, out := io.Pipe()
	go func() {
		run(args, in, out, io.Discard)
		out.Close()
	}()
	lines := make(chan string, 1000) // so that the program need not wait
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(received); s.Scan(); {
			lines <- s.Text()
		}
	}()
	return lines
}
