package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/baseline"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/report"
)

// baselineFile is where vhook baseline writes to unless told otherwise.
const baselineFile = ".vhook-baseline.json"

// known is the baseline of a run, with the file it was read from. Its paths
// are from the directory of that file.
type known struct {
	baseline.Baseline
	file string
	base folder
	// source is the last that was asked for, and path the same from base.
	source, path string
}

// readKnown reads a baseline; none is named by an empty path.
func readKnown(file string) (*known, error) {
	if file == "" {
		return &known{}, nil
	}
	k := &known{file: file, base: newFolder(filepath.Dir(file))}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fileError{fmt.Errorf("%s\nvhook baseline writes it", plainError(err))}
	}
	b, err := baseline.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", input.Shown(file), err)
	}
	k.Baseline = *b
	return k, nil
}

// suppress takes the findings out that the project lives with.
func (k *known) suppress(p *report.Payload) {
	if p.Source != k.source {
		k.source, k.path = p.Source, k.base.local(p.Source)
	}
	k.Suppress(k.path, p.Result)
}

// gone reports whether a file of the baseline is no longer there.
func (k *known) gone(path string) bool {
	_, err := os.Lstat(filepath.Join(k.base.abs, filepath.FromSlash(path)))
	return errors.Is(err, fs.ErrNotExist) && path != "-"
}

// tellStale tells the entries that are no longer needed.
func (k *known) tellStale(s *streams) {
	for _, e := range k.Stale(k.gone) {
		s.complain(fmt.Errorf("%s: entry no longer needed: %s: %s at %q, %d too many", input.Shown(k.file), input.Shown(e.Path), e.Rule, e.Pointer, e.Count))
	}
}

type baselineOptions struct {
	*streams
	input inputFlags
	file  string
	notes bool
}

func newBaseline(s *streams) *cobra.Command {
	o := &baselineOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "baseline [PATH...]",
		Short: "Record today's findings, for validate to be silent about",
		Long: "Record the errors and warnings of payloads in a file that vhook validate --baseline reads: it is\n" +
			"silent about what is recorded, and tells what is new. A text that is no JSON is not recorded.\n" +
			"Entries of files that are not among the PATHs stay as they are; those of files that are gone\n" +
			"are dropped.",
		Example: "  vhook baseline captured/*.json\n" +
			"  vhook validate --baseline " + baselineFile + " captured/*.json",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, paths []string) error {
			if err := o.input.configure(cmd); err != nil {
				return err
			}
			return record(o, paths)
		},
	}
	o.input.add(cmd)
	o.input.addChecking(cmd)
	cmd.Flags().StringVarP(&o.file, "output", "o", baselineFile, "`file` to write, - for standard output")
	cmd.Flags().BoolVar(&o.notes, "notes", false, "record notes as well")
	return cmd
}

func record(o *baselineOptions, paths []string) error {
	older, err := o.older()
	if err != nil {
		return err
	}
	fresh, seen := &baseline.Baseline{}, map[string]bool{}
	walk := o.input.each(o.streams, paths, validating(), func(p *report.Payload) error {
		path := older.base.local(p.Source)
		seen[path] = true
		o.input.project.judge(p)
		fresh.Record(path, p.Result, o.least())
		return nil
	})
	if walk != nil && !errors.Is(walk, errInput) {
		return walk
	}
	fresh.Adopt(&older.Baseline, func(path string) bool { return !seen[path] && !older.gone(path) })
	if err := writeBaseline(o, fresh); err != nil {
		return o.fileFailure(err)
	}
	return walk
}

// least is the lightest severity that is recorded.
func (o *baselineOptions) least() check.Severity {
	if o.notes {
		return check.Note
	}
	return check.Warning
}

// older reads the baseline that is to be replaced, if there is one. Standard
// output, a device or a pipe keeps none.
func (o *baselineOptions) older() (*known, error) {
	info, err := os.Stat(o.file)
	if o.file == standardOutputName || errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return &known{base: newFolder(filepath.Dir(o.file))}, nil
	}
	return readKnown(o.file)
}

func writeBaseline(o *baselineOptions, b *baseline.Baseline) error {
	text := b.Text()
	if o.file == standardOutputName {
		_, err := o.out.Write(text)
		return err
	}
	file, err := o.newReplacement(o.file)
	if err != nil {
		return err
	}
	if _, err := file.Write(text); err != nil {
		file.discard()
		return err
	}
	if err := file.commit(); err != nil {
		return err
	}
	findings := 0
	for _, e := range b.Entries() {
		findings += e.Count
	}
	_, err = fmt.Fprintf(o.out, "wrote %s: %s\n", input.Shown(o.file), report.Plural(findings, "finding"))
	return err
}
