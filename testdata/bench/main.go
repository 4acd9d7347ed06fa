// Command bench makes archives of webhooks from the fixtures and compares
// vhook with other programs that read them: medians of runs in rotation, as a
// Markdown table. It is run by "make bench" from the top of the module.
package main

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

const usage = `bench compares vhook with other programs.

SIZE   MiB of an archive (default 64)
ROUNDS runs of each program (default 5)
PEERS  directory with node_modules of ajv, ajv-formats and @sourcemeta/jsonschema`

func main() {
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == makeArchives:
		err = (&bench{dir: os.Args[2]}).makeArchives(int64(number("SIZE", 64)) << 20)
	case len(os.Args) > 1:
		fmt.Println(usage)
	default:
		err = run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return otherwise
}

func run() error {
	dir, err := os.MkdirTemp("", "vhook-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{dir: dir, rounds: number("ROUNDS", 5), peers: os.Getenv("PEERS")}
	if err := b.build(); err != nil {
		return err
	}
	if err := b.makeApart(); err != nil {
		return err
	}
	contests, err := b.contests()
	if err != nil {
		return err
	}
	b.describe(os.Stdout)
	for _, c := range contests {
		if err := b.hold(c); err != nil {
			return err
		}
		c.print(os.Stdout)
	}
	return nil
}

// bench is one run of the comparison, in a directory of its own.
type bench struct {
	dir, peers string
	rounds     int
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }

func (b *bench) archive(variant string) string { return b.path(variant + ".jsonl") }

func (b *bench) build() error {
	for name, source := range map[string]string{
		"vhook": "./cmd/vhook", "gjson": "./testdata/bench/gjson", "cobra": "./testdata/bench/cobra",
	} {
		if out, err := exec.Command(cmp.Or(os.Getenv("GO"), "go"), "build", "-o", b.path(name), source).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", source, err, out)
		}
	}
	return nil
}

// makeArchives is the argument with which the program only does that.
const makeArchives = "make-archives"

// makeApart makes the archives in a process of their own: Linux counts the
// memory of a process to the peak of those that it starts.
func (b *bench) makeApart() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, makeArchives, b.dir)
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

func (b *bench) makeArchives(size int64) error {
	m, err := newMaker("testdata/events")
	if err != nil {
		return err
	}
	for _, v := range variants {
		if err := m.archive(b.archive(v.name), v, size); err != nil {
			return err
		}
	}
	if err := m.files(b.path("files")); err != nil {
		return err
	}
	return os.WriteFile(b.path("one.json"), variants[0].write(m, m.pick()), 0o600)
}
