package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// What text from a payload needs before a screen shows it.

// printable makes text from a payload or a file name safe for a terminal: a
// tab becomes a space, any other control character, direction override or
// malformed byte the replacement character.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case obeyed(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// obeyed reports whether a terminal could take a character for a command: a
// control character or a direction override.
func obeyed(r rune) bool {
	return unicode.IsControl(r) || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

const ellipsis = "…"

// clipRight cuts s to at most columns of width, with an ellipsis for the rest.
func clipRight(s string, columns int) string {
	if displayWidth(s) <= columns {
		return s
	}
	used := 1
	for i, r := range s {
		if used += runeWidth(r); used > columns {
			return s[:i] + ellipsis
		}
	}
	return s
}

func clipLeft(s string, columns int) string {
	if displayWidth(s) <= columns {
		return s
	}
	used := 1
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if used += runeWidth(r); used > columns {
			return ellipsis + strings.TrimLeftFunc(s[i:], func(r rune) bool { return runeWidth(r) == 0 })
		}
		i -= size
	}
	return s
}

// displayWidth returns the columns that a terminal gives printable text.
func displayWidth(s string) int {
	columns := 0
	for _, r := range s {
		columns += runeWidth(r)
	}
	return columns
}

func runeWidth(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// clip makes text from a payload printable and shortens it to a number of
// columns, with an ellipsis for the rest.
func clip(text string, columns int) string { return clipRight(printable(text), columns) }

// padRight and padLeft fill printable text up to a number of columns.
func padRight(text string, columns int) string {
	return text + strings.Repeat(" ", max(0, columns-displayWidth(text)))
}

func padLeft(text string, columns int) string {
	return strings.Repeat(" ", max(0, columns-displayWidth(text))) + text
}
