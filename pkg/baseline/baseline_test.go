package baseline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/baseline"
	"github.com/vhook/vhook/pkg/check"
)

// result makes a result of findings that are written "rule pointer".
func result(severity check.Severity, findings ...string) *check.Result {
	r := &check.Result{}
	for _, f := range findings {
		rule, pointer, _ := strings.Cut(f, " ")
		r.Findings = append(r.Findings, check.Finding{Rule: rule, Pointer: pointer, Severity: severity})
	}
	return r
}

func parse(t *testing.T, text string) *baseline.Baseline {
	t.Helper()
	b, err := baseline.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const known = `{
  "version": 1,
  "findings": [
    {"path":"a.json","rule":"order/total","pointer":"/order/total_amount","count":2},
    {"path":"b.json","rule":"schema/type","pointer":"","count":1}
  ]
}
`

func TestText(t *testing.T) {
	b := &baseline.Baseline{}
	b.Record("b.json", result(check.Warning, "schema/type "), check.Warning)
	b.Record("a.json", result(check.Error, "order/total /order/total_amount"), check.Warning)
	b.Record("a.json", result(check.Error, "order/total /order/total_amount"), check.Warning)
	b.Record("a.json", result(check.Note, "schema/unlisted /x"), check.Warning)
	if got := b.Text(); string(got) != known {
		t.Errorf("got\n%s", got)
	}
	if got := parse(t, known).Text(); string(got) != known {
		t.Errorf("read and written again:\n%s", got)
	}
	if got := new(baseline.Baseline).Text(); len(parse(t, string(got)).Entries()) != 0 {
		t.Errorf("empty: %s", got)
	}
}

func TestSuppress(t *testing.T) {
	b := parse(t, known)
	const total = "order/total /order/total_amount"
	for i, want := range []int{1, 1, 0} { // the entry counts two
		r := result(check.Error, "order/amount /order/amount", total)
		if b.Suppress("a.json", r); r.Suppressed != want || len(r.Findings) != 2-want || r.Valid() {
			t.Errorf("payload %d: %d suppressed, %v left, want %d suppressed", i, r.Suppressed, r.Findings, want)
		}
	}
	r := result(check.Error, total)
	if b.Suppress("c.json", r); r.Suppressed != 0 {
		t.Error("a finding on another file was suppressed")
	}
}

func TestStale(t *testing.T) {
	none := func(string) bool { return false }
	b := parse(t, known)
	if got := b.Stale(none); got != nil {
		t.Errorf("nothing was looked at: %v", got)
	}
	b.Suppress("a.json", result(check.Error, "order/total /order/total_amount"))
	if got := fmt.Sprint(b.Stale(none)); got != "[{a.json order/total /order/total_amount 1}]" {
		t.Errorf("one of two is left: %s", got)
	}
	gone := func(path string) bool { return path == "b.json" }
	if got := b.Stale(gone); len(got) != 2 {
		t.Errorf("one file is gone: %v", got)
	}
}

func TestAdopt(t *testing.T) {
	b := &baseline.Baseline{}
	b.Adopt(parse(t, known), func(path string) bool { return path == "b.json" })
	if got := fmt.Sprint(b.Entries()); got != "[{b.json schema/type  1}]" {
		t.Error(got)
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		``:                 "no baseline: unexpected end of JSON input",
		`[]`:               "no baseline: json: cannot unmarshal array",
		`{"findings": []}`: "a baseline of version 0, want 1",
		`{"version": 1, "findings": [{"path": "a", "rule": "order/total", "pointer": ""}]}`: `an entry needs a "rule" and a "count"`,
	} {
		if _, err := baseline.Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}
