// Package payload owns one payload text: a strict, positioned JSON parser that
// writes a flat node list, the line table, JSON Pointers in both directions,
// the webhook envelope, and gjson queries on text the parser has accepted.
//
// Positions are byte offsets into the text. Lines and columns are derived only
// when somebody asks for them, see [Document.Position].
package payload

import (
	"bytes"
	"iter"
	"strconv"
)

// Kind is the type of a JSON value. Integer and Number are told apart by
// spelling: a number without fraction and exponent is an Integer.
type Kind uint8

// The kinds of value, in no particular order.
const (
	Object Kind = iota + 1
	Array
	String
	Integer
	Number
	True
	False
	Null
)

var kindNames = [...]string{"", "object", "array", "string", "integer", "number", "boolean", "boolean", "null"}

// String returns the name JSON Schema uses for the kind.
func (k Kind) String() string { return kindNames[k] }

// Node is one value of a document. Start and End delimit its text, Key and
// KeyEnd the characters of its member name without the quotes (both zero for
// the root and for array elements), and Next is the index of the node after
// its subtree. A container's children therefore lie in (index, Next).
type Node struct {
	Start, End  int32
	Key, KeyEnd int32
	Next        int32
	// aside is, of an object with a layout, its place among the laid ones of the
	// document plus one; of a short integer the complement of its value; or zero.
	aside int32
	// Sym is the number of the member name, zero where the document's Names
	// had none for it when it was parsed.
	Sym Sym
	// Escaped and KeyEscaped say that the string or the member name holds
	// escape sequences, so that its raw text is not its value.
	Escaped, KeyEscaped bool
	Kind                Kind
}

// Duplicate is a member name that one object has twice: the nodes of both
// members, in document order.
type Duplicate struct{ First, Again int }

// Document is a parsed payload text. The zero value is ready for
// [Document.Parse]; parsing again reuses its memory, so nodes of an earlier
// text must not be used afterwards.
type Document struct {
	Text       []byte
	Nodes      []Node
	Duplicates []Duplicate
	// Names, if not nil, numbers the member names.
	Names *Names

	stack   []container
	member  member
	keys    keySet
	lines   []int32
	marks   []mark
	table   *nameTable // of Names, as it was when the parse began
	named   int        // how many numbers that is
	met     []uint32   // by number, the last object that had the name
	objects uint32     // closed so far
	laid    []Members  // of the objects with a layout
	slots   []int32    // of which as many are given out as slotted says, the others zero
	slotted int
	decoded []byte // what Chars and Name have decoded
}

// Root is the index of the outermost value of every document.
const Root = 0

// None is the index that stands for an absent value.
const None = -1

// Kind returns the kind of node n, and zero for [None].
func (d *Document) Kind(n int) Kind {
	if n < 0 {
		return 0
	}
	return d.Nodes[n].Kind
}

// Raw returns the text of node n as it stands in the document.
func (d *Document) Raw(n int) []byte {
	return d.Text[d.Nodes[n].Start:d.Nodes[n].End]
}

// Children yields the members or elements of node n in document order, and
// nothing where n is [None] or a scalar.
func (d *Document) Children(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if n < 0 {
			return
		}
		for c, end := n+1, int(d.Nodes[n].Next); c < end; c = int(d.Nodes[c].Next) {
			if !yield(c) {
				return
			}
		}
	}
}

// Len returns the number of members or elements of node n.
func (d *Document) Len(n int) int {
	count := 0
	for range d.Children(n) {
		count++
	}
	return count
}

// Field follows member names from node n. It returns [None] as soon as a name
// is absent or a value on the way is no object. Of duplicate members it takes
// the first.
func (d *Document) Field(n int, names ...string) int {
	for _, name := range names {
		if n = find(d, n, name); n == None {
			return None
		}
	}
	return n
}

// Find returns the first member of node n that is called name, [None] where
// there is none.
func (d *Document) Find(n int, name []byte) int { return find(d, n, name) }

