package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/report"
)

const readme = "../../README.md"

// TestReadme runs the commands on the README's screens, fills in its tables,
// and compares.
func TestReadme(t *testing.T) {
	path, err := filepath.Abs(readme)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	readmeFiles(t)
	screens := regexp.MustCompile("(?ms)^```console\n(.*?)^```$")
	text = screens.ReplaceAllFunc(text, func(screen []byte) []byte { return []byte(runScreen(t, string(screen))) })
	for name, table := range map[string]string{"rules": ruleTable(), "formats": formatTable()} {
		place := regexp.MustCompile("(?s)<!-- " + name + " -->\n.*?<!-- end -->")
		text = place.ReplaceAllLiteral(text, []byte("<!-- "+name+" -->\n"+table+"<!-- end -->"))
	}
	golden(t, path, text)
}

// readmeFiles makes the files that the README's commands name.
func readmeFiles(t *testing.T) {
	t.Helper()
	events, err := filepath.Abs("../../testdata/events")
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(events, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	t.Chdir(t.TempDir())
	payload := read("redemption.succeeded/seed.json")
	broken := strings.Replace(read("customer.order.paid/stack-of-redeemables-webhook.json"), `"status": "PAID"`, `"status": "PAYED"`, 1)
	total := regexp.MustCompile(`"total_amount": (\d+)`)
	broken = strings.Replace(broken, total.FindString(broken), `"total_amount": 1`, 1)
	files := map[string]string{
		"payload.json":    payload,
		"broken.json":     broken,
		"bare.json":       read("customer.order.paid/seed.json"),
		"captured.ndjson": read("redemption.succeeded/percent-code-webhook.json") + read("customer.order.updated/amended-webhook.json") + read("customer.order.paid/stack-of-redeemables-webhook.json"),
	}
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// runScreen runs each command of a screen and returns the screen with what
// they print.
func runScreen(t *testing.T, screen string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("```console\n")
	for line := range strings.SplitSeq(screen, "\n") {
		command, ok := strings.CutPrefix(line, "$ vhook ")
		if !ok {
			continue
		}
		command, lines, cut := strings.Cut(command, " | head -")
		var out, errOut bytes.Buffer
		run(strings.Fields(command), nil, &out, &errOut)
		if cut {
			cutLines(&out, lines)
		}
		if errOut.Len() > 0 {
			t.Errorf("%s prints to standard error: %s", line, errOut.String())
		}
		fmt.Fprintf(&b, "%s\n%s", line, out.String())
	}
	b.WriteString("```")
	return b.String()
}

// cutLines keeps the first lines of an output, as head does.
func cutLines(out *bytes.Buffer, count string) {
	n, _ := strconv.Atoi(count)
	lines := strings.SplitAfterN(out.String(), "\n", n+1)
	out.Reset()
	out.WriteString(strings.Join(lines[:min(n, len(lines))], ""))
}

func formatTable() string {
	var b strings.Builder
	b.WriteString("| `--format` | is |\n|---|---|\n")
	for _, f := range report.Formats() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", f.Name, f.Title)
	}
	return b.String()
}

func ruleTable() string {
	var b strings.Builder
	b.WriteString("| rule | severity | what holds |\n|---|---|---|\n")
	for _, r := range check.Rules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.ID, r.Severity, r.Title)
	}
	return b.String()
}
