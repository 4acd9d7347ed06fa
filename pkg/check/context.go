package check

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// context is what a rule sees of a payload: the document, the event's data and
// a place for findings. Values are read leniently: what is absent, null or of
// a wrong type is for the schema to judge, and a rule stays silent about it.
//
// Members are named by [path] from the node a rule is called with.
type context struct {
	*payload.Document
	data     int // node of the event's data
	event    string
	freeform bool       // the data has no documented form
	check    *ruleCheck // at hand
	findings []Finding
	places   []place                // of all nodes; built by the first finding
	paths    *[maxPaths]payload.Way // those of words
	words    *vocabulary
	asked    asked
	again    map[int]bool  // the members that repeat a name; nil before the first question
	slots    payload.Slots // of an object for which the document has none
}

// report adds a finding of the check at hand at node n.
func (c *context) report(n int, format string, args ...any) *Finding {
	return c.reportAs(c.check.rule, n, format, args...)
}

// reportAs adds a finding of a rule at node n.
func (c *context) reportAs(rule *Rule, n int, format string, args ...any) *Finding {
	c.findings = append(c.findings, Finding{
		Rule:     rule.ID,
		Severity: rule.Severity,
		Message:  fmt.Sprintf(format, args...),
		Pointer:  c.pointer(n),
		Start:    int(c.Nodes[n].Start),
		End:      int(c.Nodes[n].End),
	})
	return &c.findings[len(c.findings)-1]
}

// relate names other nodes the finding speaks of, scalars with their value;
// absent nodes are left out.
func (c *context) relate(f *Finding, nodes ...int) {
	for _, n := range nodes {
		if n == payload.None {
			continue
		}
		message := c.name(n)
		if k := c.Kind(n); k != payload.Object && k != payload.Array {
			message += " is " + c.value(n)
		}
		f.Related = append(f.Related, Related{
			Pointer: c.pointer(n), Start: int(c.Nodes[n].Start), End: int(c.Nodes[n].End), Message: message,
		})
	}
}

// word returns the path of what the check at hand is handed as at[i].
func (c *context) word(i int) string { return c.check.words()[i] }

// at returns the node that a path leads to from n, [payload.None] where there
// is none.
func (c *context) at(n int, p path) int { return c.Follow(n, c.paths[p%maxPaths]) }

// text reads a string; false for everything else and for the empty string.
func (c *context) text(n int) ([]byte, bool) {
	s := c.Chars(n)
	return s, len(s) > 0
}

// hasPrefix, hasSuffix and contains are those of strings and slices for what
// text returns.
func hasPrefix(s []byte, prefix string) bool {
	return len(s) >= len(prefix) && string(s[:len(prefix)]) == prefix
}

func hasSuffix(s []byte, suffix string) bool {
	return len(s) >= len(suffix) && string(s[len(s)-len(suffix):]) == suffix
}

func contains(list []string, s []byte) bool {
	for _, one := range list {
		if one == string(s) {
			return true
		}
	}
	return false
}

// largest is the highest amount that rules calculate with; [ruleNumber] tells of
// higher ones. No sum of money reaches it, and sums of many such amounts fit 64
// bits.
const largest = payload.MaxSafeInteger

// longestNumber is how long a number may be that rules read.
const longestNumber = 64

// integer reads an integer whose size is at most [largest], however it is
// written; zero of anything else.
func (c *context) integer(n int) (v int64, ok bool) {
	if uint(n) < uint(len(c.Nodes)) {
		if v := c.Nodes[n].Short(); v >= 0 {
			return int64(v), true
		}
	}
	return c.anyInteger(n)
}

// anyInteger is integer for all but the usual ones.
func (c *context) anyInteger(n int) (v int64, ok bool) {
	switch c.Kind(n) {
	case payload.Integer, payload.Number:
		if raw := c.Raw(n); len(raw) <= longestNumber {
			v, ok = schema.Integer(raw)
		}
	}
	if !ok || v < -largest || v > largest {
		return 0, false
	}
	return v, true
}

