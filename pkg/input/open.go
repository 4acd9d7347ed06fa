package input

import (
	"fmt"
	"io"
	"os"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Open opens what a path names: a file or, for "-", stdin, which is not
// closed. A directory is refused.
func Open(path string, stdin io.Reader) (io.ReadCloser, error) {
	if path == Stdin {
		return io.NopCloser(stdin), nil
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a directory, want a file", path)
	case info.Mode()&os.ModeNamedPipe != 0:
		return openFIFO(path)
	case info.Mode().IsRegular():
		return openRegular(path)
	}
	return os.Open(path)
}
