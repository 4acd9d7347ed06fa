package check

import (
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// path leads to a member by way of others, as "voucher.redemption.quantity"
// does, from the node a rule is called with. Rules write it in words; every
// checker knows it by the numbers that its catalogue gave these words.
type path uint16

// itself leads to the node itself.
const itself path = 0

// pathWords has the words of each path. It is written while the package's
// variables are initialised and never again.
var pathWords = []string{itself: ""}

// pathOf is for the initialisation of package variables only.
func pathOf(words string) path {
	pathWords = append(pathWords, words)
	return path(len(pathWords) - 1)
}

func (p path) String() string { return pathWords[p] }

func joinPaths(list []path, separator string) string {
	words := make([]string, len(list))
	for i, p := range list {
		words[i] = p.String()
	}
	return strings.Join(words, separator)
}

// firstWord returns the first member that a path leads through.
func firstWord(words string) string {
	word, _, _ := strings.Cut(words, ".")
	return word
}

// maxSteps is the number of members that the longest path leads through.
const maxSteps = 4

// steps is a path in numbers.
type steps struct {
	count   int
	numbers [maxSteps]payload.Sym
}

// resolvePaths returns the steps of every path, for a document and those that
// are parsed into it later.
func resolvePaths(d *payload.Document) []steps {
	list := make([]steps, len(pathWords))
	for i, words := range pathWords[itself+1:] {
		s := &list[int(itself)+1+i]
		for word := range strings.SplitSeq(words, ".") {
			s.numbers[s.count] = d.Number(word)
			s.count++
		}
	}
	return list
}
