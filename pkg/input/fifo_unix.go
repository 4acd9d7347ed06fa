//go:build unix

package input

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"
)

// fifoPatience is how long a named pipe may be without a writer. A plain open
// would wait for ever.
const fifoPatience = 3 * time.Second

// fifo reads a named pipe. Before its first writer, reading gives an end of
// file, which counts only once a writer has been there.
type fifo struct {
	*os.File
	path   string
	opened time.Time
	begun  bool
}

func openFIFO(path string) (io.ReadCloser, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	return &fifo{File: f, path: path, opened: time.Now()}, nil
}

func (f *fifo) Read(p []byte) (int, error) {
	for {
		n, err := f.File.Read(p)
		f.begun = f.begun || n > 0
		if f.begun || !errors.Is(err, io.EOF) {
			return n, err
		}
		if time.Since(f.opened) > fifoPatience {
			return 0, fmt.Errorf("%s is a named pipe that nobody writes to", Shown(f.path))
		}
		time.Sleep(10 * time.Millisecond)
	}
}
