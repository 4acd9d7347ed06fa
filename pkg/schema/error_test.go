package schema_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/vhook/vhook/pkg/schema"
)

const schemaFile = "schema.json"

// errorCase is a directory of schemas that do not compile, see errors.txtar.
type errorCase struct {
	name, want string
	text       strings.Builder // its files but for the one that is expected
	fsys       fstest.MapFS
}

// readErrorCases splits an archive, where "-- NAME --" starts a file and what
// precedes the first is for readers.
func readErrorCases(t testing.TB) (comment string, cases []*errorCase) {
	t.Helper()
	text, err := os.ReadFile(errorArchive)
	if err != nil {
		t.Fatal(err)
	}
	comment, rest, _ := strings.Cut(string(text), "\n-- ")
	for _, entry := range strings.Split(rest, "\n-- ") {
		header, data, ok := strings.Cut(entry, " --\n")
		name, file, inside := strings.Cut(header, "/")
		if !ok || !inside {
			t.Fatalf("malformed entry %q", entry)
		}
		if len(cases) == 0 || cases[len(cases)-1].name != name {
			cases = append(cases, &errorCase{name: name, fsys: fstest.MapFS{}})
		}
		c := cases[len(cases)-1]
		if file == "error" {
			c.want = strings.TrimSpace(data)
			continue
		}
		c.fsys[file] = &fstest.MapFile{Data: []byte(data)}
		c.text.WriteString("\n-- " + header + " --\n" + data)
	}
	return comment, cases
}

var errorArchive = filepath.Join(caseDir, "errors.txtar")

func TestCompileErrors(t *testing.T) {
	comment, cases := readErrorCases(t)
	for _, c := range cases {
		_, err := schema.NewCompiler(c.fsys).Compile(schemaFile)
		_, located := errors.AsType[*schema.CompileError](err)
		switch {
		case !located:
			t.Errorf("%s: got %v, want a CompileError", c.name, err)
		case *update:
			c.want = err.Error()
		case err.Error() != c.want:
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, err, c.want)
		}
	}
	if *update {
		writeErrorCases(t, comment, cases)
	}
}

func writeErrorCases(t testing.TB, comment string, cases []*errorCase) {
	t.Helper()
	var out strings.Builder
	out.WriteString(comment)
	for _, c := range cases {
		out.WriteString(c.text.String() + "\n-- " + c.name + "/error --\n" + c.want)
	}
	out.WriteString("\n")
	if err := os.WriteFile(errorArchive, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCompileFragment(t *testing.T) {
	fsys := files(`{"x-sign": {"$ref": "#/$defs/a"}, "$defs": {"a": {"title": "A", "type": "null"}}}`, nil)
	c := schema.NewCompiler(fsys)
	s, err := c.Compile("schema.json#/x-sign")
	if err != nil || s.Ref().Title() != "A" || s.Location() != "schema.json#/x-sign" {
		t.Errorf("got %v, %v", s, err)
	}
	if _, err := c.Compile("schema.json#/y"); err == nil || err.Error() != "schema.json#/y: nothing there" {
		t.Errorf("got %v", err)
	}
	if _, err := c.Compile("none.json"); !errors.Is(err, fs.ErrNotExist) || err.Error() != "none.json: file does not exist" {
		t.Errorf("got %v", err)
	}
}

// What one document spoils must not pass as compiled for another.
func TestCompileAfterError(t *testing.T) {
	fsys := files(`{"$ref": "good.json", "items": {"$ref": "bad.json"}}`, map[string]string{
		"good.json":  `{"type": "object", "properties": {"a": {"$ref": "schema.json#/items"}}}`,
		"bad.json":   `{"nonsense": 1}`,
		"other.json": `{"type": "string"}`,
	})
	c := schema.NewCompiler(fsys)
	for range 2 {
		for _, name := range []string{schemaFile, "good.json", "bad.json"} {
			if _, err := c.Compile(name); err == nil || !strings.HasPrefix(err.Error(), "bad.json:1:2: ") {
				t.Errorf("%s: got %v", name, err)
			}
		}
	}
	if _, err := c.Compile("other.json"); err != nil {
		t.Error(err)
	}
}
