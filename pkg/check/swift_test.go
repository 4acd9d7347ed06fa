package check

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
)

// twins are a checker that tries the swift way with every text and one that
// never does.
type twins struct{ swift, plain *Checker }

func newTwins() twins {
	w := twins{NewChecker(event.Default(), Options{}), NewChecker(event.Default(), Options{})}
	w.swift.patience, w.plain.patience = 0, math.MaxInt
	return w
}

// compare holds what the two say of a text against each other.
func (w twins) compare(t *testing.T, text []byte) {
	t.Helper()
	got, err := w.swift.Run(text)
	if err != nil {
		t.Fatal(err)
	}
	want, err := w.plain.Run(text)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Findings, want.Findings) && len(got.Findings)+len(want.Findings) > 0 {
		t.Errorf("the swift way finds %v, the plain way %v in %s", got.Findings, want.Findings, text)
	}
	if !reflect.DeepEqual(got.Detection, want.Detection) {
		t.Errorf("the swift way detects %v, the plain way %v in %s", got.Detection, want.Detection, text)
	}
	if !want.Broken && !slices.EqualFunc(got.Doc.Nodes, want.Doc.Nodes, sameNode) {
		t.Errorf("the swift way reads %v, the plain way %v in %s", got.Doc.Nodes, want.Doc.Nodes, text)
	}
}

// sameNode compares all but the numbers of names, which depend on when a
// document was read.
func sameNode(a, b payload.Node) bool {
	return a.Kind == b.Kind && a.Start == b.Start && a.End == b.End && a.Key == b.Key && a.KeyEnd == b.KeyEnd &&
		a.Next == b.Next && a.Escaped == b.Escaped && a.KeyEscaped == b.KeyEscaped
}

// webhooks returns every payload we know as a whole webhook, on one line and on
// several.
func webhooks(t testing.TB) [][]byte {
	t.Helper()
	var texts [][]byte
	for _, s := range slices.Concat(fixtures(t), documentedPayloads(t)) {
		if _, at := dataOf(s.value); at == "" {
			s.value = s.wrapped()
		}
		text := marshal(t, s.value)
		var long bytes.Buffer
		if err := json.Indent(&long, text, "", "  "); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text, long.Bytes())
	}
	return texts
}

// TestSwiftness holds that every webhook without findings goes the swift way.
func TestSwiftness(t *testing.T) {
	w := newTwins()
	for _, text := range webhooks(t) {
		w.compare(t, text)
		r, err := w.plain.Run(text)
		if err != nil {
			t.Fatal(err)
		}
		if swift := w.swift.readSwiftly(text); !swift && len(r.Findings) == 0 {
			at := int(w.swift.doc.Nodes[len(w.swift.doc.Nodes)-1].Start)
			t.Errorf("there is nothing to report, but the swift way gives up behind %s", text[max(0, at-200):at])
		} else if swift && len(w.swift.swift.pass.Branched) == 0 && !w.swift.rulesSwiftly(&w.swift.detection) {
			t.Errorf("the rules are left to the plain way for %s", text)
		}
	}
}

// TestSwiftForced tells the event of webhooks beforehand, rightly and wrongly.
func TestSwiftForced(t *testing.T) {
	t.Parallel()
	w := newTwins()
	for _, text := range webhooks(t) {
		own := w.plain.Recognise(text).Detection.Event.Name
		for _, name := range []string{own, "voucher.created", "no.event"} {
			w.swift.Expect(name)
			w.plain.Expect(name)
			w.compare(t, text)
		}
		w.swift.Expect("")
		w.plain.Expect("")
	}
}

// TestSwiftNames gives webhooks the names of other events, each a share of them.
func TestSwiftNames(t *testing.T) {
	t.Parallel()
	share := 20
	if *everyMutation {
		share = 1
	}
	w, names := newTwins(), event.Default().Names()
	for i, text := range webhooks(t) {
		own := w.plain.Recognise(text).Detection.Event.Name
		for k := i % share; k < len(names); k += share {
			w.compare(t, bytes.ReplaceAll(text, []byte(`"`+own+`"`), []byte(`"`+names[k]+`"`)))
		}
	}
}

