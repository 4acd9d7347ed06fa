package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/config"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/report"
)

// configFlags are --config and --no-config.
type configFlags struct {
	file string
	none bool
}

func (f *configFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.file, "config", "",
		"`file` to configure by, in place of the nearest "+config.FileName+" here or above")
	cmd.Flags().BoolVar(&f.none, "no-config", false, "use no configuration")
}

// project is the configuration that applies to a run; without one it changes
// nothing.
type project struct {
	config.Config
	base folder // the directory of the configuration
}

// load reads the configuration, and sets the flags of the command that neither
// the command line nor the environment sets. A configuration that is at fault
// is a usage error, one that cannot be read is not.
func (f *configFlags) load(cmd *cobra.Command) (p project, err error) {
	if err := exclusive(cmd, "config", "no-config"); err != nil {
		return p, err
	}
	file := f.path()
	if file == "" {
		return p, nil
	}
	c, err := config.Read(os.DirFS(filepath.Dir(file)), filepath.Base(file))
	if err != nil {
		return p, located(file, err)
	}
	for _, s := range c.Settings {
		flag := cmd.Flags().Lookup(s.Name)
		if flag == nil || !isOpen(cmd, flag) {
			continue
		}
		if err := flag.Value.Set(s.Value); err != nil {
			return p, located(file, s.Place.Errorf("%s: %q: %s", s.Name, s.Value, plainValue(err)))
		}
	}
	return project{*c, newFolder(filepath.Dir(file))}, nil
}

// path returns the path of the configuration, empty where there is none.
func (f *configFlags) path() string {
	switch {
	case f.none:
		return ""
	case f.file != "":
		return f.file
	}
	wd, err := os.Getwd()
	if err != nil {
		return "" // a directory that is gone has no configuration either
	}
	found := config.Find(wd)
	if near, err := filepath.Rel(wd, found); err == nil && found != "" {
		return near
	}
	return found
}

// located names the file of an error as the user would.
func located(file string, err error) error {
	if at, ok := errors.AsType[*config.Error](err); ok {
		at.File = filepath.Join(filepath.Dir(file), at.File)
	} else if path, ok := errors.AsType[*os.PathError](err); ok {
		return fileError{fmt.Errorf("%s: %v", input.Shown(file), path.Err)}
	}
	return err
}

// ignores reports whether a file is not to be looked at.
func (p *project) ignores(source string) bool { return p.Ignores(p.base.local(source)) }

// event returns the event that the payloads in a file have to be of, "" where
// the configuration does not say it.
func (p *project) event(source string) string { return p.Event(p.base.local(source)) }

// judge gives the findings on a payload their severities, and leaves out what only
// follows from others.
func (p *project) judge(r *report.Payload) {
	if len(r.Findings) > 0 {
		p.Apply(p.base.local(r.Source), r.Result)
		r.Condense()
	}
}
