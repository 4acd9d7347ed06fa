package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/input"
)

var update = flag.Bool("update", false, "rewrite goldens")

const formatDir = "../../testdata/format"

// formatSources are what the formats are tried on: a valid payload, one with a
// warning, and a source with a broken payload and one that is not JSON.
var formatSources = []string{"valid.json", "warning.json", "broken.json"}

// source is a file of payloads, which an empty line separates.
type source struct{ name, text string }

func readSources(t testing.TB, files ...string) []source {
	t.Helper()
	var list []source
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(formatDir, file))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, source{file, string(text)})
	}
	return list
}

// eachPayload checks the payloads of sources and hands them to fn.
func eachPayload(t testing.TB, sources []source, fn func(*Payload) error) {
	t.Helper()
	checker := check.NewChecker(event.Default(), check.Options{})
	for _, s := range sources {
		line, offset := 1, 0
		for i, text := range strings.SplitAfter(s.text, "\n\n") {
			result, err := checker.Run([]byte(strings.TrimRight(text, "\r\n")))
			if err == nil {
				err = fn(&Payload{Source: s.name, Index: i, Text: input.Text{Offset: int64(offset), Line: line, Column: 1}, Result: result})
			}
			if err != nil {
				t.Fatal(err)
			}
			line += strings.Count(text, "\n")
			offset += len(text)
		}
	}
}

func testOptions(t testing.TB) Options {
	t.Helper()
	parsed, err := ParseTemplate("test", testTemplate)
	if err != nil {
		t.Fatal(err)
	}
	return Options{Palette: NewPalette(false), FailOn: check.Error, Version: func() string { return "test" }, Template: parsed}
}

const testTemplate = `{{range .payloads}}{{$p := .}}{{range .findings -}}
{{$p.source}}:{{.line}} {{upper .severity}} {{.message}}{{with .help}} ({{.}}){{end}}
{{end}}{{end}}{{json .counts}}
`

func reportOn(t testing.TB, f Format, o Options, sources []source) string {
	t.Helper()
	var b bytes.Buffer
	r := f.New(&b, o)
	eachPayload(t, sources, r.Payload)
	if err := r.Close(); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return b.String()
}

func formatNamed(t testing.TB, name string) Format {
	t.Helper()
	for _, f := range Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no format %s", name)
	return Format{}
}

// TestFormats compares each format's report on the sources with
// testdata/format/FORMAT.out, and with a second run.
func TestFormats(t *testing.T) {
	sources := readSources(t, formatSources...)
	for _, f := range append(Formats(), Format{Name: "actions", New: NewActions}) {
		t.Run(f.Name, func(t *testing.T) {
			got := reportOn(t, f, testOptions(t), sources)
			if again := reportOn(t, f, testOptions(t), sources); got != again {
				t.Errorf("a second run differs:\n%s", again)
			}
			if f.Name == "sarif" {
				got = withoutRules(t, got)
			}
			golden(t, filepath.Join(formatDir, f.Name+".out"), got)
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not up to date; run go test ./pkg/report -update; the report is now\n%s", file, got)
	}
}

// withoutRules takes the rules out of a SARIF log, and what depends on their
// number, so that its golden does not change with each rule.
func withoutRules(t testing.TB, log string) string {
	t.Helper()
	var document map[string]any
	if err := json.Unmarshal([]byte(log), &document); err != nil {
		t.Fatal(err)
	}
	run := document["runs"].([]any)[0].(map[string]any)
	delete(run["tool"].(map[string]any)["driver"].(map[string]any), "rules")
	for _, result := range run["results"].([]any) {
		delete(result.(map[string]any), "ruleIndex")
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(document); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNotes checks that each format lists notes only when told to.
func TestNotes(t *testing.T) {
	sources := readSources(t, "broken.json")
	for _, f := range Formats() {
		for _, notes := range []bool{false, true} {
			o := testOptions(t)
			o.Notes = notes
			got := reportOn(t, f, o, sources)
			if f.Name == "sarif" {
				got = withoutRules(t, got)
			}
			if listed := strings.Contains(got, "shoe_size"); listed != notes {
				t.Errorf("%s with Notes %t lists notes: %t\n%s", f.Name, notes, listed, got)
			}
		}
	}
}

// TestNothing checks the reports of a run without payloads.
func TestNothing(t *testing.T) {
	want := map[string]string{
		"text":     "",
		"json":     `{"schema_version":1,"tool":{"name":"vhook","version":"test"},"payloads":[],"counts":{"payloads":0,"valid":0,"invalid":0,"errors":0,"warnings":0,"notes":0}}` + "\n",
		"ndjson":   "",
		"github":   "",
		"junit":    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"vhook\"></testsuites>\n",
		"tap":      "TAP version 14\n1..0\n",
		"markdown": "### Webhook payloads\n\n0 payloads: 0 valid, 0 invalid; 0 errors, 0 warnings, 0 notes\n",
		"template": `{"errors":0,"invalid":0,"notes":0,"payloads":0,"valid":0,"warnings":0}` + "\n",
	}
	for _, f := range Formats() {
		got := reportOn(t, f, testOptions(t), nil)
		if f.Name == "sarif" {
			if !strings.HasSuffix(got, `"results":[]}]}`+"\n") {
				t.Errorf("sarif ends with %q", got[max(0, len(got)-80):])
			}
		} else if got != want[f.Name] {
			t.Errorf("%s: %q, want %q", f.Name, got, want[f.Name])
		}
	}
}

// TestFailOnNote checks that formats for people, and those which tell of each
// payload whether it passed, say so where unlisted notes fail it.
func TestFailOnNote(t *testing.T) {
	noted := []source{{"noted.json", `{"id":"whs_0e4b1c2d3e4f5a6b7c","type":"campaign.vouchers.added","project_id":"proj_Kx81Lm2Q",` +
		`"created_at":"2026-01-05T08:00:00.000Z","data":{},"source":{"object":"webhook","id":"wh_Qw3rT6yU1oPa5sDf7gHj9kLz"},` +
		`"event":{"id":"evcam_0e4b1c2d3e4f5a6b7c","type":"campaign.vouchers.added","created_at":"2026-01-05T08:00:00.000Z",` +
		`"group_id":"v-0e4b1c2d3e4f5a6b7c","event_source":{"channel":"INTERNAL"}}}`}}
	o := testOptions(t)
	o.FailOn, o.Quiet = check.Note, true
	for name, want := range map[string]string{
		"text":   "noted.json: 1 note at or above --fail-on, listed with --notes\n",
		"github": "::notice title=vhook::1 note at or above --fail-on, listed with --notes\n",
		"junit":  `<failure type="note" message="1 note at or above --fail-on, listed with --notes">`,
		"tap":    "not ok 1 - noted.json: campaign.vouchers.added\n  ---\n  message: \"1 note at or above",
	} {
		if got := reportOn(t, formatNamed(t, name), o, noted); !strings.Contains(got, want) {
			t.Errorf("%s lacks %q:\n%s", name, want, got)
		}
	}
}
