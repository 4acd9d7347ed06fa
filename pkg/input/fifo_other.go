//go:build !unix

package input

import (
	"io"
	"os"
)

func openFIFO(path string) (io.ReadCloser, error) { return os.Open(path) }
