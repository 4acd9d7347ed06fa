//go:build unix

package input

import (
	"io"
	"io/fs"
	"syscall"
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

func (r *regular) Read(p []byte) (int, error) {
	for {
		n, err := syscall.Read(r.fd, p[:min(len(p), maxRead)])
		switch {
		case err == syscall.EINTR:
			continue
		case err != nil:
			return 0, &fs.PathError{Op: "read", Path: r.path, Err: err}
		case n == 0 && len(p) > 0:
			return 0, io.EOF
		}
		return n, nil
	}
}

func (r *regular) Close() error { return syscall.Close(r.fd) }
