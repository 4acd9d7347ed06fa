package report

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/payload"
)

// hostileParts are what breaks out of one format or another.
var hostileParts = []string{
	"a", " ", "ü", "日本", "e\u0301", "\U0001f600", "\n", "\r\n", "\t", "\x00", "\x1b[31m", "\x7f", "\u009b2J", "\u202e", "\u2028",
	"\xff", "\xc3", "\ufffe", "]]>", "<!--", "-->", "<b>", "&amp;", "&", `"`, "'", "|", "`", "``", `\`, "*", "_", "[x](http://e.com)",
	"@octocat", "www.e.com", "#1", "# skip", " # TODO", "%", "%0A", "%25", "::error::", "##[add-mask]", ":", ",", "{0}", "{{.x}}", "---",
	"...", "- ", "!!str ", "1..1", "not ok 1", "$(x)",
}

// hostile puts parts together at random.
func hostile(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(6) {
		b.WriteString(hostileParts[r.IntN(len(hostileParts))])
	}
	return b.String()
}

// hostilePayload has one finding, with the same text in all it says.
func hostilePayload(t testing.TB, text string) *Payload {
	t.Helper()
	doc := &payload.Document{}
	if err := doc.Parse([]byte(`{"a":1}`), 0); err != nil {
		t.Fatal(err)
	}
	return &Payload{
		Source: "x" + text,
		Text:   input.Text{Line: 1, Column: 1, Bytes: doc.Text},
		Result: &check.Result{Doc: doc, Findings: []check.Finding{{
			Rule: "schema/type", Severity: check.Error, Message: text, Pointer: "/" + text, Help: text, Start: 5, End: 6,
		}}},
	}
}

// replaced is text with each malformed byte as the replacement character.
func replaced(text string) string { return string([]rune(text)) }

// readers read the message of the one finding back from each format, and tell
// how it should have survived.
var readers = map[string]struct {
	read func(t *testing.T, report string) string
	want func(text string) string
}{
	"json":     {readJSONMessage, replaced},
	"ndjson":   {readJSONMessage, replaced},
	"github":   {readAnnotation, printable},
	"sarif":    {readSARIFMessage, func(s string) string { return strings.ReplaceAll(replaced(s), "](", "] (") }},
	"junit":    {readJUnitMessage, func(s string) string { return strings.ReplaceAll(printable(s), "\ufffe", "\ufffd") }}, // is no XML
	"tap":      {readTAPMessage, replaced},
	"markdown": {readMarkdownMessage, printable},
	"template": {func(t *testing.T, s string) string { return s }, printable},
}

// TestHostileText checks that text from a payload or a path comes back from
// each format as it went in, and never as anything else than text.
func TestHostileText(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := append([]string{}, hostileParts...)
	for range 150 {
		texts = append(texts, hostile(random))
	}
	o := testOptions(t)
	o.Template, _ = ParseTemplate("message", `{{range .payloads}}{{range .findings}}{{.message}}{{end}}{{end}}`)
	for _, f := range append(Formats(), Format{Name: "actions", New: NewActions}) {
		for _, text := range texts {
			var b strings.Builder
			r := f.New(&b, o)
			if err := r.Payload(hostilePayload(t, text)); err != nil {
				t.Fatal(err)
			}
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			for _, c := range b.String() {
				if obeyed(c) && c != '\n' {
					t.Errorf("%s of %q has the control character %U:\n%q", f.Name, text, c, b.String())
				}
			}
			reader, ok := readers[f.Name]
			if !ok {
				continue
			}
			if got, want := reader.read(t, b.String()), reader.want(text); got != want {
				t.Errorf("%s of %q gives %q, want %q; report:\n%s", f.Name, text, got, want, b.String())
			}
		}
	}
}

func readJSONMessage(t *testing.T, report string) string {
	t.Helper()
	var v struct {
		Payloads []json.RawMessage
		Findings []jsonFinding
	}
	if err := json.Unmarshal([]byte(report), &v); err != nil {
		t.Fatal(err)
	}
	if v.Payloads != nil {
		return readJSONMessage(t, string(v.Payloads[0]))
	}
	return v.Findings[0].Message
}

func readSARIFMessage(t *testing.T, report string) string {
	t.Helper()
	text := readSARIF(t, report).Runs[0].Results[0].Message.Text
	text = strings.NewReplacer("{{", "{", "}}", "}").Replace(text)
	return firstHalf(t, text)
}

// firstHalf takes the help, which is the same text, off a message.
func firstHalf(t *testing.T, text string) string {
	t.Helper()
	half := len(text) / 2
	if text[half] != '\n' || text[:half] != text[half+1:] {
		t.Errorf("%q is not twice the same", text)
	}
	return text[:half]
}

var command = regexp.MustCompile(`^::error file=([^:,\n]*),line=1,col=6,endLine=1,endColumn=7,title=schema/type::(.*)\n$`)

func readAnnotation(t *testing.T, report string) string {
	t.Helper()
	found := command.FindStringSubmatch(report)
	if found == nil {
		t.Fatalf("not one annotation: %q", report)
	}
	if unescapeCommand(found[1]) == "" {
		t.Errorf("no file in %q", report)
	}
	return firstHalf(t, unescapeCommand(found[2]))
}

// unescapeCommand does what the runner of GitHub Actions does.
func unescapeCommand(s string) string {
	for _, pair := range [][2]string{{"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}, {"%25", "%"}} {
		s = strings.ReplaceAll(s, pair[0], pair[1])
	}
	return s
}

type junitFile struct {
	Suites []struct {
		Name  string `xml:"name,attr"`
		Cases []struct {
			Name     string         `xml:"name,attr"`
			File     string         `xml:"file,attr"`
			Failures []junitFailure `xml:"failure"`
			Output   string         `xml:"system-out"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

func readJUnit(t testing.TB, report string) *junitFile {
	t.Helper()
	var file junitFile
	if err := xml.Unmarshal([]byte(report), &file); err != nil {
		t.Fatalf("%v in %q", err, report)
	}
	return &file
}

func readJUnitMessage(t *testing.T, report string) string {
	t.Helper()
	return readJUnit(t, report).Suites[0].Cases[0].Failures[0].Message
}

// tapPoint is a test point of a strict reader of TAP.
type tapPoint struct {
	ok          bool
	description string
	diagnostics []string
}

var tapLine = regexp.MustCompile(`^(not )?ok (\d+) - ((?:[^\\#]|\\\\|\\#)*)$`)

// readTAP takes nothing but what the format writes: a version, numbered test
// points, each with a YAML block or without, and a plan at the end.
func readTAP(t testing.TB, report string) []tapPoint {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(report, "\n"), "\n")
	if lines[0] != "TAP version 14" {
		t.Fatalf("no version: %q", lines[0])
	}
	var points []tapPoint
	last := len(lines) - 1
	for i := 1; i < last; i++ {
		found := tapLine.FindStringSubmatch(lines[i])
		if found == nil || found[2] != strconv.Itoa(len(points)+1) {
			t.Fatalf("line %d is no test point %d: %q", i+1, len(points)+1, lines[i])
		}
		p := tapPoint{ok: found[1] == "", description: strings.NewReplacer(`\\`, `\`, `\#`, `#`).Replace(found[3])}
		if lines[i+1] == "  ---" {
			for i += 2; lines[i] != "  ..."; i++ {
				if !strings.HasPrefix(lines[i], "  ") || i == last {
					t.Fatalf("line %d is not of a YAML block: %q", i+1, lines[i])
				}
				p.diagnostics = append(p.diagnostics, lines[i])
			}
		}
		points = append(points, p)
	}
	if want := fmt.Sprintf("1..%d", len(points)); lines[last] != want {
		t.Fatalf("the plan is %q, want %q", lines[last], want)
	}
	return points
}

func readTAPMessage(t *testing.T, report string) string {
	t.Helper()
	points := readTAP(t, report)
	if len(points) != 1 || points[0].ok {
		t.Fatalf("want one failed test point, got %+v", points)
	}
	var message string
	for _, line := range points[0].diagnostics {
		if quoted, ok := strings.CutPrefix(line, "      message: "); ok {
			if err := json.Unmarshal([]byte(quoted), &message); err != nil {
				t.Fatal(err)
			}
		}
	}
	return message
}

var (
	markdownBar    = regexp.MustCompile(`(?:^|[^\\])\|`)
	markdownEscape = regexp.MustCompile("\\\\([\\\\`*_\\[\\]|#~$])")
	markdownActive = regexp.MustCompile("(^|[^\\\\])[`*_\\[\\]]|@\\w|://|www\\.|#\\d|<[^!b]")
)

// readMarkdownMessage reads the third cell of the one row. In it nothing may
// be left that GitHub would take for markup, a mention or a link.
func readMarkdownMessage(t *testing.T, report string) string {
	t.Helper()
	row := strings.Split(report, "\n")[4]
	// Pairs of backslashes escape each other, not the bar behind them.
	plain := strings.ReplaceAll(row, `\\`, "\x00\x00")
	bars := markdownBar.FindAllStringIndex(plain, -1)
	if len(bars) != 5 {
		t.Fatalf("%d bars in %q", len(bars), row)
	}
	cell, help, ok := strings.Cut(strings.TrimSuffix(row[bars[2][1]+1:bars[3][0]+1], " "), "<br>")
	if !ok || cell != help {
		t.Fatalf("message %q, help %q", cell, help)
	}
	if active := markdownActive.FindString(strings.ReplaceAll(cell, `\\`, "")); active != "" {
		t.Errorf("%q is markup in %q", active, cell)
	}
	return html.UnescapeString(markdownEscape.ReplaceAllString(strings.ReplaceAll(cell, "<!-- -->", ""), "$1"))
}
