package input

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree lists the files that [TestFind] makes.
var tree = strings.Fields(`
	a/b.json a/c.txt a/z.NDJSON.gz a.json b/1.jsonl b/2.json b/.hidden.json b/.git/x.json b/node_modules/y.json
	b/deep/er/3.ndjson odd[1].json readme.md`)

func TestFind(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, file := range tree {
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	link(t, "../a/b.json", "b/link.json")
	link(t, "..", "b/deep/loop")
	link(t, "nowhere", "b/deep/dangling.json")
	loops := []string{"b/deep/dangling.json: ", "b/deep/loop: "}
	cases := []struct {
		paths, ignore string
		files         string
		errs          []string
	}{
		{"a", "", "a/b.json a/z.NDJSON.gz", nil},
		{"a/ a/b.json ./a/b.json", "", "./a/b.json a/z.NDJSON.gz", nil},
		{"readme.md - missing - ./-", "", "- ./- missing readme.md", nil},
		{"odd[1].json", "", "odd[1].json", nil},
		{"a/*", "", "a/b.json a/c.txt a/z.NDJSON.gz", nil},
		{"*.json", "", "a.json odd[1].json", nil},
		{"./*.json", "a*", "./odd[1].json", nil},
		{"{a,b}/*.json", "", "a/b.json b/2.json b/link.json", nil},
		{"b/.*.json", "", "b/.hidden.json", nil},
		{"*/d*", "dangling*", "b/deep/er/3.ndjson", loops[1:]},
		{"nothing/*.json", "", "", []string{"nothing/*.json: no file fits"}},
		{"a/*.xml", "", "", []string{"a/*.xml: no file fits"}},
		{"b", "", "b/1.jsonl b/2.json b/deep/er/3.ndjson b/link.json", loops},
		{"b", "deep", "b/1.jsonl b/2.json b/link.json", nil},
		{"b", "deep/* *.jsonl", "b/2.json b/link.json", nil},
		{"b/**/*.ndjson", "deep/loop deep/dangling.json", "b/deep/er/3.ndjson", nil},
	}
	for _, c := range cases {
		files, _, errs := Find(strings.Fields(c.paths), strings.Fields(c.ignore))
		if got := strings.Join(files, " "); got != c.files {
			t.Errorf("%s: got %s, want %s", c.paths, got, c.files)
		}
		if !slices.EqualFunc(errs, c.errs, func(err error, want string) bool { return strings.Contains(err.Error(), want) }) {
			t.Errorf("%s: got errors %v, want %v", c.paths, errs, c.errs)
		}
	}
}

func link(t *testing.T, to, from string) {
	t.Helper()
	if err := os.Symlink(to, from); err != nil {
		t.Skip("no symbolic links here:", err)
	}
}

func TestFindTellsUnreadableFolders(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads every folder")
	}
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("d/closed", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("d/x.json", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	os.Chmod("d/closed", 0)
	defer os.Chmod("d/closed", 0o777)
	files, _, errs := Find([]string{"d"}, nil)
	if !slices.Equal(files, []string{"d/x.json"}) || len(errs) != 1 {
		t.Errorf("got %v, %v", files, errs)
	}
}
