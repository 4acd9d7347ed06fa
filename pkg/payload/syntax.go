package payload

import "fmt"

// Reason names what a text breaks in the JSON grammar.
type Reason uint8

// The reasons a text is refused.
const (
	Empty            Reason = iota + 1 // no value at all
	Truncated                          // the text ends inside a value
	Trailing                           // text after the value
	Unexpected                         // a byte that cannot stand where it does
	BadLiteral                         // a word that is no true, false or null
	BadNumber                          // a malformed number
	BadEscape                          // a backslash sequence JSON does not have
	ControlCharacter                   // an unescaped control character in a string
	NulByte                            // a NUL byte anywhere
	InvalidUTF8                        // bytes that are not UTF-8
	LoneSurrogate                      // half a surrogate pair in \u escapes
	TooDeep                            // nested deeper than the cap
	UTF16                              // text in UTF-16
	ByteOrderMark                      // a UTF-8 byte order mark
	TooLarge                           // more text than is read
	UTF32                              // text in UTF-32
)

var reasonNames = [...]string{
	"", "empty text", "truncated text", "text after the value", "unexpected character", "unknown literal",
	"malformed number", "malformed escape", "control character in a string", "NUL byte", "invalid UTF-8",
	"lone surrogate", "nested too deeply", "UTF-16 text", "byte order mark", "too much text", "UTF-32 text",
}

func (r Reason) String() string { return reasonNames[r] }

// Expectation names what the grammar allows at the place of an error.
type Expectation uint8

// What can be expected at a place.
const (
	ExpectNothing     Expectation = iota
	ExpectValue                   // any value
	ExpectKey                     // a member name
	ExpectKeyOrClose              // a member name or '}'
	ExpectColon                   // ':'
	ExpectCommaBrace              // ',' or '}'
	ExpectCommaSquare             // ',' or ']'
	ExpectQuote                   // the end of a string
)

// SyntaxError says where and why a text is not strict JSON (RFC 8259). Start
// and End are byte offsets of the offending part; Start equals End where
// something is missing. Container is the offset of the bracket that is still
// open at the place, -1 outside any. MaxDepth and MaxSize (in bytes) are the
// limit that a text TooDeep or TooLarge goes beyond.
type SyntaxError struct {
	Reason     Reason
	Expect     Expectation
	Start, End int
	Container  int
	MaxDepth   int
	MaxSize    int
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%s at offset %d", e.Reason, e.Start) }
