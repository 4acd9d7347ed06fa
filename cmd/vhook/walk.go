package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/report"
)

// newInspection returns what the flags say about looking at texts.
func (f *inputFlags) newInspection(how inspector) (*inspection, error) {
	catalogue := event.Default()
	switch {
	case f.event != "" && catalogue.Find(f.event) == nil:
		return nil, unknownEvent(f.event)
	case f.jobs < 0:
		return nil, fmt.Errorf("--jobs %d: want 0 or more", f.jobs)
	}
	return &inspection{
		inspector: how,
		catalogue: catalogue,
		options: check.Options{
			Event: f.event, AllowUnknown: f.allowUnknown,
			Metadata: f.project.Metadata, Custom: f.project.Custom,
		},
		project:    &f.project,
		unwrapping: f.unwrap,
	}, nil
}

// errNoInput is a usage error: there is nothing that could be read.
var errNoInput = errors.New("no payload: name a file, or pipe one in\nsee vhook --help")

// inspector looks at one payload text, as far as a command needs.
type inspector struct {
	look func(*check.Checker, []byte) (*check.Result, error)
	// documents says that every result needs its document; else one without
	// findings has none.
	documents bool
}

// validating looks at everything.
func validating() inspector { return inspector{look: (*check.Checker).Run} }

// recognising goes no further than detection.
func recognising() inspector {
	return inspector{documents: true, look: func(c *check.Checker, text []byte) (*check.Result, error) {
		return c.Recognise(text), nil
	}}
}

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

// mostJobs is more than any machine can do at a time. Each takes memory.
const mostJobs = 256

func (f *inputFlags) workers(files []string) int {
	switch {
	case f.jobs > 0:
		return min(f.jobs, mostJobs)
	case len(files) == 1 && isSmall(files[0]):
		return 1
	}
	return runtime.NumCPU()
}

// isSmall reports whether a file is done with before goroutines have begun.
func isSmall(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() <= 32<<10
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

// wanted reports whether a document looks like a payload.
func (i *inspection) wanted(d *payload.Document) bool {
	if d.Kind(payload.Root) != payload.Object {
		return false
	}
	found := i.catalogue.Detect(d, "")
	return recognised(&found)
}

func recognised(d *event.Detection) bool { return d.Enveloped || d.Outcome != event.Unknown }
