package input

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// wrapper is where the documents of a transport hold what they carry.
type wrapper struct {
	// path leads there from the root by member names; "*" is each element.
	path []string
	// mixed says that most of what is found there is no payload.
	mixed bool
	// signs are members beside the end of the path, some with their value, one
	// of which shows that this is the transport and not just a member of the
	// same name. What is found counts then even if it is no JSON object.
	signs []string
}

var (
	snsSigns = []string{"Type=Notification", "UnsubscribeURL", "UnsubscribeUrl"}
	sqsSigns = []string{"MessageId", "ReceiptHandle", "MD5OfBody"}
)

// wrappers lists the transports that [Unwrapper] knows. What a path leads to
// is an object, a string that holds one as JSON, or the same in base64.
var wrappers = []wrapper{
	{path: []string{"Message"}, signs: snsSigns},                                                           // SNS
	{path: []string{"Body"}, signs: sqsSigns},                                                              // an SQS message
	{path: []string{"Messages", "*", "Body"}, signs: sqsSigns},                                             // aws sqs receive-message
	{path: []string{"Records", "*", "body"}, signs: []string{"messageId", "receiptHandle", "eventSource"}}, // SQS to Lambda
	{path: []string{"Records", "*", "Sns", "Message"}, signs: snsSigns},                                    // SNS to Lambda
	{path: []string{"detail"}, signs: []string{"detail-type"}},                                             // EventBridge
	{path: []string{"message", "data"}, signs: []string{"messageId", "message_id", "publishTime"}},         // Pub/Sub push
	{path: []string{"payload"}, signs: []string{"schema"}},                                                 // Kafka Connect
	{path: []string{"body"}, signs: []string{"requestContext", "isBase64Encoded", "httpMethod"}},           // API Gateway, Lambda function URL
	{path: []string{"log", "entries", "*", "request", "postData", "text"}, mixed: true},                    // HAR
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
		f.wrap(w)
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
	sure  bool // the document is of the transport that wrapper describes
}

// wrap adds what a document of a transport carries. What is no JSON object
// counts only where something else shows the transport.
func (f *finder) wrap(w wrapper) {
	before := len(f.texts)
	f.wrapper, f.sure = w, w.mixed
	f.follow(payload.Root, w.path, payload.None)
	if !f.sure {
		f.texts = f.texts[:before]
	}
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

// carried adds what node n carries: a JSON object, or what stands in the place
// of one, for others to judge.
func (f *finder) carried(n, headers int) {
	text, origin, ok := f.object(n)
	switch {
	case ok && (!f.mixed || f.Wanted(&f.scratch)):
		f.sure = true
	case f.mixed && (ok || f.doc.Kind(n) != payload.String):
		return
	case f.doc.Kind(n) != payload.String:
		text, origin = f.doc.Raw(n), f.origin(int(f.doc.Nodes[n].Start))
		f.sure = f.sure || f.signed(n)
	default:
		text, origin = f.judged(n)
		if f.mixed && !f.brokenJSON(n, text) {
			return
		}
		f.sure = f.sure || f.signed(n)
	}
	f.add(text, origin, headers)
}

// signed reports whether one of the transport's signs stands beside node n.
func (f *finder) signed(n int) bool {
	for _, sign := range f.signs {
		name, value, valued := strings.Cut(sign, "=")
		m := f.doc.Field(f.doc.Parent(n), name)
		if m != payload.None && (!valued || f.doc.StrIs(m, value)) {
			return true
		}
	}
	return false
}

// brokenJSON reports whether text, of node n among others of any kind, was
// meant to be JSON and is none.
func (f *finder) brokenJSON(n int, text []byte) bool {
	text = bytes.TrimSpace(text)
	kind, _, _ := strings.Cut(f.doc.Str(f.doc.Field(f.doc.Parent(n), "mimeType")), ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	meant := strings.HasSuffix(kind, "/json") || strings.HasSuffix(kind, "+json")
	return len(text) > 0 && (meant || text[0] == '{') && f.scratch.Parse(text, 0) != nil
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
			text, origin = f.judged(n)
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
	text, from, ok = f.inBase64(n, text)
	return text, from, ok && f.parses(text)
}

// inBase64 decodes the value of string n as base64. It is false, with what
// stands before the fault, where the value is none.
func (f *finder) inBase64(n int, value []byte) (text []byte, from *origin, ok bool) {
	text, err := base64.StdEncoding.DecodeString(string(value))
	from = f.origin(int(f.doc.Nodes[n].Start))
	from.opaque = true
	return text, from, err == nil
}

// judged returns the value of a string that holds no object, for the parser to
// say why: as it is, or out of the base64 that an object begins in.
func (f *finder) judged(n int) ([]byte, *origin) {
	value, from := f.decoded(n)
	if text, opaque, _ := f.inBase64(n, value); len(text) > 0 && text[0] == '{' {
		return text, opaque
	}
	return value, from
}

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
