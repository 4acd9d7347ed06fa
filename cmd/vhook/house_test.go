package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/vhook/vhook/"

// house says which packages of this module, and which of the libraries that
// have one home only, each package may import.
var house = map[string]string{
	"pkg/payload":  "gjson",
	"pkg/input":    "payload",
	"pkg/schema":   "payload",
	"pkg/event":    "payload schema",
	"pkg/check":    "payload schema event",
	"pkg/summary":  "payload event",
	"pkg/report":   "payload schema event check summary input color",
	"pkg/config":   "schema event check yaml",
	"pkg/baseline": "check",
	"cmd/vhook":    "config baseline payload schema event check summary input report cobra",
}

// homes names the libraries that have one home only.
var homes = map[string]string{
	"github.com/spf13/cobra":          "cobra",
	"github.com/fatih/color":          "color",
	"github.com/tidwall/gjson":        "gjson",
	"github.com/goccy/go-yaml/ast":    "yaml",
	"github.com/goccy/go-yaml/parser": "yaml",
	"github.com/goccy/go-yaml/token":  "yaml",
}

func TestImportTable(t *testing.T) {
	for dir, allowed := range house {
		for file, parsed := range sources(t, dir) {
			for _, spec := range parsed.Imports {
				path, _ := strconv.Unquote(spec.Path.Value)
				name := homes[path]
				if rest, ok := strings.CutPrefix(path, module+"pkg/"); ok {
					name = rest
				}
				if name != "" && !slices.Contains(strings.Fields(allowed), name) {
					t.Errorf("%s imports %s", file, path)
				}
			}
		}
	}
	dirs, err := os.ReadDir("../../pkg")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		if _, ok := house["pkg/"+d.Name()]; !ok {
			t.Errorf("pkg/%s has no row in the import table", d.Name())
		}
	}
}

// TestLibrariesAreQuiet checks that packages under pkg/ leave the process
// alone: they neither end it nor print, and do nothing on being imported.
func TestLibrariesAreQuiet(t *testing.T) {
	for dir := range house {
		if !strings.HasPrefix(dir, "pkg/") {
			continue
		}
		for file, parsed := range sources(t, dir) {
			ast.Inspect(parsed, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncDecl:
					if n.Name.Name == "init" && n.Recv == nil {
						t.Errorf("%s has an init function", file)
					}
				case *ast.SelectorExpr:
					if loud(n) {
						t.Errorf("%s uses %s.%s", file, n.X, n.Sel)
					}
				}
				return true
			})
		}
	}
}

func loud(n *ast.SelectorExpr) bool {
	x, ok := n.X.(*ast.Ident)
	if !ok {
		return false
	}
	switch x.Name {
	case "os":
		return n.Sel.Name == "Exit" || n.Sel.Name == "Stdout" || n.Sel.Name == "Stderr"
	case "fmt":
		return strings.HasPrefix(n.Sel.Name, "Print")
	}
	return x.Name == "log"
}

// sources parses the files of a package that are no tests.
func sources(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../..", dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", dir, len(files), err)
	}
	parsed := map[string]*ast.File{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		parsed[file] = f
	}
	return parsed
}
