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

// nextExtract returns the next object that is wanted.
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
		if end := s.candidate(); end > 0 {
			return s.take(end), nil
		}
		s.advance(1)
	}
}

// candidate returns the end (from pos) of the object that begins here, zero
// where there is none or it is not wanted.
func (s *Splitter) candidate() int {
	x := &s.extract
	for len(x.hopeless) > 0 && x.hopeless[0] < s.offset {
		x.hopeless = x.hopeless[1:]
	}
	if len(x.hopeless) > 0 && x.hopeless[0] == s.offset {
		return 0
	}
	if err := s.parseCandidate(); err != nil {
		if err.Reason != payload.TooDeep {
			s.giveUp()
		}
		return 0
	}
	end := int(x.doc.Nodes[payload.Root].End)
	if x.doc.Parse(s.buf[s.pos:s.pos+end], maxExtractDepth) != nil || !x.wanted(&x.doc) {
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
		err, _ := s.extract.doc.Parse(text, maxExtractDepth).(*payload.SyntaxError)
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

// giveUp notes the brackets of objects that are still open where a parse ended.
func (s *Splitter) giveUp() {
	for _, n := range s.extract.doc.Nodes {
		if n.Kind == payload.Object && n.End == 0 && n.Start > 0 {
			s.extract.hopeless = append(s.extract.hopeless, s.offset+int64(n.Start))
		}
	}
	slices.Sort(s.extract.hopeless)
}
