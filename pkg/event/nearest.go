package event

// Nearest returns the word closest to name by edit distance, "" where none is
// within a third of its length or two letters.
func Nearest(name string, words []string) string {
	best, limit := "", max(len(name)/3+1, 3)
	for _, w := range words {
		if n := EditDistance(name, w, limit); n < limit {
			best, limit = w, n
		}
	}
	return best
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
