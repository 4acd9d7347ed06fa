package check

import (
	"encoding/binary"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// prefixes are the words that an id may start with, each with its bytes as a
// number: a comparison of numbers tells most ids.
type prefixes []prefix

type prefix struct {
	word       string
	head, mask uint64 // little-endian; all zero for a word that is too long
}

func newPrefix(word string) prefix {
	p := prefix{word: word}
	if len(word) <= 8 {
		for i := range len(word) {
			p.head |= uint64(word[i]) << (8 * i)
			p.mask |= 0xff << (8 * i)
		}
	}
	return p
}

func newPrefixes(words ...string) prefixes {
	list := make(prefixes, len(words))
	for i, word := range words {
		list[i] = newPrefix(word)
	}
	return list
}

func (list prefixes) String() string {
	words := make([]string, len(list))
	for i := range list {
		words[i] = list[i].word
	}
	return strings.Join(words, " or ")
}

// startsWith reports whether an id starts with one of some words. What is no
// string is for the schema to judge, and does.
func (c *context) startsWith(n int, list prefixes) bool {
	if uint(n) >= uint(len(c.Nodes)) {
		return true
	}
	node, text := &c.Nodes[n], c.Text
	if i := int(node.Start) + 1; node.Kind == payload.String && !node.Escaped && i >= 0 && i <= len(text)-8 {
		head := binary.LittleEndian.Uint64(text[i : i+8])
		for j := range list {
			if p := &list[j]; head&p.mask == p.head && p.mask != 0 {
				return true
			}
		}
	}
	id := c.Chars(n)
	for _, p := range list {
		if hasPrefix(id, p.word) {
			return true
		}
	}
	return node.Kind != payload.String
}
