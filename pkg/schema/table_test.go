package schema

import (
	"fmt"
	"testing"
)

// TestNameSet checks sets of all sizes around that of a short list, with room for
// their names and without.
func TestNameSet(t *testing.T) {
	const most = 5 * shortList
	for size := range most {
		for _, s := range []nameSet{{}, newNameSet(size)} {
			for range 2 { // the second time they are known
				for i := range size {
					s.add(fmt.Sprint("name", i))
				}
			}
			other := s.with("other")
			for i := range most {
				want := i
				if i >= size {
					want = -1
				}
				for _, expect := range []int{0, i, most} {
					if got := s.find([]byte(fmt.Sprint("name", i)), expect); got != want {
						t.Errorf("name %d of %d is at %d, want %d", i, size, got, want)
					}
				}
			}
			if len(s.names) != size || s.has([]byte("other")) || !other.has([]byte("other")) || len(other.names) != size+1 {
				t.Errorf("%d names became %v, and with another %v", size, s.names, other.names)
			}
		}
	}
}
