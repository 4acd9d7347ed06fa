package payload

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"unicode/utf8"
)

// DefaultMaxDepth is the depth of nesting that [Document.Parse] allows unless
// told otherwise.
const DefaultMaxDepth = 512

// SniffLength is how much of a text tells whether it is text at all.
const SniffLength = 512

// container is an object or array that is still open.
type container struct {
	node    int32
	empty   bool // no member name has been read yet
	escaped bool // a member name holds an escape sequence
}

// member is a member name that has been read, before its value.
type member struct {
	start, end int32
	sym        Sym
	escaped    bool
}

// Parse reads text, which must hold exactly one JSON value with nothing but
// white space around it, nested at most maxDepth deep (0 = [DefaultMaxDepth]).
// The error is a *[SyntaxError]. The document keeps text and reuses its own
// memory, so that parsing allocates nothing once its lists have grown.
func (d *Document) Parse(text []byte, maxDepth int) error {
	if maxDepth == 0 {
		maxDepth = DefaultMaxDepth
	}
	d.Begin(text)
	d.member = member{}
	if d.Nodes == nil {
		d.Nodes = make([]Node, 0, min(len(text)/usualNode, manyNodes))
	}
	if len(text) > math.MaxInt32 {
		return &SyntaxError{Reason: TooLarge, MaxSize: math.MaxInt32, Container: -1}
	}
	if err := checkEncoding(text); err != nil {
		return err
	}
	if err := d.parse(text, maxDepth); err != nil {
		return d.place(err)
	}
	return nil
}

// A first text is taken to have a node in so many bytes, but for large ones: lists
// that grow leave much behind.
const (
	usualNode = 10
	manyNodes = 1 << 10
)

// place adds what the error needs from the parser's state. A text that was cut
// off ends where its last character is, whatever line ends follow, and a
// character that cannot stand where it does is told whole.
func (d *Document) place(err *SyntaxError) error {
	err.Container = -1
	if n := len(d.stack); n > 0 {
		err.Container = int(d.Nodes[d.stack[n-1].node].Start)
	}
	if err.Reason == Truncated && err.Start == len(d.Text) {
		err.End = len(bytes.TrimRight(d.Text, " \t\r\n"))
		err.Start = err.End
	}
	if err.Reason == Unexpected || err.Reason == Trailing {
		_, size := utf8.DecodeRune(d.Text[err.Start:])
		err.End = err.Start + size
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
	case len(text) >= 4 && (begins(binary.LittleEndian.Uint32(text)) || begins(binary.BigEndian.Uint32(text))):
		return &SyntaxError{Reason: UTF32, End: 4, Container: -1}
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		return &SyntaxError{Reason: UTF16, End: 2, Container: -1}
	case len(text) >= 2 && (text[0] == 0) != (text[1] == 0) && text[0]|text[1] >= '\t': // as JSON begins
		return &SyntaxError{Reason: UTF16, End: 2, Container: -1}
	}
	if nul := bytes.IndexByte(text[:min(len(text), SniffLength)], 0); nul >= 0 {
		return &SyntaxError{Reason: NulByte, Start: nul, End: nul + 1, Container: -1}
	}
	return nil
}

// begins reports whether a text may begin with a character: the byte order mark
// or any of ASCII that JSON does.
func begins(r uint32) bool { return r == 0xfeff || '\t' <= r && r < utf8.RuneSelf }

// parse is the grammar as one loop, so that depth costs no stack: a value with
// the member name before it, then what follows it.
func (d *Document) parse(text []byte, maxDepth int) *SyntaxError {
	i := skipSpace(text, 0)
	if i == len(text) {
		return &SyntaxError{Reason: Empty, Start: i, End: i}
	}
	for {
		i = skipSpace(text, i)
		if i == len(text) {
			return &SyntaxError{Reason: Truncated, Expect: ExpectValue, Start: i, End: i}
		}
		c := text[i]
		if c != '{' && c != '[' {
			end, err := d.scalar(text, i)
			if err != nil {
				return err
			}
			i = end
		} else {
			if len(d.stack) == maxDepth {
				return &SyntaxError{Reason: TooDeep, Start: i, End: i + 1, MaxDepth: maxDepth}
			}
			d.open(i)
			i = skipSpace(text, i+1)
			if i == len(text) || text[i] != c+2 { // '}' and ']' stand two after their opening
				if c == '{' {
					end, err := d.name(text, i)
					if err != nil {
						return err
					}
					i = end
				}
				continue
			}
		}
		end, err := d.follow(text, i)
		if err != nil || len(d.stack) == 0 {
			return err
		}
		i = end
	}
}

