package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Bundle returns the document at path as one that refers to nothing outside:
// every file it reaches stands under "$defs", by its name without ".json", and
// references lead there. The rest is as written, in its order.
func Bundle(fsys fs.FS, path string) ([]byte, error) {
	c := NewCompiler(fsys)
	root, err := c.Compile(path)
	if err != nil {
		return nil, err
	}
	b := bundle{root: root.file, names: make(map[*file]string)}
	if err := b.name(slices.Sorted(maps.Keys(c.files)), c.files); err != nil {
		return nil, err
	}
	b.document()
	var out bytes.Buffer
	if err := json.Indent(&out, b.out.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// bundle writes several files as one document.
type bundle struct {
	root  *file
	files []*file // but for the root, by name
	names map[*file]string
	out   bytes.Buffer
}

const definitions = "$defs"

// name gives each file its name under "$defs".
func (b *bundle) name(paths []string, files map[string]*file) error {
	taken := make(map[string]string)
	for c := range b.root.doc.Children(b.root.doc.Field(payload.Root, definitions)) {
		taken[b.root.doc.Key(c)] = b.root.path
	}
	for _, p := range paths {
		f := files[p]
		if f == b.root {
			continue
		}
		name := strings.TrimSuffix(path.Base(p), ".json")
		if other, ok := taken[name]; ok {
			return fmt.Errorf("%s and %s both define %q", other, p, name)
		}
		taken[name], b.names[f] = p, name
		b.files = append(b.files, f)
	}
	slices.SortFunc(b.files, func(x, y *file) int { return strings.Compare(b.names[x], b.names[y]) })
	return nil
}

// document writes the root with everything else in its "$defs".
func (b *bundle) document() {
	doc := b.root.doc
	if doc.Kind(payload.Root) != payload.Object {
		b.out.Write(doc.Raw(payload.Root))
		return
	}
	fmt.Fprintf(&b.out, `{"$schema":%q`, dialectURI)
	for c := range doc.Children(payload.Root) {
		if !doc.KeyIs(c, "$schema") && !doc.KeyIs(c, definitions) {
			b.out.WriteByte(',')
			b.objectMember(b.root, payload.Root, c)
		}
	}
	own := doc.Field(payload.Root, definitions)
	if len(b.files) > 0 || own != payload.None {
		b.definitions(own)
	}
	b.out.WriteByte('}')
}

func (b *bundle) definitions(own int) {
	b.out.WriteString(`,"` + definitions + `":{`)
	separate := b.separator()
	for c := range b.root.doc.Children(own) {
		separate()
		b.member(b.root, c)
	}
	for _, f := range b.files {
		separate()
		name, _ := json.Marshal(b.names[f])
		b.out.Write(name)
		b.out.WriteByte(':')
		b.value(f, payload.Root)
	}
	b.out.WriteByte('}')
}

// separator returns a function that writes a comma from its second call on.
func (b *bundle) separator() func() {
	first := true
	return func() {
		if !first {
			b.out.WriteByte(',')
		}
		first = false
	}
}

func (b *bundle) member(f *file, n int) {
	node := f.doc.Nodes[n]
	b.out.Write(f.doc.Text[node.Key-1 : node.KeyEnd+1])
	b.out.WriteByte(':')
	b.value(f, n)
}

func (b *bundle) value(f *file, n int) {
	separate := b.separator()
	switch f.doc.Kind(n) {
	case payload.Object:
		b.out.WriteByte('{')
		for c := range f.doc.Children(n) {
			if n != payload.Root || !f.doc.KeyIs(c, "$schema") {
				separate()
				b.objectMember(f, n, c)
			}
		}
		b.out.WriteByte('}')
	case payload.Array:
		b.out.WriteByte('[')
		for c := range f.doc.Children(n) {
			separate()
			b.value(f, c)
		}
		b.out.WriteByte(']')
	default:
		b.out.Write(f.doc.Raw(n))
	}
}

// objectMember writes member c of object n, which may be the reference of a
// schema: the same name elsewhere, in an example say, is no reference.
func (b *bundle) objectMember(f *file, n, c int) {
	s := f.schemas[n]
	if s == nil || s.ref == nil || s.ref.node != c {
		b.member(f, c)
		return
	}
	ref, _ := json.Marshal(b.reference(s.Ref()))
	b.out.WriteString(`"$ref":`)
	b.out.Write(ref)
}

// reference returns where s stands in the bundle.
func (b *bundle) reference(s *Schema) string {
	pointer := s.file.doc.Pointer(int(s.node))
	if s.file != b.root {
		pointer = "/" + definitions + "/" + payload.EscapeToken(b.names[s.file]) + pointer
	}
	return "#" + (&url.URL{Fragment: pointer}).EscapedFragment()
}
