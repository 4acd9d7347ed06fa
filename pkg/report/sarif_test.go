package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/vhook/vhook/pkg/check"
)

// sarifSchemaFile is the published schema, which is not part of the
// repository. VHOOK_REQUIRE_SHARED=1 makes its absence a failure.
const sarifSchemaFile = "../../../shared/ci/sarif-schema-2.1.0.json"

func compileSARIF(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile(sarifSchemaFile)
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("VHOOK_REQUIRE_SHARED") != "1" {
		t.Skipf("SARIF logs are not validated: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("sarif.json")
}

// everySource returns every fixture with findings there is.
func everySource(t *testing.T) []source {
	t.Helper()
	list := readSources(t, formatSources...)
	for _, pattern := range []string{"../../testdata/invalid/*.json", "../../testdata/rules/*/*/bad.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, source{strings.TrimPrefix(file, "../../"), string(text)})
		}
	}
	return list
}

func TestSARIFSchema(t *testing.T) {
	schema := compileSARIF(t)
	o := testOptions(t)
	o.Notes = true
	for _, sources := range [][]source{nil, everySource(t), {{"-", "[}"}, {"a b/%:ü.json", "[]"}, {"/tmp/x.json", "{}"}}} {
		log := reportOn(t, formatNamed(t, "sarif"), o, sources)
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(log))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%d sources: %v", len(sources), err)
		}
	}
}

// sarifLog is what the tests read of a log.
type sarifLog struct {
	Runs []struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	} `json:"runs"`
}

func readSARIF(t testing.TB, text string) *sarifLog {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	return &log
}

// TestSARIFResults holds the places of results against the text they are
// about: bytes, columns in code points, and URIs.
func TestSARIFResults(t *testing.T) {
	sources := everySource(t)
	texts := map[string]string{}
	for _, s := range sources {
		texts[s.name] = s.text
	}
	run := readSARIF(t, reportOn(t, formatNamed(t, "sarif"), testOptions(t), sources)).Runs[0]
	if len(run.Results) < len(sources)/2 {
		t.Fatalf("%d results of %d sources", len(run.Results), len(sources))
	}
	for _, r := range run.Results {
		if got := run.Tool.Driver.Rules[r.RuleIndex].ID; got != r.RuleID {
			t.Errorf("rule %d is %s, want %s", r.RuleIndex, got, r.RuleID)
		}
		for _, l := range append(r.Locations, r.RelatedLocations...) {
			path, err := url.PathUnescape(l.PhysicalLocation.ArtifactLocation.URI)
			text, ok := texts[path]
			if err != nil || !ok {
				t.Fatalf("no source %q, %v", path, err)
			}
			checkRegion(t, path, text, l.PhysicalLocation.Region)
		}
	}
}

func checkRegion(t *testing.T, path, text string, r sarifRegion) {
	t.Helper()
	end := int(r.ByteOffset + r.ByteLength)
	if s := r.Snippet; s != nil && s.Text != string([]rune(text[r.ByteOffset:end])) {
		t.Errorf("%s: snippet %q, want %q", path, s.Text, text[r.ByteOffset:end])
	}
	for _, at := range []struct{ offset, line, column int }{
		{int(r.ByteOffset), r.StartLine, r.StartColumn}, {end, r.EndLine, r.EndColumn},
	} {
		before := text[:at.offset]
		line := strings.Count(before, "\n") + 1
		column := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
		if line != at.line || column != at.column {
			t.Errorf("%s: byte %d is at %d:%d, want %d:%d", path, at.offset, at.line, at.column, line, column)
		}
	}
}

func TestSARIFURI(t *testing.T) {
	for source, want := range map[string]sarifArtifact{
		"-":                 {"stdin", ""},
		"captured/a.json":   {"captured/a.json", sarifRoot},
		"./captured//a":     {"captured/a", sarifRoot},
		"../a.json":         {"../a.json", sarifRoot},
		"/tmp/a b.json":     {"file:///tmp/a%20b.json", ""},
		"a:b.json":          {"./a:b.json", sarifRoot},
		"50%/#1?.json":      {"50%25/%231%3F.json", sarifRoot},
		"Tür\n.json":        {"T%C3%BCr%0A.json", sarifRoot},
		"\xff[1]\\.json":    {"%FF%5B1%5D%5C.json", sarifRoot},
		"//double/a.json":   {"file:///double/a.json", ""},
		"-/standard/in.txt": {"-/standard/in.txt", sarifRoot},
	} {
		if got := sarifArtifactOf(source); got != want {
			t.Errorf("%q: %v, want %v", source, got, want)
		}
	}
}

// TestFingerprints checks that fingerprints outlive edits above a finding and
// differ within a payload.
func TestFingerprints(t *testing.T) {
	text := readSources(t, "broken.json")[0].text
	payload, _, _ := strings.Cut(text, "\n\n")
	prints := func(text string) (list []string) {
		log := reportOn(t, formatNamed(t, "sarif"), testOptions(t), []source{{"a.json", text}})
		for _, r := range readSARIF(t, log).Runs[0].Results {
			list = append(list, r.PartialFingerprints["vhook/v2"])
		}
		return list
	}
	before := prints(payload)
	moved := prints(strings.Replace(payload, "{\n", "{\n\t\n", 1))
	if len(before) < 3 || strings.Join(before, " ") != strings.Join(moved, " ") {
		t.Errorf("fingerprints\n%q became\n%q", before, moved)
	}
	seen := map[string]bool{}
	for _, p := range before {
		if seen[p] {
			t.Errorf("%s stands for two findings", p)
		}
		seen[p] = true
	}
}

// TestSARIFRules checks that every rule describes itself.
func TestSARIFRules(t *testing.T) {
	rules := newSARIFTool("test").Driver.Rules
	if len(rules) != len(check.Rules()) {
		t.Fatalf("%d rules, want %d", len(rules), len(check.Rules()))
	}
	for _, r := range rules {
		if r.ShortDescription.Text == "" || r.FullDescription.Text == "" || r.Help.Text == "" || r.DefaultConfiguration.Level == "" {
			t.Errorf("%s is described in part: %+v", r.ID, r)
		}
	}
}
