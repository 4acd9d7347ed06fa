package check

import "strings"

// path leads to a member by way of others, as "voucher.redemption.quantity"
// does, from the node a rule is called with. Rules write it in words; every
// checker knows it by the numbers that its catalogue gave these words.
type path uint16

// noPath leads nowhere.
const noPath path = 0

// pathWords has the words of each path. It is written while the package's
// variables are initialised and never again.
var pathWords = make([]string, 1, maxPaths)

// There are fewer than maxPaths paths, of maxSteps members at most.
const (
	maxPaths = 512
	maxSteps = 4
)

// pathOf is for the initialisation of package variables only.
func pathOf(words string) path {
	if strings.Count(words, ".") >= maxSteps {
		panic("check: the path " + words + " is too long")
	}
	if len(pathWords) == maxPaths {
		panic("check: there are too many paths")
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
