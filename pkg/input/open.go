package input

import (
	"fmt"
	"io"
	"os"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Open opens what a path names: a file or, for "-", stdin, which is not
// closed. A directory is refused. Before a read that may have to wait, as one
// of a regular file never has, pause is called.
func Open(path string, stdin io.Reader, pause func()) (io.ReadCloser, error) {
	if path == Stdin {
		if f, ok := stdin.(*os.File); ok {
			if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
				return io.NopCloser(f), nil
			}
		}
		return &pausing{io.NopCloser(stdin), pause}, nil
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a directory, want a file", Shown(path))
	case info.Mode().IsRegular():
		return openRegular(path)
	}
	r, err := openWaiting(path, info)
	if err != nil {
		return nil, err
	}
	return &pausing{r, pause}, nil
}

func openWaiting(path string, info os.FileInfo) (io.ReadCloser, error) {
	if info.Mode()&os.ModeNamedPipe != 0 {
		return openFIFO(path)
	}
	return os.Open(path)
}

// pausing calls pause before each read.
type pausing struct {
	io.ReadCloser
	pause func()
}

func (p *pausing) Read(b []byte) (int, error) {
	p.pause()
	return p.ReadCloser.Read(b)
}
