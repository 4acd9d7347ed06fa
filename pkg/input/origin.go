package input

import "github.com/vhook/vhook/pkg/payload"

// Place is where a byte of a text stands in its source.
type Place struct {
	payload.Position
	Offset int64
	// Exact is false where the text was decoded in a way that bytes cannot be
	// followed through, base64 or chunks: the place is that of the whole
	// encoded text.
	Exact bool
}

// Place returns where the byte at an offset of the text stands in the source.
// d is the document that was made of the text.
func (t *Text) Place(d *payload.Document, offset int) Place {
	if t.origin != nil {
		return t.origin.place(offset)
	}
	p := Place{Position: d.Position(offset), Offset: t.Offset + int64(offset), Exact: true}
	if p.Line == 1 {
		p.Column += t.Column - 1
	}
	p.Line += t.Line - 1
	return p
}

// origin says how a text was won from another one.
type origin struct {
	text    *Text             // the outer text
	doc     *payload.Document // made of it; nil where text is no more than a place
	start   int               // where this one begins in the outer text
	escapes escapes           // of the string this one was the value of
	opaque  bool              // offsets cannot be followed
}

func (o *origin) place(offset int) Place {
	if o.doc == nil {
		return Place{payload.Position{Line: o.text.Line, Column: o.text.Column}, o.text.Offset, false}
	}
	at := o.start
	if !o.opaque {
		at += o.escapes.raw(offset)
	}
	p := o.text.Place(o.doc, at)
	p.Exact = p.Exact && !o.opaque
	return p
}

// hold makes t, of a splitter inside of another, a text of that one.
func (o *origin) hold(t Text) Text {
	p := o.place(0)
	t.Offset, t.Line, t.Column = p.Offset, p.Line, p.Column
	t.origin = o
	return t
}
