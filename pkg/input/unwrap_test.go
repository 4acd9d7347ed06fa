package input

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/vhook/vhook/pkg/payload"
)

// quote writes text as a JSON string, with escapes where they are not needed.
func quote(text string) string {
	raw, _ := json.Marshal(text)
	return string(bytes.ReplaceAll(raw, []byte("w"), []byte(`\u0077`)))
}

func inBase64(text string) string { return `"` + base64.StdEncoding.EncodeToString([]byte(text)) + `"` }

const hook = `{"webhook":"é😀\\","n":1}`

// wrapped lists documents with the texts in them; those of hook are called so.
var wrapped = []struct {
	name, outer, pointer string
	exact                bool
	texts                []string
}{
	{"a payload itself", `{"webhook":1,"detail":` + hook + `}`, "", true, nil},
	{"EventBridge", "{\"source\":\"x\",\n\"detail\": " + hook + "}", "", true, []string{hook}},
	{"EventBridge of something else", `{"detail":"x"}`, "", true, nil},
	{"SNS", `{"Type":"Notification","Message":` + quote(hook) + `}`, "", true, []string{hook}},
	{"SQS", "\n {\"Body\":" + quote("\n"+hook+" ") + `}`, "", true, []string{hook}},
	{"SQS, received", `{"Messages":[{"Body":` + quote(hook) + `},{"Body":"no"},{"Body":"{}"}]}`, "", true, []string{hook, "no", "{}"}},
	{"SQS of nothing but text", `{"Body":"no","MessageId":"1"}`, "", true, []string{"no"}},
	{"SQS to Lambda, of no text", `{"Records":[{"messageId":"1","body":null},{"messageId":"2","body":[1]}]}`, "", true, []string{"null", "[1]"}},
	{"a body that is none", `{"Body":"no","Subject":"x"}`, "", true, nil},
	{"SNS, cut", `{"Type":"Notification","Message":"{\"a\":"}`, "", true, []string{`{"a":`}},
	{"SNS, a subscription", `{"Type":"SubscriptionConfirmation","TopicArn":"a","Message":"You have chosen"}`, "", true, nil},
	{"Pub/Sub, cut", `{"message":{"data":` + inBase64(`{"a":`) + `,"messageId":"1"}}`, "", false, []string{`{"a":`}},
	{"SQS to Lambda", `{"Records":[{"body":` + quote(hook) + `},{"body":` + quote(hook) + `}]}`, "", true, []string{hook, hook}},
	{"SNS to Lambda", `{"Records":[{"Sns":{"Message":` + quote(hook) + `}}]}`, "", true, []string{hook}},
	{"Pub/Sub", `{"message":{"data":` + inBase64(hook) + `},"subscription":"s"}`, "", false, []string{hook}},
	{"Kafka Connect", `{"schema":null,"payload":` + hook + `}`, "", true, []string{hook}},
	{"Kafka Connect, a string", `{"payload":` + quote(hook) + `}`, "", true, []string{hook}},
	{"API Gateway", `{"headers":{"Host":"h"},"body":` + inBase64(hook) + `,"isBase64Encoded":true}`, "", false, []string{hook}},
	{"HAR", `{"log":{"entries":[{"request":{"postData":{"text":` + quote(hook) + `}},"response":{"content":{"text":"{}"}}},` +
		`{"response":{"content":{"encoding":"base64","text":"aGVsbG8="}}}]}}`, "", true, []string{hook}},
	{"HAR, broken", `{"log":{"entries":[{"request":{"postData":{"text":"{\"a\":"}}},{"request":{"postData":{"mimeType":"application/x+json","text":"a"}}},` +
		`{"request":{"postData":{"mimeType":"application/json","text":"[1]"}}},{"request":{"postData":{"mimeType":"text/plain","text":"a"}}}]}}`, "", true, []string{`{"a":`, "a"}},
	{"pointer", `{"webhook":1,"a/b":[0,{"c":` + hook + `}]}`, "/a~1b/1/c", true, []string{hook}},
	{"pointer to an array", `{"a":[` + hook + `,` + quote(hook) + `,7]}`, "/a", true, []string{hook, hook}},
	{"pointer to no JSON", `{"a":"{\"b\":"}`, "/a", true, []string{`{"b":`}},
	{"pointer to nothing", `{"a":1}`, "/b", true, nil},
}

// isHook takes for a payload what has a member webhook.
func isHook(d *payload.Document) bool { return d.Field(payload.Root, "webhook") != payload.None }

func TestUnwrap(t *testing.T) {
	for _, c := range wrapped {
		t.Run(c.name, func(t *testing.T) {
			outer := Text{Offset: 100, Line: 3, Column: 5, Bytes: []byte(c.outer)}
			var doc payload.Document
			if err := doc.Parse(outer.Bytes, 0); err != nil {
				t.Fatal(err)
			}
			u := Unwrapper{Wanted: isHook, Pointer: c.pointer}
			var got []string
			for _, text := range u.Unwrap(&outer, &doc) {
				got = append(got, strings.TrimSpace(string(text.Bytes)))
				checkInner(t, &outer, &text, c.exact)
			}
			if !slices.Equal(got, c.texts) {
				t.Errorf("got %q, want %q", got, c.texts)
			}
		})
	}
}

