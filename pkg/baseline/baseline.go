// Package baseline owns the record of findings that a project lives with: its
// file, what it suppresses, and which of its entries are no longer needed.
package baseline

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/check"
)

// Entry says how many findings of a rule at a place of a file are known. Lines
// do not matter, so that a file may be edited elsewhere.
type Entry struct {
	Path    string `json:"path"`
	Rule    string `json:"rule"`
	Pointer string `json:"pointer"`
	Count   int    `json:"count"`
}

type document struct {
	Version  int     `json:"version"`
	Findings []Entry `json:"findings"`
}

const version = 1

// Baseline is the findings a project lives with. The zero value is empty.
type Baseline struct {
	entries map[key]*tally
	seen    map[string]bool // paths that were looked at
}

type key struct{ path, rule, pointer string }

// tally is how many findings of a key are known and how many turned up.
type tally struct{ known, found int }

func (b *Baseline) tally(k key) *tally {
	if b.entries == nil {
		b.entries, b.seen = map[key]*tally{}, map[string]bool{}
	}
	t := b.entries[k]
	if t == nil {
		t = &tally{}
		b.entries[k] = t
	}
	return t
}

// Parse reads the text of a baseline file.
func Parse(text []byte) (*Baseline, error) {
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("no baseline: %w", err)
	}
	if d.Version != version {
		return nil, fmt.Errorf("a baseline of version %d, want %d", d.Version, version)
	}
	b := &Baseline{}
	for i, e := range d.Findings {
		if e.Rule == "" || e.Count < 1 {
			return nil, fmt.Errorf(`no baseline: an entry needs a "rule" and a "count" of at least 1: entry %d`, i+1)
		}
		b.tally(key{e.Path, e.Rule, e.Pointer}).known += e.Count
	}
	return b, nil
}

// Suppress takes the known findings out of the result of a payload in a file.
// Each entry is good for as many findings as it counts. What makes a text no JSON
// stays: nothing else is known of it.
func (b *Baseline) Suppress(path string, r *check.Result) {
	if len(b.entries) == 0 {
		return
	}
	b.seen[path] = true
	if r.Broken {
		return
	}
	before := len(r.Findings)
	r.Findings = slices.DeleteFunc(r.Findings, func(f check.Finding) bool {
		t := b.entries[key{path, f.Rule, f.Pointer}]
		if t == nil {
			return false
		}
		t.found++
		return t.found <= t.known
	})
	r.Suppressed += before - len(r.Findings)
}

// Stale returns the entries that counted more findings than there were, with
// the number that is too many. Files that were not looked at do not count,
// unless gone reports that they are no longer there.
func (b *Baseline) Stale(gone func(path string) bool) []Entry {
	return b.list(func(k key, t *tally) int {
		if !b.seen[k.path] && !gone(k.path) {
			return 0
		}
		return t.known - t.found
	})
}

// Record adds the findings of at least a severity on a payload in a file, but
// for those that [Baseline.Suppress] leaves.
func (b *Baseline) Record(path string, r *check.Result, least check.Severity) {
	for _, f := range r.Findings {
		if f.Severity >= least && !r.Broken {
			b.tally(key{path, f.Rule, f.Pointer}).known++
		}
	}
}

// Adopt adds the entries of an older baseline for the paths that keep picks.
func (b *Baseline) Adopt(older *Baseline, keep func(path string) bool) {
	for k, t := range older.entries {
		if keep(k.path) {
			b.tally(k).known += t.known
		}
	}
}

// Entries returns what the baseline holds, sorted by path, rule and pointer.
func (b *Baseline) Entries() []Entry {
	return b.list(func(_ key, t *tally) int { return t.known })
}

// list returns an entry for each key that count gives more than nothing.
func (b *Baseline) list(count func(key, *tally) int) []Entry {
	var entries []Entry
	for k, t := range b.entries {
		if n := count(k, t); n > 0 {
			entries = append(entries, Entry{k.path, k.rule, k.pointer, n})
		}
	}
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Pointer, b.Pointer))
	})
	return entries
}

// Text returns the text of the baseline's file, an entry a line.
func (b *Baseline) Text() []byte {
	var lines []string
	for _, e := range b.Entries() {
		line, _ := json.Marshal(e) // texts and a number
		lines = append(lines, "\n    "+string(line))
	}
	body := strings.Join(lines, ",")
	if body != "" {
		body += "\n  "
	}
	return fmt.Appendf(nil, "{\n  \"version\": %d,\n  \"findings\": [%s]\n}\n", version, body)
}
