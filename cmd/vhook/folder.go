package main

import (
	"os"
	"path/filepath"

	"github.com/vhook/vhook/pkg/input"
)

// folder is a directory that paths are told from, independent of where the
// program is called. The zero value is the working directory.
type folder struct{ abs, wd string }

// newFolder returns the folder at a path. Where the working directory is not
// known, neither is the folder, and paths stay as they are.
func newFolder(path string) folder {
	wd, err := os.Getwd()
	switch {
	case filepath.IsAbs(path):
		return folder{path, wd}
	case err != nil:
		return folder{}
	}
	return folder{filepath.Join(wd, path), wd}
}

// local returns the path of a source from the folder, with slashes. Standard
// input keeps its name.
func (f folder) local(source string) string {
	if source == input.Stdin || f.abs == "" {
		return filepath.ToSlash(source)
	}
	abs := source
	if !filepath.IsAbs(source) {
		abs = filepath.Join(f.wd, source)
	}
	if rel, err := filepath.Rel(f.abs, abs); err == nil {
		source = rel
	}
	return filepath.ToSlash(source)
}
