package event

import (
	"math"
	"slices"
	"strings"
)

// Nearest returns the word closest to name by edit distance, "" where none is
// within a third of its length or two letters. Capitals do not matter, and the
// parts between dots may stand in another order, or be more or fewer.
func Nearest(name string, words []string) string {
	name = strings.ToLower(name)
	best, limit := "", max(len(name)/3+1, 3)
	for _, w := range words {
		lower := strings.ToLower(w)
		if n := min(EditDistance(name, lower, limit), partsDistance(name, lower)); n < limit {
			best, limit = w, n
		}
	}
	return best
}

// partsDistance says how many parts only one of two names has, and two more, so
// that a misspelt letter is nearer. Names of which each has a part of its own,
// that share less than two, or of which a is far longer are out of reach.
func partsDistance(a, b string) int {
	if len(a) > 3*len(b) {
		return math.MaxInt
	}
	few, many := strings.Split(a, "."), strings.Split(b, ".")
	if len(few) > len(many) {
		few, many = many, few
	}
	if len(few) < 2 || slices.ContainsFunc(few, func(part string) bool { return !slices.Contains(many, part) }) {
		return math.MaxInt
	}
	return 2 + len(many) - len(few)
}

// EditDistance returns the number of single-byte insertions, deletions,
// replacements and swaps of neighbours that turn a into b, or a number of at
// least limit where there are that many.
func EditDistance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
