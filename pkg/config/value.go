package config

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
	"github.com/vhook/vhook/pkg/event"
)

// value is one value of a file with its place: a scalar as it is written, a
// list or a mapping. Null and nothing are the same.
type value struct {
	Place
	kind    kind
	text    string
	items   []value
	members []member
}

type kind uint8

const (
	nothing kind = iota
	scalar
	list
	mapping
)

var kindNames = [...]string{"nothing", "a single value", "a list", "a mapping"}

// member is a member of a mapping; key is a scalar.
type member struct{ key, value value }

// largest is the size of a configuration in bytes that is read. The parser's
// time grows with the square of the nesting.
const largest = 1 << 16

// byteOrderMark is what some editors put before UTF-8.
var byteOrderMark = []byte("\xef\xbb\xbf")

// parse reads the text of a file.
func parse(name string, text []byte) (value, error) {
	start := Place{name, 1, 1}
	if len(text) > largest {
		return value{}, start.Errorf("larger than %d KiB", largest>>10)
	}
	file, err := parser.ParseBytes(bytes.TrimPrefix(text, byteOrderMark), 0)
	if err != nil {
		return value{}, syntaxError(start, err)
	}
	root := value{Place: start}
	for i, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if i > 0 {
			return value{}, placeOf(name, doc.Body).Errorf("a second document: want one")
		}
		if root, err = convert(name, doc.Body); err != nil {
			return value{}, err
		}
	}
	return root, nil
}

// syntaxError takes the place out of an error of the parser, which words it as
// a snippet.
func syntaxError(at Place, err error) error {
	var located interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if !errors.As(err, &located) {
		return at.Errorf("%w", err)
	}
	if t := located.GetToken(); t != nil && t.Position != nil {
		at.Line, at.Column = t.Position.Line, t.Position.Column
	}
	return at.Errorf("%s", located.GetMessage())
}

func placeOf(name string, n ast.Node) Place {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		n = m.Values[0]
	}
	if m, ok := n.(*ast.MappingValueNode); ok {
		n = m.Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return Place{name, t.Position.Line, t.Position.Column}
	}
	return Place{name, 1, 1}
}

// convert makes a value of what the parser read. What a configuration has no
// need of, such as anchors and tags, is refused.
func convert(name string, n ast.Node) (value, error) {
	v := value{Place: placeOf(name, n), kind: scalar}
	switch n := n.(type) {
	case *ast.NullNode, *ast.CommentGroupNode:
		v.kind = nothing
	case *ast.StringNode:
		v.text = n.Value
	case *ast.LiteralNode:
		v.text = n.Value.Value
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		v.text = n.GetToken().Value
	case *ast.SequenceNode:
		return v.withItems(n.Values)
	case *ast.MappingNode:
		return v.withMembers(n.Values)
	case *ast.MappingValueNode:
		return v.withMembers([]*ast.MappingValueNode{n})
	default:
		return v, v.Errorf("anchors, aliases and tags are not supported")
	}
	return v, nil
}

func (v value) withItems(nodes []ast.Node) (value, error) {
	v.kind = list
	for _, n := range nodes {
		item, err := convert(v.File, n)
		if err != nil {
			return v, err
		}
		v.items = append(v.items, item)
	}
	return v, nil
}

func (v value) withMembers(nodes []*ast.MappingValueNode) (value, error) {
	v.kind = mapping
	for _, n := range nodes {
		key, err := convert(v.File, n.Key)
		if err != nil {
			return v, err
		}
		if key.kind != scalar {
			return v, key.Errorf("want the name of a member")
		}
		val, err := convert(v.File, n.Value)
		if err != nil {
			return v, err
		}
		v.members = append(v.members, member{key, val})
	}
	return v, nil
}

// want fails unless the value is of one kind or nothing.
func (v value) want(k kind) error {
	if v.kind != k && v.kind != nothing {
		return v.Errorf("want %s, got %s", kindNames[k], kindNames[v.kind])
	}
	return nil
}

// word returns a scalar that is not empty.
func (v value) word() (string, error) {
	switch {
	case v.kind != scalar:
		return "", v.Errorf("want %s, got %s", kindNames[scalar], kindNames[v.kind])
	case v.text == "":
		return "", v.Errorf("want %s, got an empty one", kindNames[scalar])
	}
	return v.text, nil
}

// key is a name that may stand in a mapping, and what reads its value.
type key struct {
	name string
	read func(value) error
}

// read reads each member of a mapping by its key.
func (v value) read(keys []key) error {
	if err := v.want(mapping); err != nil {
		return err
	}
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	for _, m := range v.members {
		i := slices.Index(names, m.key.text)
		if i < 0 {
			return m.key.unknown("key", names)
		}
		if err := keys[i].read(m.value); err != nil {
			return err
		}
	}
	return nil
}

// each reads each element of a list.
func (v value) each(read func(value) error) error {
	if err := v.want(list); err != nil {
		return err
	}
	for _, item := range v.items {
		if err := read(item); err != nil {
			return err
		}
	}
	return nil
}

// unknown words the error for a name that is not in a list: with the nearest,
// or all where they are few.
func (v value) unknown(what string, known []string) error {
	if near := event.Nearest(v.text, known); near != "" {
		return v.Errorf("no %s %q, did you mean %s?", what, v.text, near)
	}
	if len(known) < 8 {
		return v.Errorf("no %s %q, want one of %s", what, v.text, strings.Join(known, ", "))
	}
	return v.Errorf("no %s %q", what, v.text)
}
