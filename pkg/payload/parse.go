package payload

import (
	"bytes"
	"math"
)

// DefaultMaxDepth is the depth of nesting that [Document.Parse] allows unless
// told otherwise.
const DefaultMaxDepth = 512

// SniffLength is how much of a text tells whether it is text at all.
const SniffLength = 512

type openNode struct {
	node  int32 // the container
	count int32 // members or elements so far
	// escaped: at least one member name holds an escape sequence.
	escaped bool
}

// Parse reads text, which must hold exactly one JSON value with nothing but
// white space around it, nested at most maxDepth deep (0 = [DefaultMaxDepth]).
// The error is a *[SyntaxError]. The document keeps text and reuses its own
// memory, so that parsing allocates nothing once its lists have grown.
func (d *Document) Parse(text []byte, maxDepth int) error {
	if maxDepth == 0 {
		maxDepth = DefaultMaxDepth
	}
	d.Text, d.Nodes, d.Duplicates = text, d.Nodes[:0], d.Duplicates[:0]
	d.open, d.lines = d.open[:0], d.lines[:0]
	if len(text) > math.MaxInt32 {
		return &SyntaxError{Reason: TooLarge, Container: -1}
	}
	if err := checkEncoding(text); err != nil {
		return err
	}
	if err := d.parse(text, maxDepth); err != nil {
		return d.place(err)
	}
	return nil
}

// place adds what the error needs from the parser's state. A text that was cut
// off ends where its last character is, whatever line ends follow.
func (d *Document) place(err *SyntaxError) error {
	err.Container = -1
	if n := len(d.open); n > 0 {
		err.Container = int(d.Nodes[d.open[n-1].node].Start)
	}
	if err.Reason == Truncated && err.Start == len(d.Text) {
		err.End = len(bytes.TrimRight(d.Text, " \t\r\n"))
		err.Start = err.End
	}
	if err.Start < len(d.Text) && d.Text[err.Start] == 0 {
		err.Reason, err.End = NulByte, err.Start+1
	}
	return err
}

func checkEncoding(text []byte) error {
	switch {
	case bytes.HasPrefix(text, []byte("\xef\xbb\xbf")):
		return &SyntaxError{Reason: ByteOrderMark, End: 3, Container: -1}
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		return &SyntaxError{Reason: UTF16, End: 2, Container: -1}
	case len(text) >= 2 && (text[0] == 0) != (text[1] == 0):
		return &SyntaxError{Reason: UTF16, End: 2, Container: -1}
	}
	if nul := bytes.IndexByte(text[:min(len(text), SniffLength)], 0); nul >= 0 {
		return &SyntaxError{Reason: NulByte, Start: nul, End: nul + 1, Container: -1}
	}
	return nil
}

// parse is the grammar as one loop over three states, so that depth costs no
// stack: value, the member name before it, and what follows it.
func (d *Document) parse(text []byte, maxDepth int) *SyntaxError {
	var node Node
	i := skipSpace(text, 0)
	if i == len(text) {
		return &SyntaxError{Reason: Empty, Start: i, End: i}
	}
value:
	i = skipSpace(text, i)
	if i == len(text) {
		return &SyntaxError{Reason: Truncated, Expect: ExpectValue, Start: i, End: i}
	}
	node.Start, node.Next = int32(i), int32(len(d.Nodes)+1)
	switch c := text[i]; {
	case c == '"':
		end, escaped, err := scanString(text, i)
		if err != nil {
			return err
		}
		node.Kind, node.Escaped, i = String, escaped, end
	case c == '{' || c == '[':
		if len(d.open) == maxDepth {
			return &SyntaxError{Reason: TooDeep, Start: i, End: i + 1, MaxDepth: maxDepth}
		}
		node.Kind = Object
		if c == '[' {
			node.Kind = Array
		}
		d.open = append(d.open, openNode{node: int32(len(d.Nodes))})
		d.Nodes = append(d.Nodes, node)
		i = skipSpace(text, i+1)
		if i < len(text) && text[i] == c+2 { // '}' and ']' stand two after their opening
			goto closing
		}
		if c == '[' {
			node = Node{}
			goto value
		}
		goto key
	case c == '-' || '0' <= c && c <= '9':
		end, kind, err := scanNumber(text, i)
		if err != nil {
			return err
		}
		node.Kind, i = kind, end
	default:
		kind, end := scanLiteral(text, i)
		if kind == 0 {
			return literalError(text, i)
		}
		node.Kind, i = kind, end
	}
	node.End = int32(i)
	d.Nodes = append(d.Nodes, node)
after:
	node = Node{}
	i = skipSpace(text, i)
	if len(d.open) == 0 {
		if i < len(text) {
			return &SyntaxError{Reason: Trailing, Start: i, End: i + 1}
		}
		return nil
	}
	{
		top := &d.open[len(d.open)-1]
		top.count++
		object := d.Nodes[top.node].Kind == Object
		if i == len(text) {
			return &SyntaxError{Reason: Truncated, Expect: expectAfter(object), Start: i, End: i}
		}
		switch {
		case text[i] == ',' && object:
			i++
			goto key
		case text[i] == ',':
			i++
			goto value
		case text[i] == '}' && object, text[i] == ']' && !object:
			goto closing
		}
		return &SyntaxError{Reason: Unexpected, Expect: expectAfter(object), Start: i, End: i + 1}
	}
key:
	i = skipSpace(text, i)
	if i == len(text) || text[i] != '"' {
		return keyError(text, i, d.open[len(d.open)-1].count == 0)
	}
	{
		end, escaped, err := scanString(text, i)
		if err != nil {
			return err
		}
		node = Node{Key: int32(i + 1), KeyEnd: int32(end - 1), KeyEscaped: escaped}
		d.open[len(d.open)-1].escaped = d.open[len(d.open)-1].escaped || escaped
		i = skipSpace(text, end)
	}
	if i == len(text) || text[i] != ':' {
		return missing(text, i, ExpectColon)
	}
	i++
	goto value
closing:
	i++
	top := d.open[len(d.open)-1]
	d.open = d.open[:len(d.open)-1]
	d.Nodes[top.node].End, d.Nodes[top.node].Next = int32(i), int32(len(d.Nodes))
	if text[i-1] == '}' && top.count > 1 {
		d.findDuplicates(top)
	}
	goto after
}

func expectAfter(object bool) Expectation {
	if object {
		return ExpectCommaBrace
	}
	return ExpectCommaSquare
}

func missing(text []byte, i int, expect Expectation) *SyntaxError {
	if i == len(text) {
		return &SyntaxError{Reason: Truncated, Expect: expect, Start: i, End: i}
	}
	return &SyntaxError{Reason: Unexpected, Expect: expect, Start: i, End: i + 1}
}

func keyError(text []byte, i int, first bool) *SyntaxError {
	if first {
		return missing(text, i, ExpectKeyOrClose)
	}
	return missing(text, i, ExpectKey)
}

func skipSpace(text []byte, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
		i++
	}
	return i
}
