package schema_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// comparePass holds what a pass says of a text against what parsing and
// validating it say, twice: the second time it expects what came the first
// time. It returns whether the pass accepts the text, and whether there is
// nothing to report of it.
func comparePass(t *testing.T, s *schema.Schema, text []byte) (accepted, clean bool) {
	t.Helper()
	names := new(payload.Names)
	read, parsed := payload.Document{Names: names}, payload.Document{Names: names}
	pass := schema.NewPass(&read)
	root := pass.Program(s)
	var report schema.Report
	for range 2 {
		accepted = pass.Read(&read, text, root, nil)
		report.Reset()
		if clean = parsed.Parse(text, 0) == nil; clean {
			s.Validate(&parsed, payload.Root, &report)
			clean = len(report.Violations)+len(report.Unlisted)+len(parsed.Duplicates) == 0 && allSafe(&parsed)
		}
		if !accepted {
			continue
		}
		if !clean {
			t.Fatalf("a pass accepts %s: %v %v %v", text, report.Violations, report.Unlisted, parsed.Duplicates)
		}
		if !slices.EqualFunc(read.Nodes, parsed.Nodes, sameNode) {
			t.Fatalf("a pass reads %s as\n%v, not\n%v", text, read.Nodes, parsed.Nodes)
		}
		if marks := sorted(pass.Marks()); !slices.Equal(marks, report.Marks) {
			t.Fatalf("a pass marks %v in %s, not %v", marks, text, report.Marks)
		}
		compareMembers(t, &read, &parsed)
		checkSlots(t, pass, &read)
	}
	return accepted, clean
}

// allSafe reports whether readers keep every number of a document.
func allSafe(d *payload.Document) bool {
	for n := range d.Nodes {
		if k := d.Kind(n); (k == payload.Integer || k == payload.Number) && !payload.IsSafe(d.Raw(n), k) {
			return false
		}
	}
	return true
}

func sorted(marks []schema.Mark) []schema.Mark {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b schema.Mark) int {
		if a.Node != b.Node {
			return a.Node - b.Node
		}
		return strings.Compare(a.Name, b.Name)
	})
	return slices.Compact(marks)
}

func sameNode(a, b payload.Node) bool {
	return a.Kind == b.Kind && a.Start == b.Start && a.End == b.End && a.Key == b.Key && a.KeyEnd == b.KeyEnd &&
		a.Next == b.Next && a.Sym == b.Sym && a.Escaped == b.Escaped && a.KeyEscaped == b.KeyEscaped &&
		(a.Kind == payload.Object || a.Short() == b.Short())
}

// compareMembers looks every name up in every object of both documents.
func compareMembers(t *testing.T, read, parsed *payload.Document) {
	t.Helper()
	for object := range parsed.Nodes {
		for member := range parsed.Nodes {
			s := read.Nodes[member].Sym
			if parsed.Nodes[object].Kind != payload.Object || s == 0 {
				continue
			}
			if got, want := read.Member(object, s), parsed.Find(object, parsed.Name(member)); got != want {
				t.Fatalf("member %s of %s is %d, want %d", parsed.Name(member), parsed.Raw(object), got, want)
			}
		}
	}
}

// checkSlots holds the sets of slots of every object against its members.
func checkSlots(t *testing.T, pass *schema.Pass, d *payload.Document) {
	t.Helper()
	for _, o := range pass.Objects {
		layout := o.Program.Layout()
		if layout == nil {
			continue
		}
		var taken, null uint64
		for n := range d.Children(o.Node) {
			bit := uint64(1) << layout.Slot(d.Nodes[n].Sym)
			taken |= bit
			if d.Kind(n) == payload.Null {
				null |= bit
			}
		}
		if m := d.MembersOf(o.Node); m.Taken != taken || m.Null != null {
			t.Fatalf("%s takes slots %b, %b with null, not %b and %b", d.Raw(o.Node), m.Taken, m.Null, taken, null)
		}
	}
}

// leftToValidate are the keywords that a pass does not judge by itself.
var leftToValidate = []string{
	"contains", "dependentRequired", "dependentSchemas", "maxContains", "minContains", "patternProperties", "prefixItems",
	"propertyNames", "uniqueItems",
}

