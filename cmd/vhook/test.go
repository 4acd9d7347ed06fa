package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/report"
)

type testOptions struct {
	*streams
	input  inputFlags
	update bool
}

func newTest(s *streams) *cobra.Command {
	o := &testOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "test DIR",
		Short: "Check that fixtures are as valid or invalid as they are meant to be",
		Long: "Check the fixtures in DIR/valid and DIR/invalid: those in valid must have no error, those in\n" +
			"invalid at least one. Beside NAME.json there may be NAME.expect with the findings it must have,\n" +
			"a line each: the rule and the JSON Pointer, as in \"order/total /order/total_amount\". Each of\n" +
			"them must be found, and no error but those. Lines that start with # are comments.",
		Example: "  vhook test testdata/webhooks\n" +
			"  vhook test --update testdata/webhooks",
		Args: want("one DIR", cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.input.configure(cmd); err != nil {
				return err
			}
			return test(o, args[0])
		},
	}
	o.input.add(cmd)
	o.input.addChecking(cmd)
	cmd.Flags().BoolVar(&o.update, "update", false, "write the .expect files of invalid fixtures")
	return cmd
}

// The folders of fixtures.
const (
	validDir   = "valid"
	invalidDir = "invalid"
)

func test(o *testOptions, path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		err = &os.PathError{Path: path, Err: syscall.ENOTDIR}
	}
	if err != nil {
		return o.fileFailure(err)
	}
	var folders []string
	for _, name := range []string{invalidDir, validDir} {
		dir := filepath.Join(path, name)
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			folders = append(folders, dir)
		}
	}
	if len(folders) == 0 {
		return fmt.Errorf("%s has neither a folder %s nor a folder %s", input.Shown(path), validDir, invalidDir)
	}
	var all []*fixture
	var walk error
	for _, dir := range folders {
		fixtures, err := runFixtures(o, dir)
		if err != nil && !errors.Is(err, errInput) {
			return err
		}
		all, walk = append(all, fixtures...), errors.Join(walk, err)
	}
	failed, err := o.tell(all)
	return finish(walk, o.fileFailure(err), failed)
}

// tell writes a line for each fixture that is at fault, and counts.
func (o *testOptions) tell(all []*fixture) (failed bool, err error) {
	faults, lost := 0, 0
	for _, f := range all {
		fault, err := o.verdict(f)
		if err != nil {
			return false, err
		}
		if fault == "" {
			continue
		}
		faults++
		if f.lost() {
			lost++
		}
		fmt.Fprintf(o.out, "%s: %s\n", f.path, fault)
	}
	line := fmt.Sprintf("%s: %d passed, %d failed", report.Plural(len(all)-lost, "fixture"), len(all)-faults, faults-lost)
	if lost > 0 {
		line += fmt.Sprintf("; .expect files of no payload: %d", lost)
	}
	_, err = fmt.Fprintln(o.out, line)
	return faults > 0, err
}

// runFixtures checks the payloads in a folder, file by file.
func runFixtures(o *testOptions, dir string) ([]*fixture, error) {
	var list []*fixture
	err := o.input.each(o.streams, []string{dir}, validating(), func(p *report.Payload) error {
		o.input.project.judge(p)
		if len(list) == 0 || list[len(list)-1].path != p.Source {
			list = append(list, &fixture{path: p.Source, valid: filepath.Base(dir) == validDir})
		}
		list[len(list)-1].add(p.Findings)
		return nil
	})
	return append(list, orphans(dir)...), err
}

// orphans returns a fixture without payload for each .expect file that belongs
// to none, not even to one that is left out or empty.
func orphans(dir string) []*fixture {
	known := map[string]bool{}
	files, _, _ := input.Find([]string{dir}, nil)
	for _, f := range files {
		known[expectFile(f)] = true
	}
	var lost []*fixture
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, expectSuffix) && !known[path] {
			lost = append(lost, &fixture{path: path})
		}
		return nil
	})
	return lost
}

// verdict says what is wrong with a fixture, after its expectations have been
// brought up to date where that is asked for. Those that hold are left alone,
// with their comments; in valid/ none are begun.
func (o *testOptions) verdict(f *fixture) (string, error) {
	file := expectFile(f.path)
	if f.lost() {
		return "belongs to no payload", nil
	}
	var err error
	if f.listed, f.lists, err = readExpectations(file); err != nil && !o.update {
		return err.Error(), nil
	}
	fault := f.fault()
	sound := fault == "" && err == nil
	if !o.update || sound && f.lists || f.valid && !f.lists {
		return fault, nil
	}
	f.listed, f.lists = slices.Concat(f.found[check.Error], f.found[check.Warning]), true
	if fault = f.fault(); fault != "" {
		return fault, nil
	}
	return "", writeExpectations(file, f.listed)
}
