package report

import "strings"

// Widths in columns of the screen.
const (
	nameWidth  = 34 // an item's name
	valueWidth = 160
	labelWidth = 24
)

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
