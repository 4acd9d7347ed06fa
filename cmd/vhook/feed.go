package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync/atomic"

	"github.com/vhook/vhook/pkg/input"
)

// feed hands out the texts of files, one after the other.
type feed struct {
	in      io.Reader // standard input
	files   []string  // those that are not begun
	options input.Options
	read    *atomic.Int64 // bytes so far, as they lie in the files
	// tellEmpty makes a file without a payload an error.
	tellEmpty bool
	// pause is called before a read that may wait, which next may do within a
	// text. All it has returned is good then.
	pause func()

	source string
	open   io.ReadCloser // nil between files
	texts  int           // of source so far

	// What follows goes from file to file with its memory.
	counter  counter
	inflater input.Inflater
	splitter *input.Splitter
}

// item is one text of the input, or what went wrong in reading.
type item struct {
	source string
	text   input.Text
	err    error
}

// next returns the next item; false after the last. Its bytes are good until
// the next call.
func (f *feed) next() (item, bool) {
	for {
		if f.open == nil {
			if len(f.files) == 0 {
				return item{}, false
			}
			if err := f.begin(); err != nil {
				return item{source: f.source, err: err}, true
			}
		}
		text, err := f.splitter.Next()
		if err == nil {
			f.texts++
			return item{source: f.source, text: text}, true
		}
		f.close()
		if !errors.Is(err, io.EOF) {
			return item{source: f.source, err: readError(f.source, err)}, true
		}
		if f.texts == 0 && f.tellEmpty {
			return item{source: f.source, err: readError(f.source, errors.New("there is no payload in it"))}, true
		}
	}
}

func (f *feed) begin() error {
	f.source, f.files, f.texts = f.files[0], f.files[1:], 0
	r, err := input.Open(f.source, f.in, f.pause)
	if err != nil {
		return err
	}
	f.open = r
	f.counter = counter{r, f.read}
	f.inflater.Reset(&f.counter)
	if f.splitter == nil {
		f.splitter = input.NewSplitter(&f.inflater, f.options)
	} else {
		f.splitter.Reset(&f.inflater)
	}
	return nil
}

func (f *feed) close() {
	if f.open != nil {
		f.open.Close()
		f.open = nil
	}
}

func readError(path string, err error) error {
	if path == input.Stdin {
		return fmt.Errorf("standard input: %s", plainError(err))
	}
	if _, named := errors.AsType[*fs.PathError](err); named {
		return err
	}
	return fmt.Errorf("%s: %w", input.Shown(path), err)
}

type counter struct {
	io.Reader
	read *atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read.Add(int64(n))
	return n, err
}