// amount reads an integer for which absent and null mean zero.
func (c *context) amount(n int) (int64, bool) {
	if c.IsNull(n) {
		return 0, true
	}
	return c.integer(n)
}

// sum adds a member over the objects of an array, absent and null as zero. It
// is false where the array is absent or empty, a value is no amount, or the
// sum leaves what rules calculate with.
func (c *context) sum(array int, part path) (total int64, ok bool) {
	total, _, ok = c.sumOfAll(array, part)
	return total, ok
}

// sumOfAll is sum, and tells whether every object has the member.
func (c *context) sumOfAll(array int, part path) (total int64, all, ok bool) {
	if c.Kind(array) != payload.Array {
		return 0, false, false
	}
	all = true
	for item, end := array+1, int(c.Nodes[array].Next); item < end; item = int(c.Nodes[item].Next) {
		v, okItem := int64(0), true
		if at := c.at(item, part); c.IsNull(at) {
			all = false
		} else {
			v, okItem = c.integer(at)
		}
		if c.Kind(item) != payload.Object || !okItem || v < 0 || total > largest {
			return 0, false, false
		}
		total, ok = total+v, true
	}
	return total, all, ok
}

// date reads a date-time.
func (c *context) date(n int) (time.Time, bool) {
	s := c.Chars(n)
	if len(s) == 0 {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339Nano, string(s))
	return t, err == nil
}

// inOrder reports whether two texts are in the form that Voucherify gives its
// dates, with a fraction of a second and in UTC, the first not after the second:
// then no date in them is. In this form dates sort as texts without their ends.
func inOrder(earlier, later []byte) bool {
	return isUsualDate(earlier) && isUsualDate(later) && bytes.Compare(earlier[:len(earlier)-1], later[:len(later)-1]) <= 0
}

func isUsualDate(s []byte) bool {
	return len(s) > len("2006-01-02T15:04:05.") && s[13] == ':' && s[19] == '.' && s[len(s)-1] == 'Z'
}

// place is where a node stands: in which container, as which of its children.
type place struct{ parent, index int32 }

// place returns the place of a node. The table makes it a look-up, so that a
// payload full of faults takes time in proportion to its size.
func (c *context) place(n int) place {
	if len(c.places) == 0 {
		c.places = make([]place, len(c.Nodes))
		for parent := range c.Nodes {
			index := int32(0)
			for child := range c.Children(parent) {
				c.places[child] = place{int32(parent), index}
				index++
			}
		}
	}
	return c.places[n]
}

// pointer returns the JSON Pointer from the root to a node.
func (c *context) pointer(n int) string {
	pointer := ""
	for n != payload.Root {
		at := c.place(n)
		token := strconv.Itoa(int(at.index))
		if c.Kind(int(at.parent)) == payload.Object {
			token = payload.EscapeToken(c.Key(n))
		}
		pointer, n = "/"+token+pointer, int(at.parent)
	}
	return pointer
}

// name writes the path of a node from the event's data, as in "items[0].price",
// or from the root where the node lies outside.
func (c *context) name(n int) string {
	name := ""
	for n != payload.Root && n != c.data {
		at := c.place(n)
		token := fmt.Sprintf("[%d]", at.index)
		if c.Kind(int(at.parent)) == payload.Object {
			token = "." + c.Key(n)
		}
		name, n = token+name, int(at.parent)
	}
	return clip(strings.TrimPrefix(name, "."))
}

// value shows a node in a message: strings quoted and clipped, containers by
// their kind.
func (c *context) value(n int) string {
	switch c.Kind(n) {
	case 0:
		return "absent"
	case payload.String:
		return strconv.Quote(clip(c.Str(n)))
	case payload.Object:
		return "an object"
	case payload.Array:
		return fmt.Sprintf("an array of %d", c.Len(n))
	}
	return clip(string(c.Raw(n)))
}
