package report

import (
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/payload"
)

// textPayload is a text of which only the lines matter.
func textPayload(text string) *Payload {
	doc := &payload.Document{}
	_ = doc.Parse([]byte(text), 0) // what is no JSON has lines as well
	return &Payload{Source: "a.json", Text: input.Text{Line: 1, Column: 1, Bytes: doc.Text}, Result: &check.Result{Doc: doc}}
}

func snippetOf(text string, start, end int) string {
	o := Options{Palette: NewPalette(false)}
	var b strings.Builder
	o.snippet(&b, textPayload(text), start, end)
	return b.String()
}

// TestSnippet marks what stands between « and » in each text.
func TestSnippet(t *testing.T) {
	long := strings.Repeat("x", 500)
	for _, c := range []struct{ name, text, line, marks string }{
		{"plain", `{"amount": «"7000"»}`, `{"amount": "7000"}`, "           ^~~~~~"},
		{"second line", "{\n  «true»", "  true", "  ^~~~"},
		{"CRLF", "{\r\n  «true»\r\n}", "  true", "  ^~~~"},
		{"the line end itself", "{\r\n  1«\r\n»}", "  1", "   ^"},
		{"tabs", "\t\t«1»\t2", "  1 2", "  ^"},
		{"wide characters before", `"日本" «1»`, `"日本" 1`, "       ^"},
		{"wide characters within", `«"日本"»`, `"日本"`, "^~~~~~"},
		{"combining characters", "e\u0301 «e\u0301x»", "e\u0301 e\u0301x", "  ^~"},
		{"broken UTF-8", "\"\xff\xc3\" «\"\xe6\x97\"»", "\"��\" \"��\"", "     ^~~~"},
		{"control characters", "\x1b[31m «\x00»", "�[31m �", "      ^"},
		{"direction override", "\u202e«1»", "�1", " ^"},
		{"empty span", `{"a"«» 1}`, `{"a" 1}`, "    ^"},
		{"several lines", "{\"a\": «[\n1,\n2]»}", `{"a": [`, "      ^"},
		{"end of text", `{"a":«»`, `{"a":`, "     ^"},
		{"end of text after spaces", "{  «»", "{  ", "   ^"},
		{"end of text on an empty line", "{\n«»", "", "^"},
		{"spaces after the span", "«1»   ", "1", "^"},
		{
			"long line", long + "«7»" + long,
			"…" + long[:39] + "7" + long[:58] + "…", strings.Repeat(" ", 40) + "^",
		},
		{"long span", "«" + long + "»", long[:99] + "…", "^" + strings.Repeat("~", 99)},
		{"long line, span at its end", long + "«7»", "…" + long[:39] + "7", strings.Repeat(" ", 40) + "^"},
		{
			"long line of wide characters", strings.Repeat("日", 300) + "«7»",
			"…" + strings.Repeat("日", 19) + "7", strings.Repeat(" ", 39) + "^",
		},
	} {
		before, rest, _ := strings.Cut(c.text, "«")
		span, after, ok := strings.Cut(rest, "»")
		if !ok {
			t.Fatalf("%s: no span in %q", c.name, c.text)
		}
		got := snippetOf(before+span+after, len(before), len(before)+len(span))
		lines := strings.Split(got, "\n")
		line, marks := strings.SplitN(lines[0], "| ", 2)[1], strings.SplitN(lines[1], "| ", 2)[1]
		if line != c.line || marks != c.marks {
			t.Errorf("%s:\n%s\nwant\n%q\n%q", c.name, got, c.line, c.marks)
		}
	}
	p := textPayload("x\n y")
	p.Inline = true
	var b strings.Builder
	o := Options{Palette: NewPalette(false)}
	o.snippet(&b, p, 0, 1)
	o.snippet(&b, p, 3, 4)
	if got := b.String(); got != "    1 | …x\n      |  ^\n    2 |  y\n      |  ^\n" {
		t.Errorf("text behind other text has the snippets\n%s", got)
	}
	p, b = textPayload(""), strings.Builder{}
	p.Inline = true
	if o.snippet(&b, p, 0, 0); b.String() != "    1 | …\n      |  ^\n" {
		t.Errorf("the end of a line has the snippet\n%s", b.String())
	}
	if got := snippetOf("", 0, 0); got != "" {
		t.Errorf("an empty text has the snippet %q", got)
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		text        string
		columns     int
		right, left string
	}{
		{"abc", 3, "abc", "abc"},
		{"abcd", 3, "ab…", "…cd"},
		{"日本語", 5, "日本…", "…本語"},
		{"日本語", 4, "日…", "…語"},
		{"ae\u0301b", 2, "a…", "…b"},
		{"", 0, "", ""},
	} {
		if right, left := clipRight(c.text, c.columns), clipLeft(c.text, c.columns); right != c.right || left != c.left {
			t.Errorf("%q to %d columns: %q and %q, want %q and %q", c.text, c.columns, right, left, c.right, c.left)
		}
	}
}

func FuzzSnippet(f *testing.F) {
	f.Add("{\r\n  \"日\t本\": \xff\x1b}", 9, 14)
	f.Add(strings.Repeat("e\u0301", 900), 900, 1200)
	f.Add("{   ", 4, 4)
	f.Add("\n\n", 0, 2)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		start = min(max(start, 0), len(text))
		end = min(max(end, start), len(text))
		got := snippetOf(text, start, end)
		if text == "" {
			return
		}
		lines := strings.Split(got, "\n")
		if len(lines) != 3 {
			t.Fatalf("%d lines in %q", len(lines)-1, got)
		}
		if line, marks := displayWidth(lines[0]), displayWidth(lines[1]); marks > line+1 {
			t.Errorf("the marks are %d columns wide, the line %d:\n%s", marks, line, got)
		}
		if strings.ContainsFunc(strings.Join(lines, ""), obeyed) {
			t.Errorf("control characters in %q", got)
		}
	})
}
