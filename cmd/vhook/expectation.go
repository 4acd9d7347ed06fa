package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/check"
)

// expectation is a finding that a fixture must have: a line of its .expect
// file, "RULE POINTER". The pointer of the root is empty.
type expectation struct{ rule, pointer string }

func (e expectation) String() string {
	if e.pointer == "" {
		return e.rule + " at the root"
	}
	return e.rule + " at " + e.pointer
}

const expectSuffix = ".expect"

// expectFile returns the path of the expectations beside a fixture.
func expectFile(fixture string) string {
	fixture = strings.TrimSuffix(fixture, ".gz")
	return strings.TrimSuffix(fixture, filepath.Ext(fixture)) + expectSuffix
}

// readExpectations reads the file of a fixture; there need not be one.
func readExpectations(file string) (list []expectation, ok bool, err error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		rule, pointer, _ := strings.Cut(line, " ")
		if check.FindRule(rule) == nil {
			return nil, true, fmt.Errorf("%s:%d:1: %w", file, number, unknown("rule", rule, check.RuleIDs()))
		}
		list = append(list, expectation{rule, strings.TrimSpace(pointer)})
	}
	return list, true, err
}

func writeExpectations(file string, list []expectation) error {
	var b strings.Builder
	for _, e := range list {
		b.WriteString(strings.TrimSpace(e.rule+" "+e.pointer) + "\n")
	}
	return os.WriteFile(file, []byte(b.String()), 0o666)
}

// fixture is a file of a test run with what was found in its payloads.
type fixture struct {
	path   string
	valid  bool                           // it lies in valid/
	listed []expectation                  // of its .expect file
	lists  bool                           // it has one
	found  [check.Error + 1][]expectation // by severity
}

// lost reports whether it is an .expect file that belongs to no payload.
func (f *fixture) lost() bool { return strings.HasSuffix(f.path, expectSuffix) }

// add notes the findings of one payload, each place once.
func (f *fixture) add(findings []check.Finding) {
	for _, finding := range findings {
		list := &f.found[finding.Severity]
		if e := (expectation{finding.Rule, finding.Pointer}); !slices.Contains(*list, e) {
			*list = append(*list, e)
		}
	}
}

// fault says what is wrong with the fixture, "" where nothing is: what is
// listed must be found. In valid/ there must be no error; in invalid/ at least
// one, and where errors are listed no other.
func (f *fixture) fault() string {
	wrong := f.found[check.Error]
	missing := without(f.listed, slices.Concat(f.found[:]...))
	var surplus []expectation
	if f.valid {
		surplus = wrong
	} else if f.lists {
		surplus = without(wrong, f.listed)
	}
	switch {
	case len(missing) > 0:
		return fmt.Sprintf("expected %s, got %s", enumerate(missing), enumerate(without(wrong, f.listed)))
	case len(surplus) > 0 && (f.valid || len(f.listed) == 0):
		return "expected no error, got " + enumerate(surplus)
	case len(surplus) > 0:
		return fmt.Sprintf("expected nothing but %s, got %s", enumerate(f.listed), enumerate(surplus))
	case !f.valid && len(wrong) == 0:
		return "expected an error, got " + enumerate(f.found[check.Warning])
	}
	return ""
}

// without returns what of list the other does not have.
func without(list, other []expectation) []expectation {
	return slices.DeleteFunc(slices.Clone(list), func(e expectation) bool { return slices.Contains(other, e) })
}

func enumerate(list []expectation) string {
	if len(list) == 0 {
		return "none"
	}
	words := make([]string, len(list))
	for i, e := range list {
		words[i] = e.String()
	}
	return strings.Join(words, ", ")
}
