// Package config owns .vhook.yaml: where it is found, what may stand in it,
// the place of every mistake, and what it makes of a payload's findings.
package config

import (
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/vhook/vhook/pkg/check"
)

// FileName is the name under which a configuration is looked for.
const FileName = ".vhook.yaml"

//go:embed template.yaml
var template string

// Template returns a configuration that says nothing yet and explains what it
// could say. Its lines that start with "#: " are examples to put to use.
func Template() []byte { return []byte(template) }

// Config is what a configuration file says. The zero value says nothing. Path
// globs in it are relative to the directory of the file.
type Config struct {
	Settings []Setting
	// Metadata and Custom are the project's own contracts, see
	// [check.Options].
	Metadata, Custom []check.Contract

	overrides []override
	ignored   []string
	expected  []expectation
}

// Setting is the value of a command-line flag, which overrides it.
type Setting struct {
	Name, Value string
	// Place is where the value stands, for [Config] to blame.
	Place Place
}

// Place is a position in a file; Line and Column count from 1 and are zero
// where there is none.
type Place struct {
	File         string
	Line, Column int
}

// Errorf makes an error about the place.
func (p Place) Errorf(format string, args ...any) *Error {
	return &Error{p, fmt.Errorf(format, args...)}
}

// Error says what is wrong with a configuration, or with a schema it names,
// and where. Files are named from the directory of the configuration.
type Error struct {
	Place
	Err error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s:%d:%d: %v", e.File, e.Line, e.Column, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Find returns the path of the configuration for work in a directory: that of
// the nearest one there or above, up to the root of the repository or the file
// system. It is "" where there is none. The directory must be absolute.
func Find(dir string) string {
	for {
		file := filepath.Join(dir, FileName)
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file
		}
		parent := filepath.Dir(dir)
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil || parent == dir {
			return ""
		}
		dir = parent
	}
}

// Read reads the configuration called name and the schemas it names, which lie
// in fsys as well. The error is an *[Error] or of the file system.
func Read(fsys fs.FS, name string) (*Config, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	root, err := parse(name, text)
	if err != nil {
		return nil, err
	}
	r := reader{fsys: fsys, config: &Config{}}
	if err := root.read(r.keys()); err != nil {
		return nil, err
	}
	return r.config, nil
}
