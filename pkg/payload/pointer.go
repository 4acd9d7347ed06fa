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
		child, index := d.towards(at, n)
		token := strconv.Itoa(index)
		if d.Nodes[at].Kind == Object {
			token = EscapeToken(d.Key(child))
		}
		b.WriteString("/" + token)
		at = child
	}
	return b.String()
}

// towards returns the child of a container that node n is or lies below, and which
// of its children that is.
func (d *Document) towards(container, n int) (child, index int) {
	for child = container + 1; int(d.Nodes[child].Next) <= n; child = int(d.Nodes[child].Next) {
		index++
	}
	return child, index
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

// EscapeToken writes a member name as a reference token of a JSON Pointer.
func EscapeToken(name string) string { return pointerEscaper.Replace(name) }

// Parent returns the container of node n, and [None] for the root.
func (d *Document) Parent(n int) int {
	parent := None
	for at := Root; at != n; {
		parent = at
		at, _ = d.towards(at, n)
	}
	return parent
}

var pointerUnescaper = strings.NewReplacer("~1", "/", "~0", "~")

// Lookup returns the node a JSON Pointer leads to from the root, and [None]
// where there is none or the pointer is malformed.
func (d *Document) Lookup(pointer string) int {
	if pointer == "" {
		return Root
	}
	tokens, ok := strings.CutPrefix(pointer, "/")
	if !ok {
		return None
	}
	at := Root
	for token := range strings.SplitSeq(tokens, "/") {
		at = d.step(at, pointerUnescaper.Replace(token))
	}
	return at
}

func (d *Document) step(n int, token string) int {
	if d.Kind(n) != Array {
		return find(d, n, token)
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
