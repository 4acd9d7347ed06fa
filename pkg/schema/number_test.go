package schema

import "testing"

func TestInteger(t *testing.T) {
	for _, test := range []struct {
		text string
		want int64
		ok   bool
	}{
		{"70.0", 70, true}, {"1.0000e4", 10000, true}, {"6.001e3", 6001, true}, {"6.001E+3", 6001, true},
		{"-2.50e1", -25, true}, {"700e-1", 70, true}, {"0.0", 0, true}, {"-0e9", 0, true}, {"0e999999999999", 0, true},
		{"9007199254740991.0", 9007199254740991, true}, {"9007199254740993.0", 9007199254740993, true},
		{"0", 0, true}, {"-0", 0, true}, {"-25", -25, true}, {"9007199254740993", 9007199254740993, true},
		{"9999999999999999", 9999999999999999, true}, {"10000000000000000", 0, false}, {"12345678901234567", 0, false},
		{"1e15", 1e15, true}, {"1e17", 0, false}, {"1e400", 0, false}, {"1e-400", 0, false},
		{"1e99999999999999999999", 0, false}, {"0.5", 0, false}, {"6.001e2", 0, false}, {"12345678901234567.0", 0, false},
	} {
		if got, ok := Integer([]byte(test.text)); got != test.want || ok != test.ok {
			t.Errorf("%s: got %d, %v; want %d, %v", test.text, got, ok, test.want, test.ok)
		}
	}
}
