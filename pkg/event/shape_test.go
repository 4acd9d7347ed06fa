package event

import "testing"

// TestShapesKnow holds that data is not taken for composed by hand for members
// that the schema of its event lists, on which Confirm relies.
func TestShapesKnow(t *testing.T) {
	for i := range Default().documented {
		e := &Default().documented[i]
		s, err := e.Schema()
		if err != nil {
			t.Fatal(err)
		}
		shape := e.shape
		for _, name := range s.PropertyNames() {
			if !contains(shape.listed, []byte(name)) && !contains(shape.branched, []byte(name)) {
				t.Errorf("%s: its shape lacks %s", e.Name, name)
			}
		}
	}
}
