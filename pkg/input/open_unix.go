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
