package payload

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/tidwall/gjson"
)

// Query evaluates a gjson path on the document, which must have been parsed
// without error, and reports whether it led anywhere. The result is JSON on
// one line; a string is decoded unless asJSON.
func (d *Document) Query(path string, asJSON bool) (found []byte, ok bool) {
	result := gjson.GetBytes(d.Text, path)
	if !result.Exists() || result.Type == gjson.String && !asJSON {
		return []byte(result.Str), result.Exists()
	}
	var line bytes.Buffer
	if err := json.Compact(&line, []byte(result.Raw)); err != nil {
		return []byte(result.Raw), true // a modifier made it, which need not give JSON
	}
	return line.Bytes(), true
}

// Deciding returns a duplicate on which it hangs what a query finds: it takes
// the first of two members where other readers take the last.
func (d *Document) Deciding(path string) (dup Duplicate, ok bool) {
	found, last := gjson.GetBytes(d.Text, path).Raw, len(d.Duplicates)-1
	decided := func(i int) bool { return gjson.GetBytes(d.withLast(d.Duplicates[:i+1]), path).Raw != found }
	if last < 0 || !decided(last) {
		return dup, false
	}
	return d.Duplicates[sort.Search(last, decided)], true
}

// withLast returns the text without the members that stand again later, as
// duplicates say. Blanks take their place.
func (d *Document) withLast(duplicates []Duplicate) []byte {
	text, earlier := bytes.Clone(d.Text), map[int]int{}
	for _, dup := range duplicates {
		n, again := earlier[dup.First]
		if !again {
			n = dup.First
		}
		earlier[dup.First] = dup.Again
		from, to := int(d.Nodes[n].Key)-1, int(d.Nodes[n].End)
		to += bytes.IndexByte(d.Text[to:], ',') + 1
		copy(text[from:to], bytes.Repeat([]byte{' '}, to-from))
	}
	return text
}

// CheckQuery says why a gjson path finds nothing in any payload, nil where it
// may: gjson itself passes over what it cannot read.
func CheckQuery(path string) error {
	if path == "" {
		return errors.New("an empty query finds nothing")
	}
	begins := true // a part of the path does
	for i := 0; i < len(path); i++ {
		c, next := path[i], path[i:]
		switch {
		case c == '\\':
			i++
		case begins && len(next) > 1 && c == '#' && (next[1] == '(' || next[1] == '['):
			if i = closing(path, i+1); i >= len(path) {
				return fmt.Errorf("query %q: a bracket is not closed", path)
			}
		case begins && c == '@':
			name, rest := next[1:], ""
			if end := strings.IndexAny(name, ".|:"); end >= 0 {
				name, rest = name[:end], name[end:]
			}
			if !gjson.ModifierExists(name, nil) {
				return fmt.Errorf(`query %q: there is no modifier @%s; a member of that name is \@%s`, path, name, name)
			}
			if strings.HasPrefix(rest, ":") {
				return nil // its argument has a grammar of its own
			}
		}
		begins = c == '.' || c == '|'
	}
	return nil
}

// closing returns the place of what closes the bracket at path[i], which gjson
// takes a bracket of the other kind for as well, or the end.
func closing(path string, i int) int {
	depth, quoted := 0, false
	for ; i < len(path); i++ {
		switch c := path[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(', c == '[':
			depth++
		case c == ')', c == ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return i
}
