package main

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/report"
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

// TestArchiveInJobs checks that the findings of an archive are the same whoever
// looks at which part of it, in every format.
func TestArchiveInJobs(t *testing.T) {
	lines := bytes.SplitAfter(bytes.Repeat(webhookLines(t), 12), []byte("\n"))
	random := rand.New(rand.NewPCG(7, 7))
	for i := range lines {
		if random.IntN(5) == 0 && len(lines[i]) > 0 {
			lines[i] = bytes.Clone(lines[i])
			lines[i][random.IntN(len(lines[i])-1)] ^= 1 // most often a digit or a letter is another one
		}
	}
	archive := bytes.Join(lines, nil)
	for _, format := range report.Formats() {
		args := []string{"validate", "--format", format.Name, "--jobs"}
		if format.Name == report.TemplateFormat {
			args = slices.Concat([]string{"validate", "--template", "{{json .}}"}, args[1:])
		}
		alone := outcomeOf(bytes.NewReader(archive), append(args, "1")...)
		if !strings.Contains(alone, "error") || !strings.HasSuffix(alone, "exit 1") {
			t.Errorf("%s: %.200s", format.Name, alone)
		}
		for _, jobs := range []string{"2", "8"} {
			if got := outcomeOf(bytes.NewReader(archive), append(args, jobs)...); got != alone {
				t.Errorf("%s: --jobs %s is another output than --jobs 1: %s", format.Name, jobs, firstDifference([]byte(got), []byte(alone)))
			}
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
