package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/input"
	"github.com/vhook/vhook/pkg/report"
)

// inputFlags are what the commands share that read payloads.
type inputFlags struct {
	event        string
	allowUnknown bool
	allowEmpty   bool
}

func (f *inputFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.event, "event", "", "event the payloads are of, whatever they say of themselves")
	cmd.Flags().BoolVar(&f.allowEmpty, "allow-empty", false, "finding no payload at all is no failure")
	_ = cmd.RegisterFlagCompletionFunc("event", completeArg(eventNames))
}

// checker returns a checker as the flags say.
func (f *inputFlags) checker() (*check.Checker, error) {
	catalogue := event.Default()
	if f.event != "" && catalogue.Find(f.event) == nil {
		return nil, unknown("event", f.event, catalogue.Names())
	}
	return check.NewChecker(catalogue, check.Options{Event: f.event, AllowUnknown: f.allowUnknown}), nil
}

// errNoInput is a usage error: there is nothing that could be read.
var errNoInput = errors.New("no payload: name a file, or pipe one in\nsee vhook --help")

// inspector looks at one payload text, as far as a command needs.
type inspector func(text []byte) (*check.Result, error)

// recognise is an inspector that goes no further than detection.
func recognise(c *check.Checker) inspector {
	return func(text []byte) (*check.Result, error) { return c.Recognise(text), nil }
}

// each inspects every payload of the paths and hands the results to fn, in
// order; without paths it reads standard input. What cannot be read is told
// and ends in errInput, after everything else is done. An error of fn ends the
// walk.
func (f *inputFlags) each(s *streams, paths []string, look inspector, fn func(*report.Payload) error) error {
	if len(paths) == 0 {
		if isTerminal(s.in) {
			return errNoInput
		}
		paths = []string{input.Stdin}
	}
	w := walk{streams: s, look: look, fn: fn}
	paths = slices.Clone(paths)
	slices.Sort(paths)
	for _, path := range paths {
		if err := w.path(path); err != nil {
			return err
		}
	}
	if w.payloads == 0 && !w.failed && !f.allowEmpty {
		s.complain(errors.New("there is no payload in the input"))
		w.failed = true
	}
	if w.failed {
		return errInput
	}
	return nil
}

// walk is the state of one walk over the input.
type walk struct {
	*streams
	look     inspector
	fn       func(*report.Payload) error
	payloads int
	failed   bool
}

// path reads one path. Its error is of fn; trouble with the input is told.
func (w *walk) path(path string) error {
	r, err := input.Open(path, w.in)
	if err != nil {
		w.complain(err)
		w.failed = true
		return nil
	}
	defer r.Close()
	splitter := input.NewSplitter(r)
	for {
		text, err := splitter.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			w.complain(readError(path, err))
			w.failed = true
			return nil
		}
		w.payloads++
		if err := w.text(path, text); err != nil {
			return err
		}
	}
}

func readError(path string, err error) error {
	if path == input.Stdin {
		return fmt.Errorf("standard input: %s", plainError(err))
	}
	return err
}

func (w *walk) text(path string, text input.Text) error {
	result, err := w.look(text.Bytes)
	if err != nil {
		return err
	}
	return w.fn(&report.Payload{
		Source: path, Index: text.Index, Offset: text.Offset, Line: text.Line, Column: text.Column, Result: result,
	})
}
