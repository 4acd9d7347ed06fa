//go:build unix

package input

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// regular reads a regular file by the plain calls. An [os.File] first makes it
// non-blocking and offers it to the poller, which refuses, and takes all that
// back: half of the system calls that a small file costs.
type regular struct {
	path string
	fd   int
}

func openRegular(path string) (io.ReadCloser, error) {
	for {
		fd, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
		switch err {
		case nil:
			return &regular{path, fd}, nil
		case syscall.EINTR: // as network file systems do
			continue
		}
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
}

// maxRead is less than what some systems refuse to read at once.
const maxRead = 1 << 30

// Read reads all that is left, or as much as p takes: a file keeps nobody
// waiting. The end of the file arrives with its last bytes.
func (r *regular) Read(p []byte) (n int, err error) {
	for n < len(p) {
		more, err := syscall.Read(r.fd, p[n:min(len(p), n+maxRead)])
		switch {
		case err == syscall.EINTR:
			continue
		case err != nil:
			return n, &fs.PathError{Op: "read", Path: r.path, Err: err}
		case more == 0:
			return n, io.EOF
		}
		n += more
	}
	return n, nil
}

func (r *regular) Close() error { return syscall.Close(r.fd) }

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
