package input

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// extensions are those of the files that a walk takes up.
var extensions = []string{".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz"}

// CheckPattern says what is wrong with a glob.
func CheckPattern(glob string) error {
	if !doublestar.ValidatePattern(glob) {
		return fmt.Errorf("%q is no glob", glob)
	}
	return nil
}

// Find returns the files that paths stand for, each once, sorted: a file or
// [Stdin] for itself, a directory for the files with JSON in them below it, a
// glob for what fits it. Directories and files below them are left out that are
// hidden, node_modules, or whose path below where the walk began, or whose name,
// fits a glob of ignore. hidden says that something was left out because it is. What
// cannot be looked at is told in errs; a path that does not exist is left for [Open]
// to tell.
func Find(paths, ignore []string) (files []string, hidden bool, errs []error) {
	s := search{ignore: ignore}
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case p != Stdin && err == nil && info.IsDir():
			w := walk{search: &s, wanted: holdsJSON}
			w.directory(p, "", info)
		case err != nil && p != Stdin && strings.ContainsAny(p, "*?[{"):
			s.glob(p)
		default:
			s.files = append(s.files, filepath.ToSlash(p))
		}
	}
	slices.Sort(s.files)
	return once(s.files), s.leftOut, s.errs
}

// search is what was found so far.
type search struct {
	ignore  []string
	files   []string
	leftOut bool // something hidden was
	errs    []error
}

// once leaves out paths that lead to the file of an earlier one.
func once(files []string) []string {
	seen := make(map[string]bool, len(files))
	return slices.DeleteFunc(files, func(file string) bool {
		clean := path.Clean(file)
		if clean == Stdin && file != Stdin {
			clean = "./" + clean // a file of that name
		}
		again := seen[clean]
		seen[clean] = true
		return again
	})
}

func (s *search) tell(err error) { s.errs = append(s.errs, err) }

// holdsJSON tells by its name whether a walk takes a file up.
func holdsJSON(_, name string) bool {
	return slices.ContainsFunc(extensions, func(ext string) bool { return strings.HasSuffix(strings.ToLower(name), ext) })
}

// glob finds files, and all below directories, that fit a pattern. Like a walk
// it passes over what is hidden, unless the pattern names it.
func (s *search) glob(glob string) {
	glob = filepath.ToSlash(glob)
	if err := CheckPattern(glob); err != nil {
		s.tell(err)
		return
	}
	found := len(s.files) + len(s.errs)
	root, pattern := doublestar.SplitPattern(glob)
	w := walk{
		search: s,
		hidden: strings.HasPrefix(pattern, ".") || strings.Contains(pattern, "/."),
		wanted: func(rel, _ string) bool { return doublestar.MatchUnvalidated(pattern, rel) },
		fits:   true,
	}
	if !strings.Contains(pattern, "**") {
		w.depth = strings.Count(pattern, "/") + 1
	}
	if root == "." && !strings.HasPrefix(glob, "./") {
		root = "" // so that paths look as the pattern does
	}
	if info, err := os.Stat(cmp.Or(root, ".")); err == nil {
		w.directory(root, "", info)
	}
	if len(s.files)+len(s.errs) == found {
		s.tell(fmt.Errorf("%s: no file fits the pattern", Shown(glob)))
	}
}

// walk is one walk through a directory.
type walk struct {
	*search
	wanted func(rel, name string) bool
	depth  int           // how many levels it looks into, zero all
	hidden bool          // what is hidden is looked at
	fits   bool          // directories can be wanted, with all in them
	above  []os.FileInfo // the directories that it is in
}

// directory looks at what is in dir, whose path below the root is rel.
func (w *walk) directory(dir, rel string, info os.FileInfo) {
	if slices.ContainsFunc(w.above, func(a os.FileInfo) bool { return os.SameFile(a, info) }) {
		w.tell(fmt.Errorf("%s: a symbolic link into a directory it is in", Shown(filepath.ToSlash(dir))))
		return
	}
	entries, err := os.ReadDir(cmp.Or(dir, "."))
	if err != nil {
		w.tell(slashed(err)) // entries read before it are taken
	}
	w.above = append(w.above, info)
	for _, e := range entries {
		if !w.skips(path.Join(rel, e.Name()), e.Name()) {
			w.entry(join(dir, e.Name()), path.Join(rel, e.Name()), e)
		}
	}
	w.above = w.above[:len(w.above)-1]
}

func (w *walk) skips(rel, name string) bool {
	if name == "node_modules" || name == ".git" || strings.HasPrefix(name, ".") && !w.hidden {
		w.leftOut = w.leftOut || name[0] == '.'
		return true
	}
	return slices.ContainsFunc(w.ignore, func(glob string) bool {
		return doublestar.MatchUnvalidated(glob, rel) || doublestar.MatchUnvalidated(glob, name)
	})
}

// entry takes up a file, and what is in a directory. A symbolic link is what
// it leads to; devices, pipes and sockets are left alone.
func (w *walk) entry(file, rel string, e fs.DirEntry) {
	kind := e.Type()
	var info os.FileInfo
	if kind&fs.ModeSymlink != 0 || kind.IsDir() {
		var err error
		if info, err = os.Stat(file); err != nil {
			w.tell(slashed(err))
			return
		}
		kind = info.Mode().Type()
	}
	switch {
	case kind.IsDir() && w.fits && w.wanted(rel, e.Name()):
		below := walk{search: w.search, wanted: holdsJSON, above: w.above}
		below.directory(file, rel, info)
	case kind.IsDir() && (w.depth == 0 || len(w.above) < w.depth):
		w.directory(file, rel, info)
	case kind.IsRegular() && w.wanted(rel, e.Name()):
		w.files = append(w.files, file)
	}
}

// join is [path.Join] that leaves dir as it was given.
func join(dir, name string) string {
	if dir == "" {
		return name
	}
	return strings.TrimSuffix(filepath.ToSlash(dir), "/") + "/" + name
}

// slashed writes the path of an error with forward slashes.
func slashed(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return &fs.PathError{Op: p.Op, Path: filepath.ToSlash(p.Path), Err: p.Err}
	}
	return err
}
