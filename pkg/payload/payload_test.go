package payload

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// refused lists texts that are no strict JSON, with what the parser says.
var refused = []struct {
	text   string
	reason Reason
	expect Expectation
	start  int
}{
	{"", Empty, 0, 0},
	{" \n\t", Empty, 0, 3},
	{"{", Truncated, ExpectKeyOrClose, 1},
	{`{"a"`, Truncated, ExpectColon, 4},
	{`{"a":`, Truncated, ExpectValue, 5},
	{`{"a":1`, Truncated, ExpectCommaBrace, 6},
	{`{"a":1,`, Truncated, ExpectKey, 7},
	{"[", Truncated, ExpectValue, 1},
	{"[1", Truncated, ExpectCommaSquare, 2},
	{`"abc`, Truncated, ExpectQuote, 0},
	{`"abc\`, Truncated, ExpectQuote, 4},
	{"tru", Truncated, ExpectValue, 0},
	{"-", Truncated, ExpectValue, 0},
	{"1.", Truncated, ExpectValue, 0},
	{"1e+", Truncated, ExpectValue, 0},
	{"{} x", Trailing, 0, 3},
	{"{}{}", Trailing, 0, 2},
	{"[1,]", Unexpected, ExpectValue, 3},
	{`{"a":1,}`, Unexpected, ExpectKey, 7},
	{"{“a”:1}", Unexpected, ExpectKeyOrClose, 1},
	{"{a:1}", Unexpected, ExpectKeyOrClose, 1},
	{`{"a" 1}`, Unexpected, ExpectColon, 5},
	{`{"a":1 "b":2}`, Unexpected, ExpectCommaBrace, 7},
	{`[1 2]`, Unexpected, ExpectCommaSquare, 3},
	{`[1}`, Unexpected, ExpectCommaSquare, 2},
	{`{"a":1]`, Unexpected, ExpectCommaBrace, 6},
	{"<html>", Unexpected, ExpectValue, 0},
	{"True", BadLiteral, ExpectValue, 0},
	{"nulls", BadLiteral, ExpectValue, 0},
	{"[NaN]", BadLiteral, ExpectValue, 1},
	{"01", BadNumber, 0, 0},
	{"-x", BadNumber, 0, 0},
	{"[1.]", BadNumber, 0, 1},
	{"1e5e", BadNumber, 0, 0},
	{"[.5]", BadNumber, 0, 1},
	{"[+1]", BadNumber, 0, 1},
	{"[+x]", BadLiteral, ExpectValue, 1},
	{"[...]", BadLiteral, ExpectValue, 1},
	{`"\x"`, BadEscape, 0, 1},
	{`"\u12g4"`, BadEscape, 0, 1},
	{`"a` + "\n" + `b"`, ControlCharacter, 0, 2},
	{`"0123456789` + "\x1f" + `"`, ControlCharacter, 0, 11},
	{`{"a":` + "\x00" + `}`, NulByte, 0, 5},
	{`{"` + strings.Repeat("a", SniffLength) + `":` + "\x00" + `}`, NulByte, ExpectValue, SniffLength + 4},
	{"\"a\x00\"", NulByte, 0, 2},
	{"\"\xff\"", InvalidUTF8, 0, 1},
	{"\"\xc0\x80\"", InvalidUTF8, 0, 1},
	{"\"\xc3(\"", InvalidUTF8, 0, 1},
	{"\"\xed\xa0\x80\"", InvalidUTF8, 0, 1},
	{`"\ud800"`, LoneSurrogate, 0, 1},
	{`"\udc00"`, LoneSurrogate, 0, 1},
	{`"\ud800\u0041"`, LoneSurrogate, 0, 1},
	{strings.Repeat("[", DefaultMaxDepth+1), TooDeep, 0, DefaultMaxDepth},
	{strings.Repeat("[", 200_000), TooDeep, 0, DefaultMaxDepth},
	{"\xff\xfe{\x00}\x00", UTF16, 0, 0},
	{"{\x00}\x00", UTF16, 0, 0},
	{"\x00{\x00}", UTF16, 0, 0},
	{"\n\x00{\x00", UTF16, 0, 0},
	{"\xff\xfe\x00\x00{\x00\x00\x00}\x00\x00\x00", UTF32, 0, 0},
	{"\x00\x00\xfe\xff\x00\x00\x00{\x00\x00\x00}", UTF32, 0, 0},
	{"{\x00\x00\x00}\x00\x00\x00", UTF32, 0, 0},
	{"\x00\x00\x00{\x00\x00\x00}", UTF32, 0, 0},
	{"{\x00\x00", UTF16, 0, 0},
	{"\x00\x00\x01\x00", NulByte, 0, 0},
	{"\x00\x01\x02", NulByte, 0, 0},
	{"\xef\xbb\xbf{}", ByteOrderMark, 0, 0},
}

func TestParseRefuses(t *testing.T) {
	var d Document
	for _, c := range refused {
		err := d.Parse([]byte(c.text), 0)
		syntax, ok := errors.AsType[*SyntaxError](err)
		if !ok {
			t.Errorf("%.40q: got %v, want %s", c.text, err, c.reason)
			continue
		}
		if syntax.Reason != c.reason || syntax.Expect != c.expect || syntax.Start != c.start {
			t.Errorf("%.40q: got %s, expecting %d, at %d; want %s, %d, %d",
				c.text, syntax.Reason, syntax.Expect, syntax.Start, c.reason, c.expect, c.start)
		}
		if rest := c.text[syntax.Start:]; syntax.Reason == Unexpected && syntax.End-syntax.Start != len(string([]rune(rest)[:1])) {
			t.Errorf("%.40q: span %d-%d is not one character", c.text, syntax.Start, syntax.End)
		}
		if syntax.Start > syntax.End || syntax.End > len(c.text) {
			t.Errorf("%.40q: span %d-%d is outside the text", c.text, syntax.Start, syntax.End)
		}
	}
}

// accepted lists texts with the shape of their node list: each node's kind,
// depth first, with its member name.
var accepted = []struct{ text, nodes string }{
	{"null", "null"},
	{" [ ] ", "array"},
	{`{"a":1,"b":[true,{"c":"x"}],"d":null}`, "object a=integer b=array boolean object c=string d=null"},
	{"[-0, 0, 10, -1.5, 1e2, 2E-3, 12345678901234567890]", "array integer integer integer number number number integer"},
	{`{"\u0061\/":"é\ud83d\ude00"}`, "object a/=string"},
	{strings.Repeat("[", DefaultMaxDepth) + strings.Repeat("]", DefaultMaxDepth), strings.TrimSpace(strings.Repeat("array ", DefaultMaxDepth))},
}

func TestParseAccepts(t *testing.T) {
	var d Document
	for _, c := range accepted {
		if err := d.Parse([]byte(c.text), 0); err != nil {
			t.Errorf("%.40q: %v", c.text, err)
			continue
		}
		var got []string
		for i := range d.Nodes {
			word := d.Kind(i).String()
			if key := d.Key(i); key != "" {
				word = key + "=" + word
			}
			got = append(got, word)
		}
		if strings.Join(got, " ") != c.nodes {
			t.Errorf("%.40q: got %s, want %s", c.text, got, c.nodes)
		}
	}
}

func TestStrings(t *testing.T) {
	var d Document
	const text = `["plain", "\"\\\/\b\f\n\r\t", "\u00e9\ud83d\ude00\u0000", "é😀 and more than eight bytes"]`
	if err := d.Parse([]byte(text), 0); err != nil {
		t.Fatal(err)
	}
	var want []string
	if err := json.Unmarshal([]byte(text), &want); err != nil {
		t.Fatal(err)
	}
	i := 0
	for n := range d.Children(Root) {
		if d.Str(n) != want[i] || !d.StrIs(n, want[i]) || d.StrIs(n, want[i]+"x") {
			t.Errorf("string %d: got %q, want %q", i, d.Str(n), want[i])
		}
		i++
	}
}

func TestNumbersKeepTheirText(t *testing.T) {
	var d Document
	if err := d.Parse([]byte("[12345678901234567890, 1e400, 9223372036854775807, -9223372036854775808, 7.0]"), 0); err != nil {
		t.Fatal(err)
	}
	want := []struct {
		raw string
		int bool
	}{
		{"12345678901234567890", false}, {"1e400", false}, {"9223372036854775807", true},
		{"-9223372036854775808", true}, {"7.0", false},
	}
	i := 0
	for n := range d.Children(Root) {
		if _, ok := d.Int(n); string(d.Raw(n)) != want[i].raw || ok != want[i].int {
			t.Errorf("got %s, integer %v; want %s, %v", d.Raw(n), ok, want[i].raw, want[i].int)
		}
		i++
	}
}

func TestDuplicates(t *testing.T) {
	many := make([]string, 60)
	for i := range many {
		many[i] = fmt.Sprintf(`"k%d":0`, i)
	}
	cases := []struct {
		text string
		want int
	}{
		{`{"a":1,"b":2}`, 0},
		{`{"a":1,"a":2,"a":3}`, 2},
		{`{"a":1,"\u0061":2}`, 1},
		{`{"a":{"a":1},"b":{"a":1}}`, 0},
		{`[{"x":1,"x":1},{"x":1}]`, 1},
		{"{" + strings.Join(many, ",") + "}", 0},
		{"{" + strings.Join(many, ",") + `,"k7":1}`, 1},
	}
	var d Document
	for _, c := range cases {
		if err := d.Parse([]byte(c.text), 0); err != nil {
			t.Fatal(err)
		}
		if len(d.Duplicates) != c.want {
			t.Errorf("%.40q: got %d duplicates, want %d", c.text, len(d.Duplicates), c.want)
		}
		for _, dup := range d.Duplicates {
			if dup.First >= dup.Again || d.Key(dup.First) != d.Key(dup.Again) {
				t.Errorf("%.40q: %v is no pair", c.text, dup)
			}
		}
	}
}

func TestPosition(t *testing.T) {
	var d Document
	d.Text = []byte("{\r\n  \"é\": \"日本\",\n\t\"x\": 1}")
	at := func(sub string) int { return bytes.Index(d.Text, []byte(sub)) }
	cases := []struct {
		offset int
		want   Position
	}{
		{0, Position{1, 1}},
		{at("é"), Position{2, 4}},
		{at("日"), Position{2, 9}},
		{at("本"), Position{2, 10}},
		{at("x"), Position{3, 3}},
		{len(d.Text), Position{3, 9}},
		{len(d.Text) + 9, Position{3, 9}},
	}
	for _, c := range cases {
		if got := d.Position(c.offset); got != c.want {
			t.Errorf("offset %d: got %v, want %v", c.offset, got, c.want)
		}
	}
	if start, end := d.Line(1); string(d.Text[start:end]) != "{" {
		t.Errorf("line 1 is %q", d.Text[start:end])
	}
}

// TestPositionInLongLines compares every position of a line that is long
// enough for marks with counting from its start, malformed bytes included.
func TestPositionInLongLines(t *testing.T) {
	var d Document
	d.Text = []byte("first\n" + strings.Repeat("aé日😀\xff\x80\xe2\x82", 900))
	line := d.Text[len("first\n"):]
	for offset := range line {
		want := Position{2, utf8.RuneCount(line[:offset]) + 1}
		if got := d.Position(len("first\n") + offset); got != want && (offset == 0 || utf8.RuneStart(line[offset])) {
			t.Fatalf("offset %d: got %v, want %v", offset, got, want)
		}
	}
}

func TestEnvelope(t *testing.T) {
	cases := []struct {
		text      string
		data      string // pointer, "-" for none
		enveloped bool
	}{
		{`{"id":"whs_1","type":"a.b","data":{},"source":{}}`, "/data", true},
		{`{"type":"a.b","source":{},"event":{}}`, "-", true},
		{`{"customer":{},"event":{}}`, "", false},
		{`{"data":{}}`, "", false},
		{`{"source":{},"voucher":{}}`, "", false},
	}
	var d Document
	for _, c := range cases {
		if err := d.Parse([]byte(c.text), 0); err != nil {
			t.Fatal(err)
		}
		data, enveloped := d.Envelope()
		pointer := "-"
		if data != None {
			pointer = d.Pointer(data)
		}
		if pointer != c.data || enveloped != c.enveloped {
			t.Errorf("%s: got %q, %v", c.text, pointer, enveloped)
		}
	}
}

func TestEqual(t *testing.T) {
	var d Document
	for text, want := range map[string]bool{
		`["a", "a"]`: true, `["a", "\u0061"]`: true, `["a", "b"]`: false, `["1", 1]`: false, `[1, 1]`: true, `[1, 1.0]`: false,
		`[true, true]`: true, `[true, false]`: false, `[null, null]`: true, `[{"a": 1}, {"a": 1}]`: false, `[[1], [1]]`: false,
	} {
		if err := d.Parse([]byte(text), 0); err != nil {
			t.Fatal(err)
		}
		first := Root + 1
		if got := d.Equal(first, int(d.Nodes[first].Next)); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

func TestParseAllocatesNothing(t *testing.T) {
	text := []byte(`{"order":{"amount":7000,"items":[{"price":1000},{"price":2500}],"metadata":{"é":"\n"}}}`)
	var d Document
	allocs := testing.AllocsPerRun(100, func() {
		if err := d.Parse(text, 0); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > 0 {
		t.Errorf("%v allocations a parse, want none", allocs)
	}
}

// FuzzParse holds the parser against encoding/json, which is lenient in what
// it decodes: broken UTF-8 and lone surrogates.
func FuzzParse(f *testing.F) {
	for _, c := range refused {
		f.Add([]byte(c.text))
	}
	for _, c := range accepted {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var d Document
		err := d.Parse(text, 100)
		if syntax, ok := errors.AsType[*SyntaxError](err); ok {
			stricter := syntax.Reason == InvalidUTF8 || syntax.Reason == LoneSurrogate || syntax.Reason == TooDeep
			if json.Valid(text) && !stricter {
				t.Fatalf("%v, but encoding/json accepts it", err)
			}
			if syntax.Start > syntax.End || syntax.End > len(text) {
				t.Fatalf("span %d-%d of %d bytes", syntax.Start, syntax.End, len(text))
			}
			return
		}
		if !json.Valid(text) || !utf8.Valid(text) {
			t.Fatal("encoding/json refuses it")
		}
		checkNodes(t, &d)
	})
}

// checkNodes checks what everything else relies on.
func checkNodes(t *testing.T, d *Document) {
	t.Helper()
	for n, node := range d.Nodes {
		if node.Start >= node.End || int(node.Next) <= n || int(node.Next) > len(d.Nodes) {
			t.Fatalf("node %d is malformed: %+v", n, node)
		}
		if pointer := d.Pointer(n); len(d.Duplicates) == 0 && d.Lookup(pointer) != n {
			t.Fatalf("node %d has pointer %q, which leads to %d", n, pointer, d.Lookup(pointer))
		}
		if node.Kind == String {
			var want string
			if err := json.Unmarshal(d.Raw(n), &want); err != nil || d.Str(n) != want {
				t.Fatalf("string %s: got %q, want %q", d.Raw(n), d.Str(n), want)
			}
		}
	}
}

// BenchmarkParse measures the parser beside gjson's validity check and
// encoding/json's, on the same text.
func BenchmarkParse(b *testing.B) {
	var text []byte
	for i := range 20 {
		text = fmt.Appendf(text, `,{"id":"ord_0e2500291ae016ade%d","status":"PAID","amount":7000,"total_amount":6000,`+
			`"items":[{"object":"order_item","quantity":2,"price":1000,"product":{"name":"Blue mug"}}],"metadata":{}}`, i)
	}
	text[0] = '['
	text = append(text, ']')
	b.Run("payload", func(b *testing.B) {
		var d Document
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if err := d.Parse(text, 0); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("gjson", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			gjson.ValidBytes(text)
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			json.Valid(text)
		}
	})
}
