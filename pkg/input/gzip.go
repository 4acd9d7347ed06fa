package input

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// gzipMagic is how a gzip member with the one known method begins.
var gzipMagic = []byte{0x1f, 0x8b, 8}

// Inflater reads what another reader holds: the contents where that is gzip,
// of one member or several, else the bytes as they are. Nothing is read before
// the first Read.
type Inflater struct {
	r       io.Reader
	begun   bool
	members members
	packed  *bufio.Reader // what they are read from
}

func inflate(r io.Reader) *Inflater { return &Inflater{r: r} }

// Reset makes the inflater one of what r holds, in the memory that it has.
func (i *Inflater) Reset(r io.Reader) { i.r, i.begun = r, false }

func (i *Inflater) Read(p []byte) (int, error) {
	if !i.begun {
		i.begun = true
		return i.begin(p)
	}
	return i.r.Read(p)
}

// begin is the first Read. What is no gzip arrives in p without a detour, so
// that to look at it costs a small file no read of its own.
func (i *Inflater) begin(p []byte) (int, error) {
	head := p
	if len(p) < len(gzipMagic) {
		head = make([]byte, len(gzipMagic))
	}
	n, err := 0, error(nil)
	for n < len(gzipMagic) && err == nil {
		var more int
		more, err = i.r.Read(head[n:])
		n += more
	}
	packed := bytes.HasPrefix(head[:n], gzipMagic)
	if !packed && len(head) == len(p) {
		return n, err
	}
	rest := i.r
	if err != nil {
		rest = errorReader{err}
	}
	i.r = io.MultiReader(bytes.NewReader(bytes.Clone(head[:n])), rest) // p is about to be written to
	if packed {
		i.unpack()
	}
	return i.Read(p)
}

// unpack makes i read the contents of what it would read.
func (i *Inflater) unpack() {
	if i.packed == nil {
		i.packed = bufio.NewReader(nil)
		i.members = members{source: i.packed, follows: i.follows}
	}
	i.packed.Reset(i.r)
	i.r = &i.members
	i.members.begin()
}

var errSurplus = errors.New("something else follows the gzip data")

func (i *Inflater) follows() error {
	head, err := i.packed.Peek(len(gzipMagic))
	switch {
	case len(head) == 0:
		return err
	case !bytes.HasPrefix(gzipMagic, head):
		return errSurplus
	}
	return nil
}

// members inflates gzip data, of which it takes one member at a time: gzip itself
// would not tell what follows the last from one that is cut off.
type members struct {
	inflated gzip.Reader
	source   io.Reader // a ByteReader, of which gzip takes no more than it needs
	// follows is nil where a member begins, io.EOF where there is none.
	follows func() error
}

// begin begins a member; Read tells what is wrong with its head.
func (m *members) begin() {
	_ = m.inflated.Reset(m.source)
	m.inflated.Multistream(false)
}

func (m *members) Read(p []byte) (int, error) {
	n, err := m.inflated.Read(p)
	if err == io.EOF {
		if n > 0 {
			return n, nil // what follows may have to be waited for
		}
		if err = m.follows(); err == nil {
			m.begin()
		}
	}
	return n, gzipError(err)
}

// gzipError words what went wrong in inflating.
func gzipError(err error) error {
	switch {
	case err == nil, err == io.EOF, err == errSurplus:
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the gzip data is cut off")
	}
	return fmt.Errorf("broken gzip data: %w", err)
}

// inflateHere returns a reader of what is in the gzip data that s has come to. It
// takes nothing that stands behind them.
func (s *Splitter) inflateHere() io.Reader {
	m := &members{source: remainder{s}, follows: func() error {
		if !s.ensured(gzipMagic) {
			return io.EOF
		}
		return nil
	}}
	m.begin()
	return m
}

// remainder reads what a splitter has not handed out.
type remainder struct{ s *Splitter }

func (r remainder) Read(p []byte) (int, error) {
	if r.s.pos == len(r.s.buf) && !r.s.fill() {
		return 0, r.s.err
	}
	n := copy(p, r.s.buf[r.s.pos:])
	r.s.advance(n)
	return n, nil
}

func (r remainder) ReadByte() (byte, error) {
	var b [1]byte
	_, err := r.Read(b[:])
	return b[0], err
}

type errorReader struct{ error }

func (e errorReader) Read([]byte) (int, error) { return 0, e.error }
