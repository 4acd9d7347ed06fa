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

// TestTakeNames numbers names that a document has while it is not looked at.
func TestTakeNames(t *testing.T) {
	names := new(Names)
	d := Document{Names: names}
	if err := d.Parse([]byte(`{"order": {"id": 1}}`), 0); err != nil {
		t.Fatal(err)
	}
	way := names.Way("order.id")
	if n := d.Follow(Root, way); n != None {
		t.Errorf("the way leads to node %d before the names are taken", n)
	}
	d.TakeNames()
	if got, want := d.Follow(Root, way), d.Field(Root, "order", "id"); got != want {
		t.Errorf("the way leads to node %d, not %d", got, want)
	}
	defer func() {
		if recover() == nil {
			t.Error("a way of five names is none")
		}
	}()
	names.Way("a.b.c.d.e")
}

func TestFollow(t *testing.T) {
	var names Names
	way, other := names.Way("order.customer.id"), names.Way("order.customer.name")
	d := Document{Names: &names}
	text := `{"stranger": {"id": 1}, "order": {"id": 2, "customer": {"stranger": 3, "id": 4}, "customer": {"id": 5}}}`
	if err := d.Parse([]byte(text), 0); err != nil {
		t.Fatal(err)
	}
	if got, want := d.Follow(Root, way), d.Field(Root, "order", "customer", "id"); got != want || want == None {
		t.Errorf("the way leads to node %d, not %d", got, want)
	}
	for _, w := range []Way{other, nowhere, nowhere << 16} {
		if n := d.Follow(Root, w); n != None {
			t.Errorf("way %x leads to node %d", w, n)
		}
	}
	if n := d.Member(Root, 0); n != None {
		t.Errorf("node %d has no number, but is found by it", n)
	}
}
