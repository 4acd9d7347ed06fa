package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestProblemMatcher runs the regular expression of the matcher over what
// validate prints: each line that names a place must match, and no other.
func TestProblemMatcher(t *testing.T) {
	text, err := os.ReadFile("../../.github/vhook-problem-matcher.json")
	if err != nil {
		t.Fatal(err)
	}
	var matcher struct {
		ProblemMatcher []struct {
			Pattern []struct {
				Regexp                                      string
				File, Line, Column, Severity, Message, Code int
			}
		}
	}
	if err := json.Unmarshal(text, &matcher); err != nil {
		t.Fatal(err)
	}
	pattern := matcher.ProblemMatcher[0].Pattern[0]
	re := regexp.MustCompile(pattern.Regexp)
	var out bytes.Buffer
	run([]string{"validate", "--notes", "--color=never", "--format=text", "../../testdata/invalid"}, nil, &out, io.Discard)
	severities := map[string]int{}
	for line := range strings.Lines(out.String()) {
		line = strings.TrimSuffix(line, "\n")
		m := re.FindStringSubmatch(line)
		if wanted := regexp.MustCompile(`^\S+\.json:\d+:\d+:`).MatchString(line); (m != nil) != wanted {
			t.Errorf("matches %v, want %v: %s", m != nil, wanted, line)
		}
		if m == nil {
			continue
		}
		severities[m[pattern.Severity]]++
		if built := m[pattern.File] + ":" + m[pattern.Line] + ":" + m[pattern.Column] + ": " + m[pattern.Severity] + ": " +
			m[pattern.Message] + " [" + m[pattern.Code] + "]"; built != line {
			t.Errorf("the parts are %s\nof           %s", built, line)
		}
	}
	if severities["error"] == 0 || severities["warning"] == 0 || severities["note"] == 0 {
		t.Errorf("matched %v, want some of each", severities)
	}
}

// TestPackaging reads the files that other tools read, and looks for what they
// name.
func TestPackaging(t *testing.T) {
	t.Chdir("../..")
	var release struct {
		Builds []struct{ Main, Binary string }
		Nfpms  []struct {
			Formats  []string
			Contents []struct{ Src string }
		}
	}
	readYAML(t, ".goreleaser.yaml", &release)
	if len(release.Builds) != 1 || len(release.Nfpms) != 1 || !slices.Equal(release.Nfpms[0].Formats, []string{"deb", "rpm"}) {
		t.Fatalf(".goreleaser.yaml: %+v", release)
	}
	for _, c := range release.Nfpms[0].Contents {
		if _, err := os.Stat(c.Src); err != nil && !strings.HasPrefix(c.Src, "dist-man/") {
			t.Errorf(".goreleaser.yaml: %v", err)
		}
	}
	text, err := os.ReadFile(".goreleaser.yaml")
	if err != nil || !bytes.Contains(text, []byte("-X main.release=")) {
		t.Errorf(".goreleaser.yaml does not set main.release: %v", err)
	}
	var hooks []struct{ ID, Name, Entry, Language string }
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	for _, h := range hooks {
		args := append(strings.Fields(h.Entry)[1:], "--help")
		if code := run(args, nil, io.Discard, os.Stderr); code != exitOK || h.Language != "golang" || h.Name == "" {
			t.Errorf("hook %s: %q exits with %d", h.ID, h.Entry, code)
		}
	}
	var action struct {
		Runs struct {
			Using string
			Steps []struct{ Uses, Run, Shell string }
		}
	}
	readYAML(t, ".github/actions/vhook/action.yml", &action)
	if action.Runs.Using != "composite" || len(action.Runs.Steps) == 0 {
		t.Errorf("action.yml: %+v", action)
	}
	for _, s := range action.Runs.Steps {
		if s.Run != "" && s.Shell == "" {
			t.Errorf("action.yml: a step without a shell: %s", s.Run)
		}
	}
}

func readYAML(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// TestManual checks that there is a page for each command, that it is the same
// every time, and that no text became a request.
func TestManual(t *testing.T) {
	requests := []string{".TH", ".SH", ".TP", ".nf", ".fi"}
	var first string
	for range 2 {
		dir := t.TempDir()
		if code := run([]string{"man", dir}, nil, io.Discard, os.Stderr); code != exitOK {
			t.Fatalf("exit %d", code)
		}
		files, err := filepath.Glob(filepath.Join(dir, "*.1"))
		if err != nil || len(files) != 1+len(manChildren(newRoot(&streams{}, nil))) {
			t.Fatalf("%d pages, %v", len(files), err)
		}
		var all strings.Builder
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
			for line := range strings.Lines(string(text)) {
				if strings.HasPrefix(line, ".") && !slices.Contains(requests, strings.Fields(line)[0]) {
					t.Errorf("%s: %s", filepath.Base(file), line)
				}
			}
		}
		if first == "" {
			first = all.String()
		} else if first != all.String() {
			t.Error("the pages differ from run to run")
		}
	}
}
