package config

import (
	"slices"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/vhook/vhook/pkg/check"
)

// override gives the findings that its globs match another severity; zero
// drops them. Empty globs match everything.
type override struct {
	rule, path, pointer string
	severity            check.Severity
}

// expectation says of which event the payloads at a path are.
type expectation struct{ path, event string }

// Event returns the event that the payloads in a file are expected to be of,
// "" where nothing is said. The last entry that matches counts.
func (c *Config) Event(path string) string {
	for _, e := range slices.Backward(c.expected) {
		if matches(e.path, path) {
			return e.event
		}
	}
	return ""
}

// Ignores reports whether a file is not to be looked at.
func (c *Config) Ignores(path string) bool {
	return slices.ContainsFunc(c.ignored, func(glob string) bool { return matches(glob, path) })
}

// Apply gives the findings on a payload in a file the severities that the
// configuration asks for. The last override that matches counts. What makes a
// text no JSON stays: nothing else was checked.
func (c *Config) Apply(path string, r *check.Result) {
	overrides := c.at(path)
	if len(overrides) == 0 || r.Broken {
		return
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f check.Finding) bool { return severity(overrides, &f) == 0 })
	for i := range r.Findings {
		r.Findings[i].Severity = severity(overrides, &r.Findings[i])
	}
}

// at returns the overrides for a file.
func (c *Config) at(path string) []override {
	var list []override
	for _, o := range c.overrides {
		if o.path == "" || matches(o.path, path) {
			list = append(list, o)
		}
	}
	return list
}

func severity(overrides []override, f *check.Finding) check.Severity {
	for _, o := range slices.Backward(overrides) {
		if matches(o.rule, f.Rule) && (o.pointer == "" || matches(o.pointer, f.Pointer)) {
			return o.severity
		}
	}
	return f.Severity
}

// matches reports whether a glob, which was found well-formed, matches a name:
// * stands for anything but a slash, ** for any number of steps.
func matches(glob, name string) bool { return doublestar.MatchUnvalidated(glob, name) }
