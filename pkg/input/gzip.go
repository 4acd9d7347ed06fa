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
	r     io.Reader
	begun bool
	gzip  bool

	inflated gzip.Reader
	packed   *bufio.Reader // what it reads
}

// inflate returns a reader of what r holds.
func inflate(r io.Reader) *Inflater { return &Inflater{r: r} }

// Reset makes the inflater one of what r holds, in the memory that it has.
func (i *Inflater) Reset(r io.Reader) { i.r, i.begun, i.gzip = r, false, false }

func (i *Inflater) Read(p []byte) (int, error) {
	if !i.begun {
		i.begun = true
		return i.begin(p)
	}
	n, err := i.r.Read(p)
	if err == io.EOF && i.gzip {
		if n > 0 {
			return n, nil // what follows may have to be waited for
		}
		err = i.follow()
	}
	return n, i.failed(err)
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
	i.gzip = bytes.HasPrefix(head[:n], gzipMagic)
	if !i.gzip && len(head) == len(p) {
		return n, err
	}
	rest := i.r
	if err != nil {
		rest = errorReader{err}
	}
	whole := io.MultiReader(bytes.NewReader(bytes.Clone(head[:n])), rest) // p is about to be written to
	i.r = whole
	if i.gzip {
		if err := i.unpack(whole); err != nil {
			return 0, i.failed(err)
		}
	}
	return i.Read(p)
}

func (i *Inflater) unpack(whole io.Reader) error {
	if i.packed == nil {
		i.packed = bufio.NewReader(nil)
	}
	i.packed.Reset(whole)
	i.r = &i.inflated
	return i.member()
}

// member begins one, whose end is told: gzip itself would not tell what follows
// the last from one that is cut off.
func (i *Inflater) member() error {
	err := i.inflated.Reset(i.packed)
	i.inflated.Multistream(false)
	return err
}

var errSurplus = errors.New("something else follows the gzip data")

// follow begins the member behind one, io.EOF where there is none.
func (i *Inflater) follow() error {
	head, err := i.packed.Peek(len(gzipMagic))
	switch {
	case len(head) == 0:
		return err
	case !bytes.HasPrefix(gzipMagic, head):
		return errSurplus
	}
	return i.member()
}

func (i *Inflater) failed(err error) error {
	if err == errSurplus || !i.gzip {
		return err
	}
	return gzipError(err)
}

// gzipError words what went wrong in inflating.
func gzipError(err error) error {
	switch {
	case err == nil, err == io.EOF:
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the gzip data is cut off")
	}
	return fmt.Errorf("broken gzip data: %w", err)
}

// packedBody inflates the gzip data that a splitter has come to, and takes from it
// nothing that stands behind them.
type packedBody struct {
	s        *Splitter
	inflated gzip.Reader
}

func newPackedBody(s *Splitter) *packedBody {
	b := &packedBody{s: s}
	b.member()
	return b
}

// member begins one; Read tells what is wrong with its head.
func (b *packedBody) member() {
	_ = b.inflated.Reset(remainder{b.s})
	b.inflated.Multistream(false)
}

func (b *packedBody) Read(p []byte) (int, error) {
	n, err := b.inflated.Read(p)
	if err == io.EOF {
		if n > 0 {
			return n, nil // what follows may have to be waited for
		}
		if b.s.ensured(gzipMagic) {
			b.member()
			err = nil
		}
	}
	return n, gzipError(err)
}

// remainder reads what a splitter has not handed out. From a ByteReader gzip takes
// no more than it needs.
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

// errorReader fails.
type errorReader struct{ error }

func (e errorReader) Read([]byte) (int, error) { return 0, e.error }
