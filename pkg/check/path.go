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

// maxSteps is the number of members that a path can lead through.
const maxSteps = 4

// pathOf is for the initialisation of package variables only.
func pathOf(words string) path {
	if strings.Count(words, ".") >= maxSteps {
		panic("check: the path " + words + " is too long")
	}
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

// steps is a path in numbers: 16 bits each, from the first member on.
type steps uint64

// nowhere is a path of which a word has no number: it begins with number zero,
// which no member has.
const nowhere steps = 1 << 16

// resolvePaths returns the steps of every path, for a document and those that
// are parsed into it later.
func resolvePaths(d *payload.Document) []steps {
	list := make([]steps, len(pathWords))
	for p := itself + 1; int(p) < len(list); p++ {
		list[p] = resolvePath(d, pathWords[p])
	}
	return list
}

func resolvePath(d *payload.Document, words string) (list steps) {
	for i, name := range strings.Split(words, ".") {
		number := d.Number(name)
		if number == 0 {
			return nowhere
		}
		list |= steps(number) << (16 * i)
	}
	return list
}