// withTooMany are suites with more members than a layout has slots for.
var withTooMany = []string{"exactly as many as a word has bits", "more than a word has bits"}

// TestPassCases takes the cases of the engine through a pass: where its
// keywords are the pass's to judge, it accepts all that there is nothing to
// report of, but for texts with escape sequences.
func TestPassCases(t *testing.T) {
	readCases(t, func(_ string, suites []suite) {
		for _, s := range suites {
			ours := s.pair(t).ours
			left := slices.ContainsFunc(leftToValidate, func(keyword string) bool {
				return strings.Contains(string(s.Schema), `"`+keyword+`"`)
			})
			for _, c := range s.Tests {
				accepted, clean := comparePass(t, ours, c.Data)
				if clean && !accepted && !left && !strings.Contains(string(c.Data), `\`) && !slices.Contains(withTooMany, s.Description) {
					t.Errorf("%s, %s: %s is not accepted", s.Description, c.Description, c.Data)
				}
			}
		}
	})
}

// TestPassRepeats has members twice, listed ones and others.
func TestPassRepeats(t *testing.T) {
	s := compileWorld(t, `{"properties": {"a": {}}, "additionalProperties": true}`)
	for text, want := range map[string]bool{
		`{"a": 1}`:                 true,
		`{"b": 1}`:                 true,
		`{"a": 1, "b": 2, "c": 3}`: true,
		`{"a": 1, "b": 2, "a": 3}`: false,
		`{"b": 1, "b": 2}`:         false,
		`{"b": 1, "a": 2, "b": 3}`: false,
	} {
		if accepted, _ := comparePass(t, s, []byte(text)); accepted != want {
			t.Errorf("%s: got %v, want %v", text, accepted, want)
		}
	}
}

// TestPassIntegers has integers of all lengths where some are too small. More text
// follows, for near its end they are read in another way.
func TestPassIntegers(t *testing.T) {
	for minimum, digits := range map[string]string{"-1": "", "0": "", "1": "0", "2": "01"} {
		s := compileWorld(t, `{"properties": {"n": {"type": "integer", "minimum": `+minimum+`}, "next": {}}}`)
		for _, text := range []string{"0", "1", "7", "10", "01", "00", "999999", "9999999", "99999999", "0123456", "-1", "1.0", "1e1", "1x", "1:"} {
			_, clean := comparePass(t, s, []byte(`{"n":`+text+`}`))
			accepted, _ := comparePass(t, s, []byte(`{"n":`+text+`,"next":"and some more text to read"}`))
			if accepted != clean || clean && strings.Contains(digits, text) {
				t.Errorf("minimum %s: %s is accepted: %v, clean: %v", minimum, text, accepted, clean)
			}
		}
	}
}

// TestPassRoom has a text with more nodes than a pass makes room for. It is in
// doubt until the text has been parsed into the same document.
func TestPassRoom(t *testing.T) {
	s := compileWorld(t, `{"items": {"type": "integer"}}`)
	d := payload.Document{Names: new(payload.Names)}
	pass := schema.NewPass(&d)
	root, text := pass.Program(s), []byte("["+strings.Repeat("1,", 5000)+"1]")
	if pass.Read(&d, text, root, nil) {
		t.Fatal("a pass has room for all nodes")
	}
	if err := d.Parse(text, 0); err != nil || !pass.Read(&d, text, root, nil) {
		t.Errorf("a pass has no room after Parse: %v", err)
	}
}

// TestPassBlanks has white space, and what is none, wherever it may stand.
func TestPassBlanks(t *testing.T) {
	s := compileWorld(t, `{"additionalProperties": true}`)
	for blank, want := range map[string]bool{
		"": true, " ": true, "\n": true, "\r": true, "\t": true, "\r\n\t  \n": true, "       ": true, "        ": true,
		"\n" + "                   ": true, "\f": false, "\v": false, "\x00": false, "        \f": false, "\u00a0": false,
	} {
		text := strings.ReplaceAll(`_{_"a"_:_[_1_,_"b"_]_,_"c"_:_{_}_}_`, "_", blank)
		if accepted, _ := comparePass(t, s, []byte(text)); accepted != want {
			t.Errorf("%q: got %v, want %v", blank, accepted, want)
		}
	}
}
