package input

import "github.com/vhook/vhook/pkg/payload"

// arrayState says what an array that is split into its elements allows next.
type arrayState uint8

const (
	noArray    arrayState = iota
	wantValue             // an element
	wantComma             // ',' or ']'
	afterFault            // any of these: a broken element may have taken separators with it
)

// open reports whether the end of the stream would cut the array off in a way
// that no text has told yet.
func (a arrayState) open() bool { return a == wantValue || a == wantComma }

// enterArray enters the array that begins here if its first element is an
// object, and passes over an empty one. Any other array is one text.
func (s *Splitter) enterArray() bool {
	at, ok := s.peek(1)
	switch {
	case !ok:
		return false
	case s.buf[s.pos+at] == ']':
		s.advance(at + 1)
		return true
	case s.buf[s.pos+at] == '{':
		s.advance(at)
		s.array = wantValue
		return true
	}
	return false
}

// element passes over what stands between the elements of an array, or
// returns the next element, or what stands in the place of one.
func (s *Splitter) element() (Text, bool) {
	c, state := s.buf[s.pos], s.array
	switch {
	case c == ']' && state != wantValue:
		s.array = noArray
		s.advance(1)
		return Text{}, false
	case c == ',' && state != wantValue:
		s.array = wantValue
		s.advance(1)
		return Text{}, false
	case c == ']':
		s.array = noArray
		return s.misplaced(1, payload.ExpectValue), true
	case c == ',':
		return s.misplaced(1, payload.ExpectValue), true
	}
	t, closed := s.value()
	s.array = wantComma
	if !closed || state == afterFault {
		s.array = afterFault
	}
	if state == wantComma && t.Err == nil {
		t.Err = &payload.SyntaxError{Reason: payload.Unexpected, Expect: payload.ExpectCommaSquare, End: 1, Container: -1}
	}
	return t, true
}

// misplaced is the text of n bytes that cannot stand where they do.
func (s *Splitter) misplaced(n int, want payload.Expectation) Text {
	t := s.take(n)
	t.Err = &payload.SyntaxError{Reason: payload.Unexpected, Expect: want, End: n, Container: -1}
	return t
}

// value returns the element that begins here, and whether it has an end of
// its own.
func (s *Splitter) value() (Text, bool) {
	if opens(s.buf[s.pos]) || s.array != wantValue {
		return s.measured()
	}
	m := matcher{inString: s.buf[s.pos] == '"'}
	if m.inString {
		m.at = 1
	}
	for {
		if end, ok := m.scalar(s.window()); ok {
			return s.take(end), true
		}
		if !s.extend() {
			return s.measured()
		}
	}
}

// scalar returns the end of the string or of the word that text begins with.
func (m *matcher) scalar(text []byte) (end int, ok bool) {
	if m.inString {
		if m.scanString(text) == broken || m.inString {
			return 0, false
		}
		return m.at, true
	}
	for ; m.at < len(text); m.at++ {
		if c := text[m.at]; isSpace(c) || c == ',' || c == ']' || opens(c) || c == '}' {
			return max(m.at, 1), true
		}
	}
	return 0, false
}

// cutArray is the text in place of the rest of an array that is cut off.
func (s *Splitter) cutArray() Text {
	want := payload.ExpectCommaSquare
	if s.array == wantValue {
		want = payload.ExpectValue
	}
	s.array = noArray
	t := s.begin()
	t.Err = &payload.SyntaxError{Reason: payload.Truncated, Expect: want, Container: -1}
	return t
}
