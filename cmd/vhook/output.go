package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/report"
)

// outputFlags are --format, --output and --template. An --output belongs to
// the --format before it, so both fill one list in the order given.
type outputFlags struct {
	targets  []target
	template string
}

type target struct {
	format report.Format
	path   string // of a file; empty or standardOutputName for standard output
}

// standardOutputName is the path that stands for standard output.
const standardOutputName = "-"

func (t *target) isFile() bool { return t.path != "" && t.path != standardOutputName }

func (f *outputFlags) add(cmd *cobra.Command) {
	var names, completions []string
	for _, format := range report.Formats() {
		names = append(names, format.Name)
		completions = append(completions, format.Name+"\t"+format.Title)
	}
	cmd.Flags().Func("format", "output format, may be repeated: "+strings.Join(names, ", ")+
		" (default text, in GitHub Actions with annotations)", f.addFormat)
	complete(cmd, "format", completions)
	cmd.Flags().FuncP("output", "o", "`file` for the --format before it, - for standard output", f.setPath)
	cmd.Flags().StringVar(&f.template, "template", "",
		"for --format template: a Go `template` over the JSON document, or @FILE with one")
}

func (f *outputFlags) addFormat(name string) error {
	var names []string
	for _, format := range report.Formats() {
		if format.Name == name {
			f.targets = append(f.targets, target{format: format})
			return nil
		}
		names = append(names, format.Name)
	}
	return fmt.Errorf("want one of %s", strings.Join(names, ", "))
}

func (f *outputFlags) setPath(path string) error {
	if len(f.targets) == 0 {
		return errors.New("it belongs to the --format before it, and there is none")
	}
	t := &f.targets[len(f.targets)-1]
	switch {
	case path == "":
		return errors.New("want the name of a file")
	case t.path != "":
		return fmt.Errorf("format %s goes to %q already", t.format.Name, t.path)
	}
	t.path = path
	return nil
}

// paths returns the files that are written.
func (f *outputFlags) paths() []string {
	var paths []string
	for _, t := range f.targets {
		if t.isFile() {
			paths = append(paths, t.path)
		}
	}
	return paths
}

// check refuses flags that do not go together.
func (f *outputFlags) check() error {
	taken := map[string]string{}
	for _, t := range f.targets {
		place, path := "standard output", ""
		if t.isFile() {
			path = filepath.Clean(t.path)
			place = fmt.Sprintf("%q", t.path)
		}
		if other, ok := taken[path]; ok {
			return fmt.Errorf("formats %s and %s both go to %s: name a file with --output after one of them",
				other, t.format.Name, place)
		}
		taken[path] = t.format.Name
	}
	wanted := slices.ContainsFunc(f.targets, func(t target) bool { return t.format.Name == report.TemplateFormat })
	switch {
	case wanted && f.template == "":
		return errors.New("--format template needs --template")
	case !wanted && f.template != "":
		return errors.New("--template goes with --format template only")
	}
	return nil
}

// parseTemplate returns the template of the flags, nil where there is none.
func (f *outputFlags) parseTemplate() (*template.Template, error) {
	name, text := "--template", f.template
	if text == "" {
		return nil, nil
	}
	if file, ok := strings.CutPrefix(text, "@"); ok {
		read, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name, text = file, string(read)
	}
	return report.ParseTemplate(name, text)
}

// open opens every output, so that one that cannot be written is told before
// anything is read. The palette of the options is set for each of them.
func (f *outputFlags) open(s *streams, color *colorFlag, options report.Options) (*outputs, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	var err error
	if options.Template, err = f.parseTemplate(); err != nil {
		return nil, s.fileFailure(err)
	}
	targets := f.targets
	if len(targets) == 0 {
		targets = []target{{format: defaultFormat()}}
	}
	all := &outputs{streams: s}
	for _, t := range targets {
		if err := all.add(t, color, options); err != nil {
			all.close(false)
			return nil, s.fileFailure(err)
		}
	}
	return all, nil
}

// defaultFormat is what is written where no format is asked for.
func defaultFormat() report.Format {
	if os.Getenv("GITHUB_ACTIONS") == "true" {
		return report.Format{New: report.NewActions}
	}
	return report.Formats()[0]
}

// outputs are all that a run writes to.
type outputs struct {
	*streams
	list []*output
}

type output struct {
	report.Reporter
	buf  *bufio.Writer
	file *replacement // nil for standard output
}

func (a *outputs) add(t target, color *colorFlag, options report.Options) error {
	o := &output{buf: a.out.Writer}
	var to io.Writer = a.out
	if t.isFile() {
		var err error
		if o.file, err = a.newReplacement(t.path); err != nil {
			return err
		}
		to, o.buf = o.file, bufio.NewWriter(o.file)
	}
	options.Palette = color.palette(to)
	o.Reporter = t.format.New(o.buf, options)
	a.list = append(a.list, o)
	return nil
}

func (a *outputs) report(p *report.Payload) error {
	for _, o := range a.list {
		if err := o.Payload(p); err != nil {
			return err
		}
	}
	return nil
}

// flush writes out what has been reported.
func (a *outputs) flush() error {
	for _, o := range a.list {
		if err := o.buf.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// close ends all outputs. Files of a run that did not complete are left as
// they were before.
func (a *outputs) close(complete bool) error {
	var failures []error
	for _, o := range a.list {
		failures = append(failures, a.fileFailure(o.end(complete)))
	}
	return errors.Join(failures...)
}

func (o *output) end(complete bool) error {
	var err error
	if complete {
		err = errors.Join(o.Close(), o.buf.Flush())
	}
	switch {
	case o.file == nil:
		return err
	case err != nil || !complete:
		o.file.discard()
		return err
	}
	return o.file.commit()
}
