package report

import (
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/check"
)

func textOf(t *testing.T, o Options, payloads ...*Payload) string {
	t.Helper()
	var b strings.Builder
	r := newText(&b, o)
	for _, p := range payloads {
		if err := r.Payload(p); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	valid := textPayload("{}")
	found := textPayload(`{"a":1}`)
	found.Index, found.Line, found.Column = 1, 7, 3
	found.Findings = []check.Finding{
		{Rule: "x/note", Severity: check.Note, Message: "noted", Start: 0, End: 1},
		{
			Rule: "x/error", Severity: check.Error, Message: "wrong", Pointer: "/a", Place: "order", Help: "mend it", Start: 5, End: 6,
			Related: []check.Related{{Pointer: "/b", Start: 1, End: 4}, {Start: 0, End: 1, Message: "as told"}},
		},
	}
	const wrong = `a.json:7:8: error: wrong [x/error]
    7 | {"a":1}
      |      ^
      = at /a in order
      = see 7:4: /b
      = see 7:3: as told
      help: mend it
`
	const noted = `a.json:7:3: note: noted [x/note]
    7 | {"a":1}
      | ^
`
	const total = "2 payloads: 1 valid, 1 invalid; 1 error, 0 warnings, 1 note\n"
	off := NewPalette(false)
	for _, c := range []struct {
		name    string
		options Options
		want    string
	}{
		{"default", Options{Palette: off}, "a.json: valid unknown event\n" + wrong + total},
		{"notes", Options{Palette: off, Notes: true}, "a.json: valid unknown event\n" + noted + wrong + total},
		{"quiet", Options{Palette: off, Quiet: true}, wrong},
	} {
		if got := textOf(t, c.options, valid, found); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	painted := textOf(t, Options{Palette: NewPalette(true)}, found)
	if !strings.Contains(painted, "\x1b[31;1merror:\x1b[") || !strings.Contains(painted, "\x1b[32m^\x1b[") {
		t.Errorf("no colours in %q", painted)
	}
}