// checkInner checks that each place of an inner text leads to the same
// character in the outer one.
func checkInner(t *testing.T, outer, inner *Text, exact bool) {
	t.Helper()
	d := payload.Document{Text: inner.Bytes}
	for at, r := range string(inner.Bytes) {
		p := inner.Place(&d, at)
		if p.Exact != exact {
			t.Fatalf("place of %d is exact: %v", at, p.Exact)
		}
		offset := int(p.Offset - outer.Offset)
		if rest := string(outer.Bytes[offset:]); exact && !strings.HasPrefix(rest, string(r)) && firstRune(rest) != r {
			t.Fatalf("%q at %d leads to %.10q", r, at, rest)
		}
		if want := outer.Place(&payload.Document{Text: outer.Bytes}, offset); p.Position != want.Position {
			t.Fatalf("byte %d is at %v, want %v", at, p.Position, want.Position)
		}
	}
}

// firstRune decodes the character, escaped or not, that raw begins with.
func firstRune(raw string) rune {
	if raw[0] != '\\' {
		return []rune(raw)[0]
	}
	for end := 2; end <= len(raw); end++ {
		var s string
		if json.Unmarshal([]byte(`"`+raw[:end]+`"`), &s) == nil && !strings.ContainsRune(s, '\ufffd') {
			return []rune(s)[0]
		}
	}
	return -1
}

func TestUnwrapKeepsHeaders(t *testing.T) {
	fields := []Header{{"Content-Type", "a"}, {"X-Id", "b"}}
	cases := []string{
		`{"headers":{"Content-Type":"a","X-Id":"b"},"body":` + quote(hook) + `}`,
		`{"log":{"entries":[{"request":{"headers":[{"name":"Content-Type","value":"a"},{"name":"X-Id","value":"b"}],"postData":{"text":` + quote(hook) + `}}}]}}`,
	}
	for _, outer := range cases {
		var doc payload.Document
		if err := doc.Parse([]byte(outer), 0); err != nil {
			t.Fatal(err)
		}
		u := Unwrapper{Wanted: isHook}
		texts := u.Unwrap(&Text{Bytes: doc.Text}, &doc)
		if len(texts) != 1 || !slices.Equal(texts[0].Headers, fields) {
			t.Errorf("got %+v", texts)
		}
	}
}

// TestUnwrapTwice follows a place through a string in a string.
func TestUnwrapTwice(t *testing.T) {
	outer := Text{Line: 1, Column: 1, Bytes: []byte(`{"Body":` + quote(`{"Message":`+quote(hook)+`}`) + `}`)}
	var first, second payload.Document
	u := Unwrapper{Wanted: isHook}
	if err := first.Parse(outer.Bytes, 0); err != nil {
		t.Fatal(err)
	}
	middle := u.Unwrap(&outer, &first)[0]
	if err := second.Parse(middle.Bytes, 0); err != nil {
		t.Fatal(err)
	}
	inner := u.Unwrap(&middle, &second)[0]
	if string(inner.Bytes) != hook {
		t.Fatalf("got %s", inner.Bytes)
	}
	at := strings.Index(hook, `"n"`)
	offset := inner.Place(&payload.Document{Text: inner.Bytes}, at).Offset
	if want := `\\\"n`; !strings.HasPrefix(string(outer.Bytes[offset:]), want) {
		t.Errorf("leads to %.10s, want %s", outer.Bytes[offset:], want)
	}
}

// FuzzEscapes checks that each character of a decoded string leads to where it
// stands in the raw text.
func FuzzEscapes(f *testing.F) {
	for _, c := range wrapped {
		f.Add(quote(c.outer))
	}
	f.Add(`"\u00e9\ud83d\ude00\u20acx\/\n"`)
	f.Fuzz(func(t *testing.T, literal string) {
		var doc payload.Document
		if doc.Parse([]byte(literal), 0) != nil || doc.Kind(payload.Root) != payload.String {
			return
		}
		node := doc.Nodes[payload.Root]
		raw := literal[node.Start+1 : node.End-1]
		e := newEscapes([]byte(raw))
		decoded := doc.Str(payload.Root)
		for at, r := range decoded {
			if got := firstRune(raw[e.raw(at):]); got != r {
				t.Fatalf("%q at %d of %q leads to %q", r, at, decoded, got)
			}
		}
		if e.raw(len(decoded)) != len(raw) {
			t.Fatalf("the end leads to %d of %d", e.raw(len(decoded)), len(raw))
		}
	})
}