func find[T string | []byte](d *Document, n int, name T) int {
	if d.Kind(n) != Object {
		return None
	}
	nodes := d.Nodes
	for c, end := n+1, int(nodes[n].Next); c < end; c = int(nodes[c].Next) {
		node := &nodes[c]
		if node.KeyEscaped {
			if d.Key(c) == string(name) {
				return c
			}
		} else if int(node.KeyEnd-node.Key) == len(name) && string(d.Text[node.Key:node.KeyEnd]) == string(name) {
			return c
		}
	}
	return None
}

// KeyIs reports whether node n is a member called name.
func (d *Document) KeyIs(n int, name string) bool {
	node := &d.Nodes[n]
	if node.KeyEscaped {
		return d.Key(n) == name
	}
	return node.Key > 0 && string(d.Text[node.Key:node.KeyEnd]) == name
}

// Key returns the decoded member name of node n, empty where it has none.
func (d *Document) Key(n int) string {
	node := &d.Nodes[n]
	raw := d.Text[node.Key:node.KeyEnd]
	if node.KeyEscaped {
		raw = unescape(nil, raw)
	}
	return string(raw)
}

// IsNull reports whether node n is absent or null, which Voucherify uses
// interchangeably.
func (d *Document) IsNull(n int) bool { return n < 0 || d.Nodes[n].Kind == Null }

// Str returns the decoded value of a string node, and "" for any other.
func (d *Document) Str(n int) string {
	if d.Kind(n) != String {
		return ""
	}
	node := &d.Nodes[n]
	raw := d.Text[node.Start+1 : node.End-1]
	if node.Escaped {
		raw = unescape(nil, raw)
	}
	return string(raw)
}

// Chars returns the decoded value of a string node, and nil for any other. It
// is good until the next parse. Unlike Str it must not be called concurrently.
func (d *Document) Chars(n int) []byte {
	if uint(n) >= uint(len(d.Nodes)) {
		return nil
	}
	node := &d.Nodes[n]
	if node.Kind != String {
		return nil
	}
	raw := d.Text[node.Start+1 : node.End-1]
	if node.Escaped {
		raw = d.decode(raw, true)
	}
	return raw
}

// Name returns the decoded member name of node n, as Chars does a value.
func (d *Document) Name(n int) []byte {
	node := &d.Nodes[n]
	return d.decode(d.Text[node.Key:node.KeyEnd], node.KeyEscaped)
}

func (d *Document) decode(raw []byte, escaped bool) []byte {
	if !escaped {
		return raw
	}
	start := len(d.decoded)
	d.decoded = unescape(d.decoded, raw)
	return d.decoded[start:len(d.decoded):len(d.decoded)]
}

// StrIs reports whether node n is a string with the value s.
func (d *Document) StrIs(n int, s string) bool {
	if d.Kind(n) != String {
		return false
	}
	node := &d.Nodes[n]
	if node.Escaped {
		return d.Str(n) == s
	}
	return string(d.Text[node.Start+1:node.End-1]) == s
}

// Int returns the value of an integer node. It is false for every other node
// and for an integer that does not fit 64 bits.
func (d *Document) Int(n int) (int64, bool) {
	if d.Kind(n) != Integer {
		return 0, false
	}
	raw := d.Raw(n)
	if len(raw) > 20 {
		return 0, false
	}
	v, err := strconv.ParseInt(string(raw), 10, 64)
	return v, err == nil
}

// Float returns the value of a numeric node, rounded to 64-bit floating point.
// It is false for other kinds and for a number out of range.
func (d *Document) Float(n int) (float64, bool) {
	if k := d.Kind(n); k != Integer && k != Number {
		return 0, false
	}
	v, err := strconv.ParseFloat(string(d.Raw(n)), 64)
	return v, err == nil
}

// Equal reports whether nodes a and b are the same scalar, strings decoded and
// numbers by spelling. It is false for objects and arrays: a look-up for each
// member of a large object would take the square of its size.
func (d *Document) Equal(a, b int) bool {
	x, y := &d.Nodes[a], &d.Nodes[b]
	switch {
	case x.Kind != y.Kind, x.Kind == Object, x.Kind == Array:
		return false
	case x.Escaped, y.Escaped:
		return d.Str(a) == d.Str(b)
	}
	return bytes.Equal(d.Raw(a), d.Raw(b))
}
