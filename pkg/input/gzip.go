package input

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// gzipMagic is how a gzip member with the one known method begins.
var gzipMagic = []byte{0x1f, 0x8b, 8}

// Inflate returns a reader of what r holds: the contents where that is gzip,
// of one member or several, else r's bytes as they are. Nothing is read before
// the first Read.
func Inflate(r io.Reader) io.Reader { return &inflater{r: r} }

type inflater struct {
	r     io.Reader
	begun bool
	gzip  bool
}

func (i *inflater) Read(p []byte) (int, error) {
	if !i.begun {
		i.begun = true
		if err := i.begin(); err != nil {
			return 0, i.failed(err)
		}
	}
	n, err := i.r.Read(p)
	return n, i.failed(err)
}

func (i *inflater) begin() error {
	head := make([]byte, len(gzipMagic))
	n, err := io.ReadFull(i.r, head)
	whole := io.MultiReader(bytes.NewReader(head[:n]), i.r)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		i.r = io.MultiReader(bytes.NewReader(head[:n]), errorReader{err})
		return nil
	}
	i.r = whole
	if i.gzip = bytes.Equal(head[:n], gzipMagic); !i.gzip {
		return nil
	}
	i.r, err = gzip.NewReader(whole)
	return err
}

func (i *inflater) failed(err error) error {
	switch {
	case err == nil, err == io.EOF, !i.gzip:
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the gzip data is cut off")
	case errors.Is(err, gzip.ErrHeader):
		return errors.New("what follows the gzip data is none")
	}
	return fmt.Errorf("broken gzip data: %w", err)
}

// errorReader fails.
type errorReader struct{ error }

func (e errorReader) Read([]byte) (int, error) { return 0, e.error }
