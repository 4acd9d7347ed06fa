package check

import (
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// path leads to a member by way of others, as "voucher.redemption.quantity"
// does, from the node a rule is called with, for rules that go it themselves. They
// write it in words; every checker knows it by the numbers that its catalogue gave
// these words.
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

// wayOf returns the way that a path leads, for documents that are parsed from then
// on.
func wayOf(names *payload.Names, words string) payload.Way {
	var steps [maxSteps]string
	n := 0
	for more := true; more; n++ {
		steps[n], words, more = strings.Cut(words, ".")
	}
	return names.Way(steps[:n]...)
}
