package payload

// What a reader needs that fills a document in the place of Parse.

// Begin makes d an empty document of text, to be filled with the nodes that Parse
// would write.
func (d *Document) Begin(text []byte) {
	d.Text, d.Nodes, d.Duplicates = text, d.Nodes[:0], d.Duplicates[:0]
	d.stack, d.lines, d.marks, d.decoded = d.stack[:0], d.lines[:0], d.marks[:0], d.decoded[:0]
	clear(d.slots[:d.slotted])
	d.laid, d.slotted = d.laid[:0], 0
	d.loadNames()
}

// NumberOf returns the number of a member name that holds no escape sequence,
// as the document has it, zero where it has none.
func (d *Document) NumberOf(name []byte) Sym {
	if d.named <= 1 {
		return 0
	}
	return d.table.find(name)
}

// Repeats reports whether object n, whose subtree is complete and whose member
// names hold no escape sequences, has a name twice.
func (d *Document) Repeats(n int) bool {
	d.findDuplicates(container{node: int32(n)})
	return len(d.Duplicates) > 0
}

// StringEnd returns the offset after the string that opens at text[i], and
// whether it holds escape sequences; zero where it is malformed.
func StringEnd(text []byte, i int) (end int, escaped bool) {
	end, escaped, err := scanString(text, i)
	if err != nil {
		return 0, false
	}
	return end, escaped
}

// NumberEnd returns the offset after the number at text[i], a minus sign or a
// digit, and its kind; zero where it is malformed.
func NumberEnd(text []byte, i int) (end int, kind Kind) {
	end, kind, err := scanNumber(text, i)
	if err != nil {
		return 0, 0
	}
	return end, kind
}

// SkipSpace returns the offset of the first byte from text[i] on that is no
// white space.
func SkipSpace(text []byte, i int) int { return skipSpace(text, i) }

// SkipPlain moves over characters that mean nothing in a string: as far as the
// next quote, backslash, control character or byte beyond ASCII, or less.
func SkipPlain(text []byte, i int) int { return skipPlain(text, i) }

// Begin makes n the node at index i, of which the caller sets the rest: all but
// Escaped, KeyEscaped, and Next for a scalar, and Sym where there is no name.
func (n *Node) Begin(i int) {
	n.Next = int32(i + 1)
	n.aside, n.Sym, n.Escaped, n.KeyEscaped = 0, 0, false, false // these lie side by side
}
