package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/report"
)

// streams are the standard streams of a run.
type streams struct {
	in  io.Reader
	out *standardOutput
	err io.Writer
	interruption
}

func newStreams(in io.Reader, out, errOut io.Writer) *streams {
	return &streams{in: in, out: &standardOutput{bufio.NewWriter(outputWriter{out}), out}, err: errOut}
}

// standardOutput is written out by the end of the run at the latest. From the
// first failure on every write and the flush fail with it, so it is enough to
// tell it there.
type standardOutput struct {
	*bufio.Writer
	to io.Writer
}

// outputWriter names standard output in its failures.
type outputWriter struct{ io.Writer }

func (w outputWriter) Write(text []byte) (int, error) {
	n, err := w.Writer.Write(text)
	if path, ok := errors.AsType[*os.PathError](err); ok {
		err = path.Err // its name is the system's
	}
	if err != nil {
		err = fileError{fmt.Errorf("standard output: %w", err)}
	}
	return n, err
}

// fileError is why something could not be read or written, yet to be told.
type fileError struct{ error }

func (e fileError) Unwrap() error { return e.error }

// complain writes an error about the run to standard error.
func (s *streams) complain(err error) { fmt.Fprintf(s.err, "vhook: %s\n", plainError(err)) }

// plainError words an error of the file system without the name of the call.
func plainError(err error) string {
	if path, ok := errors.AsType[*os.PathError](err); ok {
		return fmt.Sprintf("%s: %v", input.Shown(path.Path), path.Err)
	}
	return err.Error()
}

// fileFailure tells of a file that cannot be read or written and makes that
// the run's failure; any other error it returns as it is.
func (s *streams) fileFailure(err error) error {
	if _, ok := errors.AsType[*os.PathError](err); !ok || errors.Is(err, syscall.EPIPE) {
		return err
	}
	s.complain(err)
	return errInput
}

// complainOf tells why the text of a payload could not be used.
func (s *streams) complainOf(p *report.Payload) {
	f := p.Findings[0]
	at := p.Place(f.Start)
	s.complain(fmt.Errorf("%s:%d:%d: %s", input.Shown(p.Source), at.Line, at.Column, f.Message))
}
