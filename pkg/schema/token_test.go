package schema

import "testing"

// TestHashName checks that names are found in a table whatever comes after them:
// where it mattered they would be found all the same, but slowly.
func TestHashName(t *testing.T) {
	window := func(name, value string) *[tokenWindow]byte {
		var text [tokenWindow]byte
		copy(text[:], `"`+name+`":`+value)
		return &text
	}
	for _, name := range []string{"", "i", "id", "price", "object", "updated", "amounts_", "discount_amount"} {
		empty, full := window(name, ""), window(name, `"1234567890"`)
		if a, b := hashName(empty), hashName(full); a != b {
			t.Errorf("%q: %x and %x", name, a, b)
		}
	}
	if a, b := hashName(window("price", "")), hashName(window("prices", "")); a == b {
		t.Errorf("two names have the hash %x", a)
	}
}
