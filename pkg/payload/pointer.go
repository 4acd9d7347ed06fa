package payload

import (
	"strconv"
	"strings"
)

// Pointer returns the JSON Pointer (RFC 6901) from the root of the document to
// node n; the root's is "".
func (d *Document) Pointer(n int) string {
	var b strings.Builder
	for at := Root; at != n; {
		index := 0
		for c := range d.Children(at) {
			if n < int(d.Nodes[c].Next) {
				writeToken(&b, d, at, c, index)
				at = c
				break
			}
			index++
		}
	}
	return b.String()
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

func writeToken(b *strings.Builder, d *Document, parent, child, index int) {
	b.WriteByte('/')
	if d.Nodes[parent].Kind == Array {
		b.WriteString(strconv.Itoa(index))
		return
	}
	b.WriteString(EscapeToken(d.Key(child)))
}

// EscapeToken writes a member name as a reference token of a JSON Pointer.
func EscapeToken(name string) string { return pointerEscaper.Replace(name) }

// Parent returns the container of node n, and [None] for the root.
func (d *Document) Parent(n int) int {
	parent := None
	for at := Root; at != n; {
		parent = at
		for c := range d.Children(at) {
			if n < int(d.Nodes[c].Next) {
				at = c
				break
			}
		}
	}
	return parent
}

var pointerUnescaper = strings.NewReplacer("~1", "/", "~0", "~")

// Lookup returns the node a JSON Pointer leads to from the root, and [None]
// where there is none or the pointer is malformed.
func (d *Document) Lookup(pointer string) int {
	at := Root
	for pointer != "" {
		rest, ok := strings.CutPrefix(pointer, "/")
		if !ok {
			return None
		}
		var token string
		token, pointer = rest, ""
		if slash := strings.IndexByte(rest, '/'); slash >= 0 {
			token, pointer = rest[:slash], rest[slash:]
		}
		if at = d.step(at, pointerUnescaper.Replace(token)); at == None {
			return None
		}
	}
	return at
}

func (d *Document) step(n int, token string) int {
	if d.Kind(n) != Array {
		return d.field(n, token)
	}
	want, err := strconv.Atoi(token)
	if err != nil || strconv.Itoa(want) != token {
		return None
	}
	for c := range d.Children(n) {
		if want == 0 {
			return c
		}
		want--
	}
	return None
}