// append adds a node for a value that begins at offset start, with the member
// name that was read before it. The fields are set one by one in place: copying
// a whole node that has just been put together waits for its stores.
func (d *Document) append(kind Kind, start int) *Node {
	n := len(d.Nodes)
	if n == cap(d.Nodes) {
		d.Nodes = slices.Grow(d.Nodes, 1)
	}
	d.Nodes = d.Nodes[:n+1]
	node := &d.Nodes[n]
	node.Start, node.Next, node.Kind, node.Escaped = int32(start), int32(n+1), kind, false
	node.aside = 0
	node.Key, node.KeyEnd = d.member.start, d.member.end
	node.Sym, node.KeyEscaped = d.member.sym, d.member.escaped
	d.member = member{}
	return node
}

// open adds the container that opens at text[i].
func (d *Document) open(i int) {
	kind := Object
	if d.Text[i] == '[' {
		kind = Array
	}
	d.stack = append(d.stack, container{node: int32(len(d.Nodes)), empty: true})
	d.append(kind, i)
}

// scalar adds the value at text[i], which is no container, and returns the
// offset after it.
func (d *Document) scalar(text []byte, i int) (end int, err *SyntaxError) {
	kind, escaped := String, false
	switch c := text[i]; {
	case c == '"':
		end, escaped, err = scanString(text, i)
	case c == '-' || '0' <= c && c <= '9':
		end, kind, err = scanNumber(text, i)
	default:
		if kind, end = scanLiteral(text, i); kind == 0 {
			err = literalError(text, i)
		}
	}
	node := d.append(kind, i)
	node.End, node.Escaped = int32(end), escaped
	if kind == Integer {
		node.ReadShort(text, i)
	}
	return end, err
}

// follow reads what stands after a value: the brackets that close here, then a
// comma and, in an object, the next member name. The stack is empty after the
// end of the outermost value.
func (d *Document) follow(text []byte, i int) (int, *SyntaxError) {
	for len(d.stack) > 0 {
		i = skipSpace(text, i)
		object := d.Nodes[d.stack[len(d.stack)-1].node].Kind == Object
		switch {
		case i == len(text):
			return i, &SyntaxError{Reason: Truncated, Expect: expectAfter(object), Start: i, End: i}
		case text[i] == ',' && object:
			return d.name(text, i+1)
		case text[i] == ',':
			return i + 1, nil
		case text[i] == '}' && object, text[i] == ']' && !object:
			i++
			d.close(i)
		default:
			return i, &SyntaxError{Reason: Unexpected, Expect: expectAfter(object), Start: i, End: i + 1}
		}
	}
	if i = skipSpace(text, i); i < len(text) {
		return i, &SyntaxError{Reason: Trailing, Start: i, End: i + 1}
	}
	return i, nil
}

// close ends the innermost container at offset end.
func (d *Document) close(end int) {
	top := d.stack[len(d.stack)-1]
	d.stack = d.stack[:len(d.stack)-1]
	node := &d.Nodes[top.node]
	node.End, node.Next = int32(end), int32(len(d.Nodes))
	if node.Kind == Object && node.Next > int32(top.node)+2 {
		d.findDuplicates(top)
	}
}

// name reads a member name with its colon and returns the offset after them.
func (d *Document) name(text []byte, i int) (int, *SyntaxError) {
	top := &d.stack[len(d.stack)-1]
	i = skipSpace(text, i)
	if i == len(text) || text[i] != '"' {
		return i, nameError(text, i, top.empty)
	}
	end, escaped, err := scanString(text, i)
	if err != nil {
		return i, err
	}
	d.member = member{int32(i + 1), int32(end - 1), 0, escaped}
	if d.named > 1 {
		d.member.sym = d.table.find(d.decode(text[i+1:end-1], escaped))
	}
	top.empty, top.escaped = false, top.escaped || escaped
	i = skipSpace(text, end)
	if i == len(text) || text[i] != ':' {
		return i, missing(text, i, ExpectColon)
	}
	return i + 1, nil
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

func nameError(text []byte, i int, first bool) *SyntaxError {
	if first {
		return missing(text, i, ExpectKeyOrClose)
	}
	return missing(text, i, ExpectKey)
}

// skipSpace is small enough to be inlined where there mostly is no space.
func skipSpace(text []byte, i int) int {
	if i < len(text) && text[i] > ' ' {
		return i
	}
	return skipBlanks(text, i)
}

func skipBlanks(text []byte, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
		i++
	}
	return i
}
