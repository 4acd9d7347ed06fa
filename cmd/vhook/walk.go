package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/report"
)

// errNoInput is a usage error: there is nothing that could be read.
var errNoInput = errors.New("no payload: name a file, or pipe one in\nsee vhook --help")

// each inspects every payload of the paths and hands the results to fn, in
// order; without paths it reads standard input. What cannot be read is told
// and ends in errInput, after everything else is done. An error of fn ends the
// walk. A result is good until fn returns.
func (f *inputFlags) each(s *streams, paths []string, look inspector, fn func(*report.Payload) error) error {
	if len(paths) == 0 {
		if isTerminal(s.in) {
			return errNoInput
		}
		paths = []string{input.Stdin}
	}
	how, err := f.newInspection(look)
	if err != nil {
		return err
	}
	files, hidden, errs := input.Find(paths, f.ignore)
	found := len(files)
	files = slices.DeleteFunc(files, f.project.ignores)
	d := &delivery{streams: s, fn: fn, flush: s.out.Flush, progress: newProgress(s), hidden: hidden && found == 0}
	if f.flush != nil {
		d.flush = f.flush
	}
	for _, err := range errs {
		d.tell(err)
	}
	options := input.Options{MaxSize: int(f.maxSize), Unseen: true}
	if f.extract {
		options.Extract = how.wanted
	}
	if err := f.guardOutputs(files); err != nil {
		return err
	}
	texts := &feed{in: s.in, files: files, options: options, read: &d.progress.read}
	texts.tellEmpty = len(files) > 1 && !f.allowEmpty && !f.extract
	if jobs := f.workers(files); jobs == 1 {
		err = how.alone(texts, d)
	} else {
		err = how.together(texts, d, jobs)
	}
	d.progress.clear()
	if err != nil {
		return err
	}
	return d.verdict(paths, f.allowEmpty || len(files) < found)
}

// guardOutputs refuses to read a file that is to be written.
func (f *inputFlags) guardOutputs(files []string) error {
	for _, output := range f.outputs {
		written, err := os.Stat(output)
		if err != nil || !written.Mode().IsRegular() {
			continue
		}
		for _, file := range files {
			if read, err := os.Stat(file); err == nil && os.SameFile(read, written) {
				return fmt.Errorf("%s would be read and written: name another file with --output", input.Shown(file))
			}
		}
	}
	return nil
}

// finish combines the error of a walk, that of its output, and whether a
// payload failed. Trouble with the input weighs more than findings.
func finish(walk, flush error, failed bool) error {
	switch {
	case walk != nil && !errors.Is(walk, errInput):
		return walk
	case flush != nil:
		return flush
	case walk == nil && failed:
		return errFindings
	}
	return walk
}

// delivery hands payloads on in order, and tells what could not be read.
type delivery struct {
	*streams
	fn       func(*report.Payload) error
	flush    func() error // writes out what fn has written
	progress *progress
	source   string
	index    int // of the next payload in source
	payloads int
	hidden   bool // there is nothing but what is hidden
	failed   bool
}

func (d *delivery) tell(err error) {
	d.progress.clear()
	d.complain(err)
	d.failed = true
}

// payload hands on one payload. Its index counts those that were unwrapped.
func (d *delivery) payload(p *report.Payload) error {
	if p.Source != d.source {
		d.source, d.index = p.Source, 0
	}
	p.Index = d.index
	d.index++
	d.payloads++
	err := d.fn(p)
	d.progress.count(p.Valid())
	return err
}

// verdict is the error of a walk through paths that came to its end.
func (d *delivery) verdict(paths []string, allowEmpty bool) error {
	if d.payloads == 0 && !d.failed && !allowEmpty {
		place := "the input"
		if len(paths) == 1 && paths[0] != input.Stdin {
			place = input.Shown(paths[0])
		}
		if d.hidden {
			place += ": hidden files and folders are left out"
		}
		d.tell(fmt.Errorf("there is no payload in %s", place))
	}
	if d.failed {
		return errInput
	}
	return nil
}
