package config_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/config"
)

var update = flag.Bool("update", false, "rewrite testdata/errors.txtar")

const errorArchive = "testdata/errors.txtar"

// TestErrors reads each configuration of an archive, where "NAME/error" follows
// the files of a case and says what is wrong with them.
func TestErrors(t *testing.T) {
	archive, err := txtar.ParseFile(errorArchive)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for i := range archive.Files {
		f := &archive.Files[i]
		name, file, _ := strings.Cut(f.Name, "/")
		if file != "error" {
			fsys[file] = &fstest.MapFile{Data: f.Data}
			continue
		}
		_, err := config.Read(fsys, config.FileName)
		switch got := message(err); {
		case *update:
			f.Data = []byte(got)
		case got != string(f.Data):
			t.Errorf("%s:\ngot  %swant %s", name, got, f.Data)
		}
		fsys = fstest.MapFS{}
	}
	if *update {
		if err := os.WriteFile(errorArchive, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func message(err error) string {
	if err == nil {
		return "accepted\n"
	}
	return err.Error() + "\n"
}

func read(t *testing.T, text string) *config.Config {
	t.Helper()
	c, err := config.Read(fstest.MapFS{config.FileName: {Data: []byte(text)}}, config.FileName)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestApply(t *testing.T) {
	c := read(t, `
rules:
  - {rule: "order/*", severity: warning}
  - {rule: order/total, path: "legacy/**", severity: off}
  - {rule: schema/*, pointer: /data/order/items/*/metadata/**, severity: note}
  - {rule: "**", path: "strict/*", severity: error}
`)
	for _, test := range []struct{ path, rule, pointer, want string }{
		{"a.json", "order/total", "/order/total_amount", "warning"},
		{"legacy/a.json", "order/total", "/order/total_amount", "off"},
		{"legacy/deep/a.json", "order/total", "/order/total_amount", "off"},
		{"legacy/a.json", "order/amount", "/order/amount", "warning"},
		{"a.json", "schema/type", "/data/order/items/3/metadata/shop", "note"},
		{"a.json", "schema/type", "/data/order/items/3/price", "error"},
		{"strict/a.json", "order/total", "", "error"},
		{"strict/deep/a.json", "order/total", "", "warning"},
		{"../a.json", "order/total", "", "warning"},
	} {
		r := &check.Result{Findings: []check.Finding{{Rule: test.rule, Pointer: test.pointer, Severity: check.Error}}}
		c.Apply(test.path, r)
		got := "off"
		if len(r.Findings) > 0 {
			got = r.Findings[0].Severity.String()
		}
		if got != test.want {
			t.Errorf("%s of %s at %q: got %s, want %s", test.rule, test.path, test.pointer, got, test.want)
		}
	}
}

// What is no JSON was not checked, and must not pass for valid.
func TestApplyKeepsSyntaxErrors(t *testing.T) {
	r := &check.Result{Broken: true, Findings: []check.Finding{{Rule: "json/syntax", Severity: check.Error}}}
	read(t, `rules: [{rule: "json/*", severity: off}]`).Apply("a.json", r)
	if r.Valid() {
		t.Error("a text that is no JSON became valid")
	}
}

func TestPaths(t *testing.T) {
	c := read(t, `
ignore: ["tmp/**", "*.draft.json"]
events:
  - {path: "orders/**", event: customer.order.paid}
  - {path: "orders/new/*", event: customer.order.created}
`)
	for path, want := range map[string]bool{"tmp/a/b.json": true, "x.draft.json": true, "a/x.draft.json": false, "a.json": false} {
		if got := c.Ignores(path); got != want {
			t.Errorf("Ignores(%q): got %v", path, got)
		}
	}
	for path, want := range map[string]string{
		"orders/a.json": "customer.order.paid", "orders/new/a.json": "customer.order.created", "a.json": "",
	} {
		if got := c.Event(path); got != want {
			t.Errorf("Event(%q): got %q, want %q", path, got, want)
		}
	}
}

func TestSettings(t *testing.T) {
	c := read(t, "\ufeffformat: json\nfail-on: warning\nnotes: true\n")
	var got []string
	for _, s := range c.Settings {
		got = append(got, s.Name+"="+s.Value+" "+s.Place.Errorf("").Error())
	}
	want := []string{"format=json .vhook.yaml:1:9: ", "fail-on=warning .vhook.yaml:2:10: ", "notes=true .vhook.yaml:3:8: "}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestTemplate checks that what vhook init writes can be read, both as it is
// and with its examples put to use.
func TestTemplate(t *testing.T) {
	if c := read(t, string(config.Template())); len(c.Settings) > 0 {
		t.Errorf("the template sets %v", c.Settings)
	}
	var used bytes.Buffer
	for line := range bytes.Lines(config.Template()) {
		if rest, ok := bytes.CutPrefix(line, []byte("#: ")); ok {
			line = rest
		}
		used.Write(line)
	}
	fsys := fstest.MapFS{
		config.FileName:               {Data: used.Bytes()},
		"schemas/order-metadata.json": {Data: []byte(`{"type": "object"}`)},
		"schemas/thank-you.json":      {Data: []byte(`true`)},
	}
	c, err := config.Read(fsys, config.FileName)
	if err != nil {
		t.Fatalf("%v\n%s", err, used.Bytes())
	}
	if len(c.Settings) != 3 || len(c.Metadata) != 1 || len(c.Custom) != 1 || !c.Ignores("testdata/broken/a.json") {
		t.Errorf("got %+v", c)
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"repo/.git", "repo/a/b", "repo/own"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{config.FileName, "repo/own/" + config.FileName} {
		if err := os.WriteFile(filepath.Join(root, file), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for dir, want := range map[string]string{"repo/a/b": "", "repo": "", "repo/own": "repo/own/.vhook.yaml", ".": ".vhook.yaml"} {
		if want != "" {
			want = filepath.Join(root, want)
		}
		if got := config.Find(filepath.Join(root, dir)); got != want {
			t.Errorf("Find(%s): got %q, want %q", dir, got, want)
		}
	}
}

// FuzzConfig makes sure that no text makes the reader panic.
func FuzzConfig(f *testing.F) {
	archive, err := txtar.ParseFile(errorArchive)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Data)
	}
	f.Add(config.Template())
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := config.Read(fstest.MapFS{config.FileName: {Data: text}}, config.FileName)
		if err != nil {
			return
		}
		c.Apply("a.json", &check.Result{Findings: []check.Finding{{Rule: "order/total", Severity: check.Error}}})
		c.Ignores("a/b.json")
		c.Event("a/b.json")
	})
}