// FuzzSwift spoils webhooks by a program: each of its steps takes a kind of
// change and two nodes.
func FuzzSwift(f *testing.F) {
	texts := webhooks(f)
	for i := range texts {
		f.Add(uint16(i), []byte{})
	}
	for i := range splices {
		f.Add(uint16(i), []byte{byte(i), 7, 19, byte(i), 31, 2})
	}
	w := newTwins()
	f.Fuzz(func(t *testing.T, which uint16, program []byte) {
		text := texts[int(which)%len(texts)]
		for ; len(program) >= 3; program = program[3:] {
			text = splice(text, program)
		}
		w.compare(t, text)
	})
}

// TestSwiftMutants does what FuzzSwift does, at random and faster.
func TestSwiftMutants(t *testing.T) {
	t.Parallel()
	mutants := 1_000
	if *everyMutation {
		mutants = 3_000_000
	}
	texts, random, w := webhooks(t), rand.New(rand.NewPCG(5, 6)), newTwins()
	for range mutants {
		text := texts[random.IntN(len(texts))]
		for range random.IntN(4) {
			text = splice(text, []byte{byte(random.Uint32()), byte(random.Uint32()), byte(random.Uint32())})
		}
		if w.compare(t, text); t.Failed() {
			return
		}
	}
}

// TestSwiftSizes puts numbers of all sizes in the place of every number, and into
// metadata, where any may stand. What readers do not keep is told of.
func TestSwiftSizes(t *testing.T) {
	t.Parallel()
	w := newTwins()
	for texts := range slices.Chunk(webhooks(t), 2) {
		var d payload.Document
		if err := d.Parse(texts[0], 0); err != nil {
			t.Fatal(err)
		}
		for n, node := range d.Nodes {
			number := magnitudes[n%len(magnitudes)]
			text := replaced(texts[0], node.Start, node.End, []byte(number))
			if d.KeyIs(n, "metadata") {
				text = replaced(texts[0], node.Start, node.End, []byte(`{"n": [`+number+`]}`))
			} else if node.Kind != payload.Integer && node.Kind != payload.Number {
				continue
			}
			w.compare(t, text)
			told := slices.ContainsFunc(w.plain.result.Findings, func(f Finding) bool { return f.Rule == ruleNumber.ID })
			if told == slices.Contains(kept, number) {
				t.Errorf("%s: told %v", number, told)
			}
		}
	}
}

// splices are ways to change a text at two of its nodes.
var splices = []func(text []byte, a, b payload.Node) []byte{
	func(text []byte, a, b payload.Node) []byte { // another value
		return replaced(text, a.Start, a.End, text[b.Start:b.End])
	},
	func(text []byte, a, b payload.Node) []byte { // another name
		return replaced(text, a.Key, a.KeyEnd, text[b.Key:b.KeyEnd])
	},
	func(text []byte, a, _ payload.Node) []byte { return replaced(text, a.Start, a.End, []byte("null")) },
	func(text []byte, a, _ payload.Node) []byte { return replaced(text, a.Start, a.End, []byte("1.50e1")) },
	func(text []byte, a, _ payload.Node) []byte { return replaced(text, a.Start, a.End, []byte("-0")) },
	func(text []byte, a, b payload.Node) []byte {
		return replaced(text, a.Start, a.End, []byte(magnitudes[int(b.Start)%len(magnitudes)]))
	},
	func(text []byte, a, _ payload.Node) []byte {
		return replaced(text, a.Start, a.End, []byte(`"\u00e9\n"`))
	},
	func(text []byte, a, _ payload.Node) []byte { return replaced(text, a.Start, a.End, []byte("[]")) },
	func(text []byte, a, _ payload.Node) []byte { return replaced(text, a.Start, a.End, []byte("{}")) },
	func(text []byte, a, b payload.Node) []byte { // a member or an element more
		from := b.Start
		if a.Key > 0 && b.Key > 0 {
			from = b.Key - 1
		}
		return replaced(text, a.End, a.End, slices.Concat([]byte(", "), text[from:b.End]))
	},
	func(text []byte, a, _ payload.Node) []byte { // one less
		from, to := a.Start, a.End
		if a.Key > 0 {
			from = a.Key - 1
		}
		if int(to) < len(text) && text[to] == ',' {
			to++
		}
		return replaced(text, from, to, nil)
	},
	func(text []byte, a, b payload.Node) []byte {
		return replaced(text, a.Start, a.Start+1, text[b.Start:b.Start+1])
	},
	func(text []byte, a, b payload.Node) []byte {
		return replaced(text, a.End-1, a.End-1, []byte{byte(b.Start)})
	},
	func(text []byte, a, _ payload.Node) []byte { return text[:a.End] },
	func(text []byte, a, _ payload.Node) []byte {
		return replaced(text, a.Start, a.Start, []byte(" \t\r\n"))
	},
	func(text []byte, a, b payload.Node) []byte {
		return replaced(text, a.KeyEnd, a.KeyEnd, []byte{byte(b.Start)})
	},
	func(text []byte, a, _ payload.Node) []byte { return replaced(text, a.Key, a.KeyEnd, []byte(`\u0069d`)) },
}

