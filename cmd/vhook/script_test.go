package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite goldens and generated files")

// TestScripts runs testdata/script/*.txtar. A script's commands are
//
//	vhook ARGS...              runs the program, which must exit with 0
//	exits CODE vhook ARGS...   the same, with another exit code
//	feed FILE                  is standard input of the next run
//	gzip FILE                  becomes FILE.gz
//
// beside those of testscript. The program runs inside the test's process.
func TestScripts(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join(testdata, "script"),
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Values[stdin{}] = new([]byte)
			for _, name := range variables() {
				env.Setenv(name, "")
			}
			env.Setenv("EVENTS", filepath.Join(testdata, "events"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"vhook": func(ts *testscript.TestScript, neg bool, args []string) { runScript(ts, exitOK, args) },
			"exits": scriptExits,
			"feed": func(ts *testscript.TestScript, neg bool, args []string) {
				*ts.Value(stdin{}).(*[]byte) = []byte(ts.ReadFile(args[0]))
			},
			"gzip": func(ts *testscript.TestScript, neg bool, args []string) {
				var z bytes.Buffer
				w := gzip.NewWriter(&z)
				io.WriteString(w, ts.ReadFile(args[0]))
				ts.Check(w.Close())
				file := ts.MkAbs(args[0])
				ts.Check(os.WriteFile(file+".gz", z.Bytes(), 0o644))
				ts.Check(os.Remove(file))
			},
		},
	})
}

// stdin is the key of a script's standard input.
type stdin struct{}

func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || args[1] != "vhook" {
		ts.Fatalf("usage: exits CODE vhook ARGS...")
	}
	code, err := strconv.Atoi(args[0])
	ts.Check(err)
	runScript(ts, code, args[2:])
}

func runScript(ts *testscript.TestScript, want int, args []string) {
	fed := ts.Value(stdin{}).(*[]byte)
	in := bytes.NewReader(*fed)
	*fed = nil
	inDirectory(ts, func() {
		if got := run(args, in, ts.Stdout(), ts.Stderr()); got != want {
			ts.Fatalf("vhook %s: exit %d, want %d", strings.Join(args, " "), got, want)
		}
	})
}

// process guards what scripts, which run in parallel, borrow of the process.
var process sync.Mutex

// inDirectory runs f in the script's directory and environment.
func inDirectory(ts *testscript.TestScript, f func()) {
	process.Lock()
	defer process.Unlock()
	old, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer func() { ts.Check(os.Chdir(old)) }()
	for _, name := range append(variables(), "TERM") {
		defer lend(name, ts.Getenv(name))()
	}
	f()
}

// variables lists what the program reads of its environment.
func variables() []string {
	names := []string{"NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"}
	for _, s := range settings {
		names = append(names, s.variable)
	}
	return names
}

// lend sets a variable and returns what puts it back.
func lend(name, value string) func() {
	old, had := os.LookupEnv(name)
	os.Setenv(name, value)
	return func() {
		if had {
			os.Setenv(name, old)
		} else {
			os.Unsetenv(name)
		}
	}
}

// golden compares got with a file, which -update rewrites.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not up to date; run go test ./cmd/vhook -update\n%s", file, firstDifference(got, want))
	}
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d is now\n%s\nand was\n%s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, were %d", len(g), len(w))
}

func TestCompletions(t *testing.T) {
	for _, shell := range shells {
		var out bytes.Buffer
		if code := run([]string{"completion", shell.name}, nil, &out, io.Discard); code != exitOK {
			t.Fatalf("completion %s: exit %d", shell.name, code)
		}
		golden(t, filepath.Join("../../completions", shell.file), out.Bytes())
	}
}

// TestInvalid checks the whole report on each of testdata/invalid/*.json.
func TestInvalid(t *testing.T) {
	files, err := filepath.Glob("../../testdata/invalid/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d fixtures, %v", len(files), err)
	}
	t.Chdir("../../testdata/invalid")
	t.Setenv("GITHUB_ACTIONS", "")
	for _, file := range files {
		name := filepath.Base(file)
		var out, errOut bytes.Buffer
		if code := run([]string{"validate", "--color=never", name}, nil, &out, &errOut); code != exitFindings {
			t.Errorf("%s: exit %d, want %d", name, code, exitFindings)
		}
		golden(t, strings.TrimSuffix(name, ".json")+".out", append(out.Bytes(), errOut.Bytes()...))
	}
}
