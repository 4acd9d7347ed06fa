package report

import (
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/check"
)

// TestAnnotationLimit checks that each level has its ten and the rest is
// counted in one more line.
func TestAnnotationLimit(t *testing.T) {
	p := hostilePayload(t, "text")
	finding := p.Findings[0]
	p.Findings = nil
	for severity, count := range map[check.Severity]int{check.Error: 12, check.Warning: 10, check.Note: 11} {
		finding.Severity = severity
		for range count {
			p.Findings = append(p.Findings, finding)
		}
	}
	for notes, want := range map[bool]string{
		false: "::notice title=vhook::2 errors more, without annotations",
		true:  "::notice title=vhook::2 errors, 1 note more, without annotations",
	} {
		var b strings.Builder
		r := newGitHub(&b, Options{Notes: notes})
		if err := r.Payload(p); err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(b.String()), "\n")
		if last := lines[len(lines)-1]; last != want {
			t.Errorf("with Notes %t the last line is %q, want %q", notes, last, want)
		}
		levels := map[string]int{}
		for _, line := range lines[:len(lines)-1] {
			level, _, _ := strings.Cut(line, " ")
			levels[level]++
		}
		if levels["::error"] != 10 || levels["::warning"] != 10 || levels["::notice"] != 0 && !notes || notes && levels["::notice"] != 10 {
			t.Errorf("with Notes %t: %v", notes, levels)
		}
	}
}

func TestAnnotationPlace(t *testing.T) {
	for _, c := range []struct{ source, text, want string }{
		{"./dir//a,b:c.json", "[]", "::error file=dir/a%2Cb%3Ac.json,line=1,col=1,endLine=1,endColumn=3,title=json/object::"},
		{"a.json", "[\n]", "::error file=a.json,line=1,endLine=2,title=json/object::"},
		{"-", "\n[]", "::error title=json/object::2:1: "},
	} {
		got := reportOn(t, formatNamed(t, "github"), testOptions(t), []source{{c.source, c.text}})
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %q, want %q...", c.source, got, c.want)
		}
	}
}

// TestActionsLog checks that no line of the log but an annotation can be read
// as a workflow command.
func TestActionsLog(t *testing.T) {
	p := hostilePayload(t, "::add-mask::x ##[add-mask]x")
	p.Source = " ::stop-commands::x"
	var b strings.Builder
	if err := NewActions(&b, testOptions(t)).Payload(p); err != nil {
		t.Fatal(err)
	}
	commands := 0
	for line := range strings.Lines(b.String()) {
		switch {
		case strings.HasPrefix(line, "::error file="):
			commands++
		case strings.HasPrefix(strings.TrimSpace(line), "::"), strings.Contains(line, "##["):
			t.Errorf("a command in the log: %q", line)
		}
	}
	if commands != 1 {
		t.Errorf("%d annotations in\n%s", commands, b.String())
	}
}
