package payload

import (
	"testing"
)

func TestQuery(t *testing.T) {
	var d Document
	if err := d.Parse([]byte("{\"a\": {\"b\": \"x\\ny\",\n \"c\": [1, 2]}, \"@b\": {\"@c\": 3}}"), 0); err != nil {
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
		{"a.c.@reverse", false, "[2,1]", true},
		{`\@b.\@c`, false, "3", true},
	}
	for _, c := range cases {
		got, ok := d.Query(c.path, c.asJSON)
		if string(got) != c.want || ok != c.ok {
			t.Errorf("%s: got %q, %v", c.path, got, ok)
		}
	}
}

// It is told at which member what a query finds hangs on which of two counts.
func TestDeciding(t *testing.T) {
	const text = `{"x":{"k":1,"k":2},"a":{"b":1},"a":{"b":1,"c":3},"s":{"e":1,"e":1},"z":{"y":0},"z":{},"t":[{"u":1,"u":1,"u":2 , "v":4}]}`
	var d Document
	if err := d.Parse([]byte(text), 0); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"x.k": "2", "x": "2", "a.b": "", "a.c": "", "a": `{"b":1,"c":3}`, "s.e": "", "z.y": "{}", "t.0.v": "", "t.#.u": "2", "none": "", "@this": "2",
	} {
		got := ""
		if dup, ok := d.Deciding(path); ok {
			got = string(d.Raw(dup.Again))
		}
		if got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestCheckQuery(t *testing.T) {
	for query, want := range map[string]bool{
		"":                           false,
		"a":                          true,
		"a.#":                        true,
		"a.#.b":                      true,
		"a.#(b==1).c":                true,
		"a.#[b==1]":                  true,
		`a.#(b=="x)")#`:              true,
		`a.#(b.#(c=="x")#)#.d`:       true,
		`a.#(b=="\"")`:               true,
		"#(a":                        false,
		"a.#(b==1":                   false,
		"a.#[b":                      false,
		"a|#(b":                      false,
		`a.#(b=="x)`:                 false,
		"a.#(b.#(c)":                 false,
		"a.#(b).#(c":                 false,
		`a.\#(b`:                     true,
		`a\.#(b`:                     true,
		"a#(b":                       true,
		"(":                          true,
		"@pretty:{\"indent\":\"(\"}": true,
		"{a,b}":                      true,
		"@this":                      true,
		"a.@reverse.0":               true,
		"a|@revers":                  false,
		"@foo":                       false,
		"a.@":                        false,
		"a.@type.b":                  false,
		`a.\@type.b`:                 true,
		`\@type`:                     true,
		"a@b":                        true,
		`@pretty:{"indent":".@x"}`:   true,
	} {
		if err := CheckQuery(query); (err == nil) != want {
			t.Errorf("%s: %v", query, err)
		}
	}
}
