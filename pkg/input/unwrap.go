package input

import (
	"bytes"
	"encoding/base64"

	"github.com/vhook/vhook/pkg/payload"
)

// wrapper is where the documents of a transport hold what they carry.
type wrapper struct {
	// path leads there from the root by member names; "*" is each element.
	path []string
	// mixed says that most of what is found there is no payload.
	mixed bool
}

// wrappers lists the transports that [Unwrapper] knows. What a path leads to
// is an object, a string that holds one as JSON, or the same in base64.
var wrappers = []wrapper{
	{path: []string{"Message"}},                        // SNS
	{path: []string{"Body"}},                           // an SQS message
	{path: []string{"Messages", "*", "Body"}},          // aws sqs receive-message
	{path: []string{"Records", "*", "body"}},           // SQS to Lambda
	{path: []string{"Records", "*", "Sns", "Message"}}, // SNS to Lambda
	{path: []string{"detail"}},                         // EventBridge
	{path: []string{"message", "data"}},                // Pub/Sub push
	{path: []string{"payload"}},                        // Kafka Connect
	{path: []string{"body"}},                           // API Gateway, Lambda function URL
	{path: []string{"log", "entries", "*", "request", "postData", "text"}, mixed: true}, // HAR
	{path: []string{"log", "entries", "*", "response", "content", "text"}, mixed: true},
}

// Unwrapper finds the payloads that travel inside the documents of a
// transport. It keeps memory; use one a goroutine.
type Unwrapper struct {
	// Wanted tells documents that are payloads themselves.
	Wanted func(*payload.Document) bool
	// Pointer, if not empty, is a JSON Pointer to what is carried in every
	// document; what documents look like then does not matter.
	Pointer string

	scratch payload.Document
}

// Unwrap returns the texts that travel inside the document d made of t, none
// where it carries nothing or is itself a payload. They are good as long as d.
func (u *Unwrapper) Unwrap(t *Text, d *payload.Document) []Text {
	f := finder{Unwrapper: u, outer: t, doc: d}
	if u.Pointer != "" {
		f.point(d.Lookup(u.Pointer))
		return f.texts
	}
	if u.Wanted(d) {
		return nil
	}
	for _, w := range wrappers {
		f.wrapper = w
		f.follow(payload.Root, w.path, payload.None)
	}
	return f.texts
}

// finder is one search of an [Unwrapper].
type finder struct {
	*Unwrapper
	wrapper
	outer *Text
	doc   *payload.Document
	texts []Text
}

// follow goes along a path. The headers that stand nearest above the end are
// those of the payload.
func (f *finder) follow(n int, path []string, headers int) {
	switch {
	case n == payload.None:
	case len(path) == 0:
		f.carried(n, headers)
	case path[0] == "*":
		for c := range f.doc.Children(n) {
			f.follow(c, path[1:], headers)
		}
	default:
		if h := f.doc.Field(n, "headers"); h != payload.None {
			headers = h
		}
		f.follow(f.doc.Field(n, path[0]), path[1:], headers)
	}
}

// carried adds what node n carries, if that is a JSON object.
func (f *finder) carried(n, headers int) {
	text, origin, ok := f.object(n)
	if ok && (!f.mixed || f.Wanted(&f.scratch)) {
		f.add(text, origin, headers)
	}
}

// point adds what a pointer leads to: an object or a string, or each of an
// array. A string that holds no object is added for the parser to judge.
func (f *finder) point(n int) {
	switch f.doc.Kind(n) {
	case payload.Array:
		for c := range f.doc.Children(n) {
			f.point(c)
		}
	case payload.Object, payload.String:
		text, origin, ok := f.object(n)
		if !ok {
			text, origin = f.decoded(n)
		}
		f.add(text, origin, payload.None)
	}
}

func (f *finder) add(text []byte, origin *origin, headers int) {
	at := origin.place(0)
	t := Text{Offset: at.Offset, Line: at.Line, Column: at.Column, Bytes: text, Headers: f.outer.Headers, origin: origin}
	if headers != payload.None {
		t.Headers = f.headers(headers)
	}
	f.texts = append(f.texts, t)
}

// object returns the object that node n is or holds as a string. It is left
// parsed in scratch.
func (f *finder) object(n int) (text []byte, from *origin, ok bool) {
	if f.doc.Kind(n) == payload.Object {
		from = f.origin(int(f.doc.Nodes[n].Start))
		return f.doc.Raw(n), from, f.parses(f.doc.Raw(n))
	}
	if f.doc.Kind(n) != payload.String {
		return nil, nil, false
	}
	if text, from = f.decoded(n); f.parses(text) {
		return text, from, true
	}
	text, err := base64.StdEncoding.DecodeString(string(text))
	from = f.origin(int(f.doc.Nodes[n].Start))
	from.opaque = true
	return text, from, err == nil && f.parses(text)
}

// decoded returns the value of a string.
func (f *finder) decoded(n int) ([]byte, *origin) {
	node := f.doc.Nodes[n]
	from := f.origin(int(node.Start) + 1)
	raw := f.doc.Text[node.Start+1 : node.End-1]
	if !node.Escaped {
		return raw, from
	}
	from.escapes = newEscapes(raw)
	return []byte(f.doc.Str(n)), from
}

func (f *finder) origin(start int) *origin {
	return &origin{text: f.outer, doc: f.doc, start: start}
}

func (f *finder) parses(text []byte) bool {
	return len(bytes.TrimSpace(text)) > 0 && f.scratch.Parse(text, 0) == nil && f.scratch.Kind(payload.Root) == payload.Object
}

// headers reads header fields from an object, or from an array of objects with
// name and value, as HAR has them.
func (f *finder) headers(n int) []Header {
	var list []Header
	for c := range f.doc.Children(n) {
		if f.doc.Kind(n) == payload.Object {
			list = append(list, Header{f.doc.Key(c), f.doc.Str(c)})
		} else {
			list = append(list, Header{f.doc.Str(f.doc.Field(c, "name")), f.doc.Str(f.doc.Field(c, "value"))})
		}
	}
	return list
}