// kept are numbers that JSON readers keep, lost such that they do not.
var (
	kept = []string{
		"999999999999999", "1000000000000000", "9007199254740991", "-9007199254740991", "1e15", "1e-400", "-0.1234567890123456",
	}
	lost = []string{
		"9007199254740992", "-9007199254740993", "10000000000000000", "9007199254740993.5", "1E30", "-1e30", "1e400", "-1e400",
	}
	magnitudes = slices.Concat(kept, lost)
)

func replaced(text []byte, from, to int32, by []byte) []byte {
	return slices.Concat(text[:from], by, text[to:])
}

// splice makes the first step of a program. What is no JSON is left alone.
func splice(text, program []byte) []byte {
	var d payload.Document
	if d.Parse(text, 0) != nil || len(d.Nodes) < 2 {
		return text
	}
	pick := func(b byte) payload.Node { return d.Nodes[1+(int(b)*len(d.Nodes)/256)%(len(d.Nodes)-1)] }
	return splices[int(program[0])%len(splices)](text, pick(program[1]), pick(program[2]))
}

// TestSwiftAllocations holds that a webhook without findings costs no memory.
func TestSwiftAllocations(t *testing.T) {
	if raced {
		t.Skip("the race detector makes allocations of its own")
	}
	k := newTwins().swift
	for _, text := range webhooks(t) {
		for range 2 { // programs are compiled as they are met
			if _, err := k.Run(text); err != nil {
				t.Fatal(err)
			}
		}
		if len(k.result.Findings) > 0 {
			continue
		}
		if n := testing.AllocsPerRun(10, func() { k.Run(text) }); n > 0 {
			t.Errorf("%.0f allocations for %s", n, text[:min(len(text), 300)])
		}
	}
}

// TestSwiftForeign puts into metadata what would break rules elsewhere, in an
// object and in arrays.
func TestSwiftForeign(t *testing.T) {
	w := newTwins()
	for _, text := range webhooks(t) {
		var d payload.Document
		if err := d.Parse(text, 0); err != nil {
			t.Fatal(err)
		}
		for n := range d.Nodes {
			if !d.KeyIs(n, "metadata") {
				continue
			}
			for _, value := range []string{
				`{"id": "x", "object": "customer", "order_id": "x"}`, `{"list": [{"id": "x", "object": "customer", "order_id": "x"}]}`,
				`[{"id": "x", "object": "customer", "order_id": "x"}]`,
			} {
				w.compare(t, replaced(text, d.Nodes[n].Start, d.Nodes[n].End, []byte(value)))
			}
			break
		}
	}
}
