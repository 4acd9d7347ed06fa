package input

import (
	"bytes"
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

// maxExtractDepth is how deep an object may nest that is looked for in other
// text. It bounds how often a byte of hostile text is looked at.
const maxExtractDepth = 64

// extractor finds objects in other text.
type extractor struct {
	wanted func(*payload.Document) bool
	doc    payload.Document
	// hopeless are the offsets in the source of brackets that are known to
	// begin no object: they stood open where an object around them broke off.
	hopeless []int64
}

// parse leaves the objects that stand open where text breaks off with no end:
// a document leaves in a node what an earlier parse has put there.
func (x *extractor) parse(text []byte) error {
	clear(x.doc.Nodes)
	return x.doc.Parse(text, maxExtractDepth)
}

// nextExtract returns the next object that is wanted, or that is none because
// it is cut off or broken, but opens like a payload.
func (s *Splitter) nextExtract() (Text, error) {
	for {
		next := bytes.IndexByte(s.buf[s.pos:], '{')
		if next < 0 {
			s.advance(len(s.buf) - s.pos)
			if !s.fill() {
				return Text{}, s.err
			}
			continue
		}
		s.advance(next)
		if end := s.candidate(); end > s.max {
			t := s.take(end)
			t.Bytes = t.Bytes[:min(end, beginningLength)]
			t.Err = &payload.SyntaxError{Reason: payload.TooLarge, MaxSize: s.max, Container: -1}
			return t, nil
		} else if end > 0 {
			return s.take(end), nil
		}
		s.advance(1)
	}
}

// candidate returns the end (from pos) of the object that begins here, or of
// what there is of a payload, zero where there is none or it is not wanted.
func (s *Splitter) candidate() int {
	x := &s.extract
	for len(x.hopeless) > 0 && x.hopeless[0] < s.offset {
		x.hopeless = x.hopeless[1:]
	}
	if len(x.hopeless) > 0 && x.hopeless[0] == s.offset {
		return 0
	}
	if err := s.parseCandidate(); err != nil {
		switch {
		case err.Reason == payload.TooDeep:
			return 0
		case x.opensPayload():
			return s.cutEnd(err)
		}
		s.giveUp()
		return 0
	}
	end := int(x.doc.Nodes[payload.Root].End)
	if x.parse(s.buf[s.pos:s.pos+end]) != nil || !x.wanted(&x.doc) {
		return 0
	}
	return end
}

// parseCandidate parses the object that begins here, whatever follows it,
// reading on while its end is not in sight.
func (s *Splitter) parseCandidate() *payload.SyntaxError {
	// No reason to refuse a text lies further before its end than this, when
	// it is one that more text could remove.
	const margin = 16
	for {
		text := s.window()
		err, _ := s.extract.parse(text).(*payload.SyntaxError)
		if err == nil || err.Reason == payload.Trailing {
			return nil
		}
		if err.Reason != payload.Truncated && err.End+margin < len(text) {
			return err
		}
		if s.ensure(min(2*len(text), s.max+1)); len(s.window()) == len(text) {
			return err
		}
	}
}

// envelopeKeys are the members by which a payload is told that is not whole.
var envelopeKeys = []string{"id", "type", "data", "event", "source", "project_id", "created_at"}

// firstKeys is how many members of an object are looked at for them.
const firstKeys = 8

// opensPayload reports whether what was parsed of a broken object begins like
// a payload: with two members of its envelope, or with the id of a webhook.
func (x *extractor) opensPayload() bool {
	d, known := &x.doc, 0
	for i, n := 0, payload.Root+1; i < firstKeys && n < len(d.Nodes); i++ {
		if i == 0 && bytes.HasPrefix(d.Text[d.Nodes[n].Start:], []byte(`"whs_`)) {
			return true
		}
		if slices.Contains(envelopeKeys, d.Key(n)) {
			known++
		}
		if d.Nodes[n].End == 0 {
			break // still open: what follows is inside of it
		}
		n = int(d.Nodes[n].Next)
	}
	return known >= 2
}

// cutEnd returns the end (from pos) of a payload that err breaks off: with the
// line before, where the fault is that another line begins there.
func (s *Splitter) cutEnd(err *payload.SyntaxError) int {
	text := s.window()
	before := bytes.TrimRight(text[:err.Start], " \t\r\n")
	if err.Reason != payload.Truncated && bytes.IndexByte(text[len(before):err.Start], '\n') >= 0 {
		return len(before)
	}
	return min(err.End, len(text))
}

// giveUp notes the brackets of objects that are still open where a parse ended.
func (s *Splitter) giveUp() {
	for _, n := range s.extract.doc.Nodes {
		if n.Kind == payload.Object && n.End == 0 && n.Start > 0 {
			s.extract.hopeless = append(s.extract.hopeless, s.offset+int64(n.Start))
		}
	}
	slices.Sort(s.extract.hopeless)
}
