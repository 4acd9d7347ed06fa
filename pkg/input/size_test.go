package input

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// oversize lists streams that are split with a largest text of 32 bytes.
var oversize = []struct {
	name, input string
	texts       []string
}{
	{"just fits", `{"a":"` + strings.Repeat("x", 24) + `"}{}`, []string{`{"a":"` + strings.Repeat("x", 24) + `"}`, `{}`}},
	{"a byte more", `{"a":"` + strings.Repeat("x", 25) + `"}{}`, []string{"TooLarge", `{}`}},
	{"many lines", "{\n\"a\":[\n" + strings.Repeat("{},\n", 50) + "{}]}\n{}", []string{"TooLarge", `{}`}},
	{"array of many", "[" + strings.Repeat("{},\n", 50) + "{}]\n", slices.Repeat([]string{"{}"}, 51)},
	{"array of large", `[{"a":"` + strings.Repeat("x", 99) + `"},{}]`, []string{"TooLarge", "{}"}},
	{"escapes", `{"a":"` + strings.Repeat(`\"`, 99) + `"}{}`, []string{"TooLarge", "{}"}},
	{"prose", strings.Repeat("words and more\n", 9) + "{}", []string{"TooLarge", "{}"}},
	{"broken line that goes on", "{\"a\":[1,\n{\"a\":2}\n{\"a\":3}\n" + strings.Repeat(" ", 40) + "{}", []string{`{"a":[1,`, `{"a":2}`, `{"a":3}`, `{}`}},
	{"open to the end", `{"a":[` + strings.Repeat("1,", 99), []string{"TooLarge"}},
	{"broken far on", "{\n\"a\":[" + strings.Repeat("1,", 99) + "}\n{}", []string{"TooLarge", "{}"}},
}

func TestLargestText(t *testing.T) {
	for _, c := range oversize {
		for _, r := range []io.Reader{strings.NewReader(c.input), iotest.OneByteReader(strings.NewReader(c.input))} {
			s := NewSplitter(r, Options{MaxSize: 32})
			var got []string
			for {
				text, err := s.Next()
				if err != nil {
					break
				}
				if text.Err != nil {
					got = append(got, reasons[text.Err.Reason])
					continue
				}
				got = append(got, string(bytes.TrimSpace(text.Bytes)))
			}
			if !slices.Equal(got, c.texts) {
				t.Errorf("%s: got %q, want %q", c.name, got, c.texts)
			}
		}
	}
}

// TestLargeTextsAreSkippedFlat passes over texts of 64 MiB.
func TestLargeTextsAreSkippedFlat(t *testing.T) {
	for _, unit := range []string{"[", `{"a":`, "1,\n", `"x`, "\n"} {
		r := io.LimitReader(&repeat{line: []byte(strings.Repeat(unit, 1000))}, 64<<20)
		s := NewSplitter(io.MultiReader(strings.NewReader(`{"a":`), r), Options{MaxSize: 1 << 20})
		count := 0
		for ; count < 1000; count++ {
			if _, err := s.Next(); err != nil {
				break
			}
		}
		if cap(s.buf) > 4<<20 || cap(s.matcher.stack) > 4*maxOpen {
			t.Errorf("%q: a buffer of %d bytes, %d brackets", unit, cap(s.buf), cap(s.matcher.stack))
		}
	}
}
