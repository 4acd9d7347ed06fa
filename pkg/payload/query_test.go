package payload

import (
	"testing"

	"github.com/tidwall/gjson"
)

func validBytes(text []byte) bool { return gjson.ValidBytes(text) }

func TestQuery(t *testing.T) {
	var d Document
	if err := d.Parse([]byte("{\"a\": {\"b\": \"x\\ny\",\n \"c\": [1, 2]}}"), 0); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		path   string
		asJSON bool
		want   string
		ok     bool
	}{
		{"a.b", false, "x\ny", true},
		{"a.b", true, `"x\ny"`, true},
		{"a.c", false, "[1,2]", true},
		{"a.c.#", false, "2", true},
		{"a.d", false, "", false},
	}
	for _, c := range cases {
		got, ok := d.Query(c.path, c.asJSON)
		if string(got) != c.want || ok != c.ok {
			t.Errorf("%s: got %q, %v", c.path, got, ok)
		}
	}
}
