package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// replacement is a file that takes its place, and that of a file already
// there, only when it is complete.
type replacement struct {
	*interruption
	path   string // as the user wrote it
	target string // what to replace, empty where path cannot be replaced
	file   *os.File
}

// newReplacement opens a file beside path. A device or a pipe is not replaced
// but written to; a symbolic link keeps pointing to the file it names.
func (i *interruption) newReplacement(path string) (*replacement, error) {
	i.watch()
	r := &replacement{interruption: i, path: path}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.target = path
		err = r.openBeside(0o666)
	case err != nil:
	case info.Mode().IsRegular():
		if r.target, err = filepath.EvalSymlinks(path); err == nil {
			err = r.openBeside(info.Mode().Perm())
		}
	default:
		r.file, err = os.OpenFile(path, os.O_WRONLY, 0)
	}
	return r, r.failure(err)
}

// openBeside opens a new file in the directory of the target.
func (r *replacement) openBeside(perm fs.FileMode) error {
	dir, base := filepath.Split(r.target)
	name := filepath.Join(dir, fmt.Sprintf(".%s.%x.tmp", base, rand.Uint64()))
	r.mutex.Lock()
	defer r.mutex.Unlock()
	var err error
	if r.file, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm); err == nil {
		r.begun = append(r.begun, r)
	}
	return err
}

// Write makes replacement an io.Writer.
func (r *replacement) Write(text []byte) (int, error) {
	n, err := r.file.Write(text)
	return n, r.failure(err)
}

// commit puts the complete file in its place.
func (r *replacement) commit() error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	err := r.file.Close()
	if err == nil && r.target != "" {
		err = os.Rename(r.file.Name(), r.target)
	}
	if err != nil {
		r.discard()
	}
	return r.failure(err)
}

// discard leaves everything as it was before.
func (r *replacement) discard() {
	r.file.Close()
	if r.target != "" {
		os.Remove(r.file.Name())
	}
}

// failure tells an error with the path that the user knows.
func (r *replacement) failure(err error) error {
	if err == nil {
		return nil
	}
	if inner := errors.Unwrap(err); inner != nil {
		err = inner
	}
	return &os.PathError{Op: "write", Path: r.path, Err: err}
}
