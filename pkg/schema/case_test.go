package schema_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/schema"
)

var update = flag.Bool("update", false, "rewrite what the case files expect of violations and errors")

const caseDir = "../../testdata/schema"

// suite is one schema of a case file and the values to judge by it.
type suite struct {
	Description string                     `json:"description"`
	Schema      json.RawMessage            `json:"schema"`
	Files       map[string]json.RawMessage `json:"files,omitempty"`
	Tests       []judged                   `json:"tests"`
}

// judged is a value and the verdict on it. Oracle says why the oracle is not
// asked, where it is not.
type judged struct {
	Description string          `json:"description"`
	Data        json.RawMessage `json:"data"`
	Valid       bool            `json:"valid"`
	Oracle      string          `json:"oracle,omitempty"`
	Violations  []string        `json:"violations,omitempty"`
}

func (s suite) pair(t testing.TB) *pair {
	t.Helper()
	return newPair(t, files(string(s.Schema), texts(s.Files)), "schema.json")
}

func texts(raw map[string]json.RawMessage) map[string]string {
	m := make(map[string]string, len(raw))
	for name, text := range raw {
		m[name] = string(text)
	}
	return m
}

// readCases calls each for every case file of the engine.
func readCases(t testing.TB, each func(file string, suites []suite)) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(caseDir, "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, name := range names {
		var suites []suite
		readJSON(t, name, &suites)
		each(name, suites)
	}
}

func readJSON(t testing.TB, name string, v any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func writeJSON(t testing.TB, name string, v any) {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCases(t *testing.T) {
	readCases(t, func(file string, suites []suite) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			for _, s := range suites {
				p := s.pair(t)
				for i := range s.Tests {
					s.Tests[i].run(t, p, s.Description)
				}
			}
		})
		if *update {
			writeJSON(t, file, suites)
		}
	})
}

func (c *judged) run(t *testing.T, p *pair, suite string) {
	t.Helper()
	got := describe(p, p.validate(t, c.Data))
	if *update {
		c.Violations = got
	}
	if c.Valid != (len(got) == 0) || !slices.Equal(c.Violations, got) {
		t.Errorf("%s, %s: %s\ngot  %q\nwant %q", suite, c.Description, c.Data, got, c.Violations)
	}
	if c.Oracle != "" {
		return
	}
	if valid, _ := p.ask(t, c.Data); valid != c.Valid {
		t.Errorf("%s, %s: %s\nthe oracle says valid = %v", suite, c.Description, c.Data, valid)
	}
}

// describe writes violations as "keyword pointer name".
func describe(p *pair, violations []schema.Violation) []string {
	var lines []string
	for _, v := range violations {
		line := strings.TrimSpace(string(v.Keyword) + " " + p.doc.Pointer(v.Node))
		if v.Name != "" {
			line += " " + v.Name
		}
		lines = append(lines, line)
	}
	return lines
}
