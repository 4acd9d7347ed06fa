package input

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Shown returns a path as messages show it: in quotes where it would not be
// seen for what it is, which is nothing, begins or ends with white space, or
// has a character that does not print.
func Shown(path string) string {
	clear := path != "" && path == strings.TrimSpace(path) && utf8.ValidString(path) &&
		!strings.ContainsFunc(path, func(r rune) bool { return !strconv.IsPrint(r) })
	if clear {
		return path
	}
	return strconv.Quote(path)
}
