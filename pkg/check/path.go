package check

import "strings"

// path leads to a member by way of others, as "voucher.redemption.quantity"
// does, from the node a rule is called with, for rules that go it themselves. They
// write it in words; every checker knows it by the numbers that its catalogue gave
// these words.
type path uint16

// noPath leads nowhere.
const noPath path = 0

// pathWords has the words of each path. It is written while the package's
// variables are initialised and never again.
var pathWords [maxPaths]string

// There are fewer than maxPaths paths.
const maxPaths = 128

var lastPath path

// pathOf is for the initialisation of package variables only.
func pathOf(words string) path {
	lastPath++
	pathWords[lastPath] = words
	return lastPath
}

func (p path) String() string { return pathWords[p] }

func joinPaths(list []path, separator string) string {
	words := make([]string, len(list))
	for i, p := range list {
		words[i] = p.String()
	}
	return strings.Join(words, separator)
}
