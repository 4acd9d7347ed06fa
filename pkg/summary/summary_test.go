package summary_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/report"
	"github.com/vhook/vhook/pkg/summary"
)

var update = flag.Bool("update", false, "rewrite the expected files of testdata/summary")

const folder = "../../testdata/summary/"

// maxDepth is more than any document of these tests needs.
const maxDepth = 1000

// views are the files that stand beside each payload of the folder.
var views = []struct {
	suffix string
	write  func(io.Writer, *summary.Summary) error
}{
	{".txt", text},
	{".md", report.SummaryMarkdown},
	{".line", line},
	{".out.json", func(w io.Writer, s *summary.Summary) error {
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		return encoder.Encode(s)
	}},
}

var colorless = report.NewPalette(false)

func text(w io.Writer, s *summary.Summary) error { return report.SummaryText(w, s, colorless) }
func line(w io.Writer, s *summary.Summary) error { return report.SummaryLine(w, s, colorless) }

// TestViews compares every view of the payloads in testdata/summary. A file is
// named for its event, "unknown" for none, and what is special after a dash.
func TestViews(t *testing.T) {
	for _, path := range fixtures(t) {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		t.Run(name, func(t *testing.T) {
			s := build(t, path)
			for _, v := range views {
				expect(t, folder+name+v.suffix, rendered(t, func(w io.Writer) error { return v.write(w, s) }))
			}
		})
	}
}

func TestTotals(t *testing.T) {
	var totals summary.Totals
	for _, path := range fixtures(t) {
		totals.Add(build(t, path))
	}
	expect(t, folder+"totals.txt", rendered(t, func(w io.Writer) error { return report.TotalsText(w, &totals, colorless) }))
	expect(t, folder+"totals.md", rendered(t, func(w io.Writer) error { return report.TotalsMarkdown(w, &totals) }))
	expect(t, folder+"totals.out.json", rendered(t, func(w io.Writer) error { return json.NewEncoder(w).Encode(&totals) }))
}

// TestDocumented holds that every documented payload has something specific to
// say: at least two lines below the header, none of them a bare listing.
func TestDocumented(t *testing.T) {
	const shared = "../../../shared/voucherify/"
	examples, _ := filepath.Glob(shared + "examples/*.json")
	envelopes, _ := filepath.Glob(shared + "envelopes/*.json")
	if len(examples) == 0 {
		if os.Getenv("VHOOK_REQUIRE_SHARED") == "1" {
			t.Fatal("no documented payloads in " + shared)
		}
		t.Skip("skipped: no documented payloads in " + shared)
	}
	for _, path := range append(examples, envelopes...) {
		s := build(t, path)
		screen := string(rendered(t, func(w io.Writer) error { return text(w, s) }))
		if said := strings.Count(screen, "\n") - 1; said < 2 || s.Time == "" {
			t.Errorf("%s says too little:\n%s", path, screen)
		}
		if strings.Contains(screen, "{") || strings.Contains(screen, "entries") {
			t.Errorf("%s has parts that nothing reads:\n%s", path, screen)
		}
	}
}

func FuzzSummary(f *testing.F) {
	for _, path := range fixtures(f) {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text, eventOf(path))
	}
	f.Fuzz(func(t *testing.T, text []byte, event string) {
		var d payload.Document
		if d.Parse(text, maxDepth) != nil {
			return
		}
		data, _ := d.Envelope()
		s := summary.Build(&d, data, event)
		var totals summary.Totals
		totals.Add(s)
		for _, v := range views {
			printed := rendered(t, func(w io.Writer) error { return v.write(w, s) })
			if v.suffix != ".out.json" {
				noControls(t, printed)
			}
		}
		noControls(t, rendered(t, func(w io.Writer) error { return report.TotalsText(w, &totals, colorless) }))
		noControls(t, rendered(t, func(w io.Writer) error { return report.TotalsMarkdown(w, &totals) }))
	})
}

func noControls(t *testing.T, printed []byte) {
	t.Helper()
	if i := bytes.IndexFunc(printed, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }); i >= 0 {
		t.Errorf("control character at %d of %q", i, printed)
	}
}

// fixtures returns the payloads of the folder.
func fixtures(t testing.TB) []string {
	t.Helper()
	all, err := filepath.Glob(folder + "*.json")
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, path := range all {
		if !strings.HasSuffix(path, ".out.json") {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		t.Fatal("no payloads in " + folder)
	}
	return paths
}

func build(t testing.TB, path string) *summary.Summary {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var d payload.Document
	if err := d.Parse(text, maxDepth); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	data, _ := d.Envelope()
	return summary.Build(&d, data, eventOf(path))
}

func eventOf(path string) string {
	name, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".json"), "-")
	if name == "unknown" {
		return ""
	}
	return name
}

func rendered(t testing.TB, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func expect(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test -update rewrites it)\ngot:\n%swant:\n%s", path, got, want)
	}
}
