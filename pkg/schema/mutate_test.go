package schema_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

const (
	projectSchemas = "../event/schemas"
	sharedDir      = "../../../shared/voucherify"
	mutants        = 1500 // in all
)

// TestMutants judges mutated payloads by every event schema of the project and
// compares with the oracle: verdicts always, places where no branch is chosen.
func TestMutants(t *testing.T) {
	fsys := os.DirFS(projectSchemas)
	names := eventSchemas(t, fsys)
	theirs, err := newOracle(fsys)
	if err != nil {
		t.Fatal(err)
	}
	ours := schema.NewCompiler(fsys)
	requireShared(t)
	for i, name := range names {
		event := strings.TrimSuffix(name, ".json")
		t.Run(event, func(t *testing.T) {
			p := compilePair(t, ours, theirs, name)
			m := mutator{random: rand.New(rand.NewPCG(1, uint64(i))), exact: !hasBranches(p.ours, map[*schema.Schema]bool{})}
			for _, seed := range seeds(t, event) {
				p.compare(t, seed, m.exact)
				if m.doc.Parse(seed, 0) != nil || len(m.doc.Nodes) == 1 {
					continue
				}
				for range mutants / len(names) {
					p.compare(t, m.mutant(t, seed), m.exact)
				}
			}
		})
	}
}

// eventSchemas returns the documents at the top of fsys that are schemas.
func eventSchemas(t *testing.T, fsys fs.FS) []string {
	t.Helper()
	names, err := fs.Glob(fsys, "*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no schemas in %s: %v", projectSchemas, err)
	}
	return slices.DeleteFunc(names, func(name string) bool {
		text, err := fs.ReadFile(fsys, name)
		return err != nil || !bytes.Contains(text, []byte(`"$schema"`))
	})
}

func requireShared(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(sharedDir); err == nil {
		return
	}
	if os.Getenv("VHOOK_REQUIRE_SHARED") == "1" {
		t.Fatalf("%s is missing", sharedDir)
	}
	t.Logf("%s is missing: its examples are not mutated", sharedDir)
}

// hasBranches reports whether a schema has keywords that let validators choose
// which faults they tell.
func hasBranches(s *schema.Schema, seen map[*schema.Schema]bool) bool {
	if s == nil || seen[s] {
		return false
	}
	seen[s] = true
	below := append([]*schema.Schema{s.Ref(), s.If, s.Then, s.Else, s.Items, s.AdditionalProperties}, s.AllOf...)
	for _, property := range s.Properties {
		below = append(below, property.Schema)
	}
	return s.AnyOf != nil || s.OneOf != nil || s.Not != nil ||
		slices.ContainsFunc(below, func(sub *schema.Schema) bool { return hasBranches(sub, seen) })
}

// seeds returns payloads of an event, and at least an empty one.
func seeds(t *testing.T, event string) [][]byte {
	t.Helper()
	all := [][]byte{[]byte(`{}`)}
	files, _ := filepath.Glob("../../testdata/events/" + event + "/*.json")
	files = append(files, filepath.Join(sharedDir, "examples", event+".json"), filepath.Join(sharedDir, "envelopes", event+".json"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		var envelope struct{ Data json.RawMessage }
		if json.Unmarshal(text, &envelope) == nil && len(envelope.Data) > 0 {
			text = envelope.Data
		}
		all = append(all, text)
	}
	if len(all) == 1 {
		t.Logf("no payload of %s to mutate", event)
	}
	return all
}

// compare holds our judgement of a text against the oracle's.
func (p *pair) compare(t *testing.T, text []byte, exact bool) {
	t.Helper()
	got := p.validate(t, text)
	valid, locations := p.ask(t, text)
	if valid != (len(got) == 0) {
		t.Fatalf("%s\ngot %q, the oracle says valid = %v", text, describe(p, got), valid)
	}
	if exact && !slices.Equal(p.locations(), locations) {
		t.Fatalf("%s\ngot %q\nthe oracle finds faults at %q", text, describe(p, got), locations)
	}
}

// mutator makes broken payloads of good ones.
type mutator struct {
	random *rand.Rand
	doc    payload.Document
	exact  bool
}

// replacements are values to put in place of others.
var replacements = []string{
	`null`, `true`, `false`, `0`, `-1`, `1.5`, `70.0`, `1e2`, `12345678901234567890`, `-0.0`,
	`""`, `"text"`, `"A"`, `"7000"`, `[]`, `{}`, `[{}]`, `[null]`, `["a","a"]`, `{"a":1}`, `{"object":"list"}`,
	`"2024-01-15T12:20:38.123Z"`, `"2024-13-15T12:20:38Z"`, `"2024-01-15"`, `"2023-02-29"`,
	`"jane@jane.io"`, `"jane@"`, `"https://example.com/x"`, `"x y"`, `"\u0041CTIVE"`,
	`"` + strings.Repeat("long ", 100) + `"`,
}

// mutant changes one to three places of a text.
func (m *mutator) mutant(t *testing.T, text []byte) []byte {
	t.Helper()
	for range 1 + m.random.IntN(3) {
		if err := m.doc.Parse(text, 0); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		text = m.mutate(m.random.IntN(len(m.doc.Nodes)))
	}
	return text
}

func (m *mutator) mutate(n int) []byte {
	node, raw := m.doc.Nodes[n], string(m.doc.Raw(n))
	choice := m.random.IntN(4)
	switch {
	case choice == 0 && node.Key > 0:
		return m.drop(n)
	case choice == 1 && node.Key > 0:
		return m.splice(int(node.KeyEnd), int(node.KeyEnd), "_")
	case choice == 2 && node.Kind == payload.String:
		at := []int32{node.Start + 1, node.End - 1}[m.random.IntN(2)]
		return m.splice(int(at), int(at), "9")
	case choice == 2 && node.Kind == payload.Integer:
		return m.splice(int(node.End), int(node.End), []string{".0", ".5", "e1", "e-1"}[m.random.IntN(4)])
	case choice == 2 && node.Kind == payload.Number:
		return m.splice(int(node.Start), int(node.End), "-"+strings.TrimPrefix(raw, "-"))
	}
	return m.splice(int(node.Start), int(node.End), replacements[m.random.IntN(len(replacements))])
}

// drop removes a member and the comma that goes with it.
func (m *mutator) drop(n int) []byte {
	start, end := int(m.doc.Nodes[n].Key)-1, int(m.doc.Nodes[n].End)
	parent := m.doc.Parent(n)
	if next := int(m.doc.Nodes[n].Next); next < int(m.doc.Nodes[parent].Next) {
		end = int(m.doc.Nodes[next].Key) - 1
	} else if n > parent+1 {
		start = bytes.LastIndexByte(m.doc.Text[:start], ',')
	}
	return m.splice(start, end, "")
}

func (m *mutator) splice(start, end int, with string) []byte {
	return slices.Concat(m.doc.Text[:start], []byte(with), m.doc.Text[end:])
}
