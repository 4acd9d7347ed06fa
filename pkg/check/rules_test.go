package check

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestRulesAreDocumented(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.ID] {
			t.Errorf("%s: two rules have this id", r.ID)
		}
		seen[r.ID] = true
		if r.Title == "" || r.Why == "" || r.Example == "" || r.Fix == "" || r.Severity == 0 {
			t.Errorf("%s: lacks a part of its documentation", r.ID)
		}
		if FindRule(r.ID) != r {
			t.Errorf("%s: FindRule returns another rule", r.ID)
		}
	}
}

// TestRuleExamples runs each rule on its own example as the lone object.
func TestRuleExamples(t *testing.T) {
	for _, r := range consistencyRules() {
		c := contextOf(t, r.Example)
		checks := c.checksOf(r)
		for n := range c.Nodes {
			if r.members != nil && c.Kind(n) == payload.Object {
				c.run(checks, n)
			}
		}
		if r.checks != nil {
			c.run(checks, payload.Root)
		}
		if len(c.findings) == 0 {
			t.Errorf("%s: the example does not break the rule", r.ID)
		}
	}
}

// contextOf returns what rules see of a text.
func contextOf(t *testing.T, text string) *context {
	t.Helper()
	k := NewChecker(event.Default(), Options{})
	if r := k.Recognise([]byte(text)); r.Broken {
		t.Fatal(r.Findings)
	}
	k.context.findings = nil
	return &k.context
}

// checksOf returns all checks of a rule.
func (c *context) checksOf(r *Rule) (checks []ruleCheck) {
	for i := range r.checks {
		checks = c.words.read(checks, r, &r.checks[i])
	}
	for i := range r.members {
		checks = append(checks, c.words.readMember(r, &r.members[i]))
	}
	c.TakeNames()
	return checks
}

// run makes checks, those of members where the object has the member.
func (c *context) run(checks []ruleCheck, n int) {
	for i := range checks {
		check := &checks[i]
		c.check = check
		if at := c.ask(n, check.asks); check.rule.members == nil || at[0] != payload.None {
			check.look(c, n, at)
		}
	}
}

// TestRuleFixtures holds each rule against whole payloads: ok*.json, of which it
// says nothing, and bad*.json, of which it says what the golden beside them has.
func TestRuleFixtures(t *testing.T) {
	for _, r := range consistencyRules() {
		t.Run(r.ID, func(t *testing.T) {
			dir := filepath.Join("..", "..", "testdata", "rules", filepath.FromSlash(r.ID))
			for _, file := range ruleFixtures(t, dir, "ok") {
				if got := faults(t, file); got != "" {
					t.Errorf("%s:\n%s", file, got)
				}
			}
			for _, file := range ruleFixtures(t, dir, "bad") {
				got := faults(t, file)
				if !strings.Contains(got, "["+r.ID+"]") {
					t.Errorf("%s does not break the rule:\n%s", file, got)
				}
				compareGolden(t, strings.TrimSuffix(file, ".json")+".out", got)
			}
		})
	}
}

// ruleFixtures lists the payloads whose names begin with a word, of which there is
// one at least.
func ruleFixtures(t *testing.T, dir, word string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, word+"*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no %s.json, %v", dir, word, err)
	}
	return files
}

// TestChecksNeedWhatTheySay calls each check on every object of the fixtures
// that lacks what the check needs: it has nothing to say of it.
func TestChecksNeedWhatTheySay(t *testing.T) {
	files, err := filepath.Glob("../../testdata/rules/*/*/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c := contextOf(t, string(text))
		for _, r := range Rules() {
			for _, object := range r.Objects {
				c.words.checksOf(object)
			}
		}
		c.TakeNames()
		for n := range c.Nodes {
			for _, list := range c.words.checks {
				for i := range list.checks {
					check := &list.checks[i]
					if c.hasAll(n, check.asks[:check.needs]) {
						continue
					}
					c.check = check
					if check.look(c, n, c.ask(n, check.asks)); len(c.findings) > 0 {
						t.Fatalf("%s: %s needs less than it says: %s", file, check.rule.ID, c.findings[0].Message)
					}
				}
			}
		}
	}
}

func (c *context) hasAll(n int, ways []payload.Way) bool {
	return !slices.ContainsFunc(ways, func(w payload.Way) bool { return c.IsNull(c.Member(n, w.First())) })
}

func TestRuleFixturesBelongToRules(t *testing.T) {
	dirs, err := filepath.Glob("../../testdata/rules/*/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, dir := range dirs {
		id := filepath.ToSlash(strings.TrimPrefix(dir, filepath.FromSlash("../../testdata/rules/")))
		if r := FindRule(id); r == nil || !r.looks() {
			t.Errorf("%s: there is no rule of this name", dir)
		}
	}
}

// TestRulesOnHostileInput makes sure that rules neither fail nor take long on
// what no sender would send.
func TestRulesOnHostileInput(t *testing.T) {
	t.Parallel()
	const many = 5000
	var members strings.Builder
	for i := range many {
		fmt.Fprintf(&members, `"m%d":%d,`, i, i)
	}
	object := `{` + members.String() + `"last":0}`
	items := `[` + strings.Repeat(`{"amount":9007199254740993,"price":9223372036854775807,"quantity":2},`, many) +
		strings.Repeat(`{"amount":1,"price":1,"quantity":2,"subtotal_amount":3},`, many) + `{}]`
	order := `{"amount":99999999999999999999,"total_amount":1e400,"items":` + items + `,"metadata":` + object + `}`
	code := `"voucher":{"code":"` + strings.Repeat("a", 1<<18) + `"},"campaign":{"voucher":{"code_config":{"charset":"` +
		strings.Repeat("abc", 1<<16) + `","pattern":"` + strings.Repeat("#", 1<<18) + `"}}}`
	text := `{"order":` + order + `,"redemption":{"order":` + order + `},` + code + `}`
	c := contextOf(t, text)
	for _, r := range consistencyRules() {
		checks := c.checksOf(r)
		for n := range c.Nodes {
			if c.Kind(n) == payload.Object {
				c.run(checks, n)
			}
		}
	}
}

func consistencyRules() []*Rule {
	return slices.DeleteFunc(slices.Clone(Rules()), func(r *Rule) bool { return !r.looks() })
}

func (r *Rule) looks() bool { return r.checks != nil || r.members != nil }

func check(t *testing.T, file string) *Result {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	result, err := NewChecker(event.Default(), Options{}).Run(text)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// faults lists the errors and warnings of a payload, one a line, with what they
// relate to indented below.
func faults(t *testing.T, file string) string {
	t.Helper()
	result := check(t, file)
	var b strings.Builder
	for _, f := range result.Findings {
		if f.Severity == Note {
			continue
		}
		at := result.Doc.Position(f.Start)
		fmt.Fprintf(&b, "%d:%d: %s: %s [%s]\n", at.Line, at.Column, f.Severity, f.Message, f.Rule)
		for _, rel := range f.Related {
			at := result.Doc.Position(rel.Start)
			fmt.Fprintf(&b, "  %d:%d: %s\n", at.Line, at.Column, rel.Message)
		}
	}
	return b.String()
}

func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(want, []byte(got)) {
		t.Errorf("%s: got\n%swant\n%s%v", file, got, want, err)
	}
}
