package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkArchive validates an archive of the whole webhooks among the
// fixtures. Its profile is what the compiler is guided by, see "make profile".
func BenchmarkArchive(b *testing.B) {
	archive := bytes.Repeat(webhookLines(b), 200)
	path := filepath.Join(b.TempDir(), "archive.jsonl")
	if err := os.WriteFile(path, archive, 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(archive)))
	b.ReportAllocs()
	for b.Loop() {
		if code := run([]string{"validate", "--jobs", "1", path}, strings.NewReader(""), io.Discard, io.Discard); code != 0 {
			b.Fatalf("exit code %d", code)
		}
	}
}

// webhookLines returns the whole webhooks among the fixtures, a line each.
func webhookLines(t testing.TB) []byte {
	files, err := filepath.Glob("../../testdata/events/*/*-webhook.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no webhooks: %v", err)
	}
	var lines bytes.Buffer
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Compact(&lines, text); err != nil {
			t.Fatal(err)
		}
		lines.WriteByte('\n')
	}
	return lines.Bytes()
}