// extracted lists text with the objects that are found in it.
var extracted = []struct {
	name, input string
	texts       []string
}{
	{"whole", "a " + hook + " b {} c", []string{hook}},
	{"cut in a string", `{"id":1,"type":"a` + "\r\n" + hook, []string{`{"id":1,"type":"a`, hook}},
	{"cut in an escape", `{"id":"whs_\` + "\n" + hook, []string{`{"id":"whs_\`, hook}},
	{"an escape that is none", `{"id":"\q"} ` + hook, []string{hook}},
	{"cut before another line", `{"id":1,"data":{"a":[` + "\nINFO " + hook, []string{`{"id":1,"data":{"a":[`, hook}},
	{"cut at the end", `{"source":{},"event":{"id":`, []string{`{"source":{},"event":{"id":`}},
	{"broken", `{"source":{},"event":?} ` + hook, []string{`{"source":{},"event":?`, hook}},
	{"members that lie deeper", `{"a":{"id":1,"type":2},"b":?} {"c":{"d":1,"id":2,"e":?`, nil},
	{"members that lie deeper, after others", `{"a":{"b":"c"},"d":?} {"a":{"id":1,"type":2},"b":?`, nil},
	{"members too late", `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"id":1,"type":?`, nil},
	{"a whole one that is not wanted", `{"id":1,"type":2}`, nil},
}

func TestExtract(t *testing.T) {
	for _, c := range extracted {
		for _, r := range []io.Reader{strings.NewReader(c.input), iotest.OneByteReader(strings.NewReader(c.input))} {
			var got []string
			s := NewSplitter(r, Options{Extract: isHook})
			for text, err := s.Next(); err == nil; text, err = s.Next() {
				got = append(got, strings.TrimSpace(string(text.Bytes)))
			}
			if !slices.Equal(got, c.texts) {
				t.Errorf("%s: got %q, want %q", c.name, got, c.texts)
			}
		}
	}
}

// FuzzExtract checks that only whole objects are found, and payloads that are
// broken, and those that stand in text without brackets and quotes.
func FuzzExtract(f *testing.F) {
	for _, c := range extracted {
		f.Add(c.input, c.input)
	}
	for _, s := range []string{"", "INFO got ", `{"a":`, `{{"`, "{\"a\":{\"b\":[\n", `"}`, `{"webhook":}`} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		whole := before + hook + after
		s := NewSplitter(strings.NewReader(whole), Options{Extract: isHook})
		found := false
		for {
			text, err := s.Next()
			if err != nil {
				break
			}
			var doc payload.Document
			named := bytes.Count(text.Bytes, []byte{'"'}) > 2 // two members, or the id of a webhook
			if err := doc.Parse(text.Bytes, 0); err == nil && !isHook(&doc) || err != nil && !named {
				t.Fatalf("found %q: %v", text.Bytes, err)
			}
			if whole[text.Offset:int(text.Offset)+len(text.Bytes)] != string(text.Bytes) {
				t.Fatalf("%q is not at %d", text.Bytes, text.Offset)
			}
			found = found || string(text.Bytes) == hook
		}
		if plain := !strings.Contains(before, "{") && !strings.Contains(after, "\x00"); plain && !found {
			t.Fatalf("%q is not found", hook)
		}
	})
}

// FuzzChunks checks that a chunked body comes out as it went in, and that the
// message after it is found.
func FuzzChunks(f *testing.F) {
	f.Add(uint16(1), "; x", "T: y\r\n")
	f.Add(uint16(999), "", "")
	f.Fuzz(func(t *testing.T, size uint16, extension, trailer string) {
		if strings.ContainsAny(extension, "\n") || size == 0 {
			return
		}
		if extension != "" {
			extension = ";" + extension
		}
		var b strings.Builder
		b.WriteString("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
		for part := range slices.Chunk([]byte(hook), int(size)) {
			fmt.Fprintf(&b, "%x%s\r\n%s\r\n", len(part), extension, part)
		}
		b.WriteString("0\r\n\r\nHTTP/1.1 200 OK\r\nX: z\r\n\r\n{}")
		s := NewSplitter(strings.NewReader(b.String()), Options{})
		for _, want := range []string{hook, "{}"} {
			if text, err := s.Next(); err != nil || string(text.Bytes) != want {
				t.Fatalf("got %q, %v, want %q", text.Bytes, err, want)
			}
		}
	})
}

// FuzzHead checks that a head is kept whole, or is no head.
func FuzzHead(f *testing.F) {
	f.Add("Host", "a", "\r\n")
	f.Add("X-Long", "a\r\n b", "\n")
	f.Fuzz(func(t *testing.T, name, value, end string) {
		if strings.ContainsAny(name+value, "\r\n") || end != "\n" && end != "\r\n" || len(name)+len(value) > maxLine/2 || name == "" {
			return
		}
		head := strings.Join([]string{"POST /hook HTTP/1.1", name + ": " + value, "Content-Length: 2", "", "{}"}, end)
		s := NewSplitter(strings.NewReader(head), Options{})
		text, err := s.Next()
		if err != nil {
			t.Fatal(err)
		}
		token := !strings.ContainsFunc(name, func(r rune) bool { return !isToken(r) })
		if token && (string(text.Bytes) != "{}" || text.Headers[0] != Header{name, string(bytes.TrimSpace([]byte(value)))}) {
			t.Fatalf("%q: got %q, %q", head, text.Bytes, text.Headers)
		}
	})
}
