package payload

import "testing"

// TestNumberOfOthers numbers a name in one document while another, which
// shares the names, is being read.
func TestNumberOfOthers(t *testing.T) {
	names := new(Names)
	d, other := Document{Names: names}, Document{Names: names}
	d.Number("id")
	if err := d.Parse([]byte(`{"id": 1, "amo\u0075nt": 2, "total": [3]}`), 0); err != nil {
		t.Fatal(err)
	}
	s := other.Number("amount")
	d.Number("points")
	if got := d.Number("amount"); got != s || d.Nodes[2].Sym != s || d.Member(Root, s) != 2 {
		t.Errorf("number %d, of the node %d, want %d", got, d.Nodes[2].Sym, s)
	}
	if n := d.Nodes[3].Sym; n != 0 {
		t.Errorf("a name without a number got %d", n)
	}
}
