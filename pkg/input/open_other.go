//go:build !unix

package input

import (
	"io"
	"os"
)

func openRegular(path string) (io.ReadCloser, error) { return os.Open(path) }

func openFIFO(path string) (io.ReadCloser, error) { return os.Open(path) }
