package payload

import "testing"

func TestIsSafe(t *testing.T) {
	for number, want := range map[string]bool{
		"0": true, "-0": true, "999999999999999": true, "-999999999999999": true, "1000000000000000": true,
		"9007199254740991": true, "-9007199254740991": true, "9007199254740992": false, "-9007199254740992": false,
		"9007199254740993": false, "10000000000000000": false, "12345678901234567890": false,
		"9007199254740991.0": true, "9007199254740991.25": true, "9007199254740992.0": false, "90071992547409930e-1": false,
		"0.1": true, "0.12345678901234567890123": true, "123456.12345678901234567890": true,
		"1e15": true, "1e16": false, "1E30": false, "-1e30": false, "1e400": false, "-1e400": false, "1e-400": true,
		"0e999999999999999999999": true, "1e999999999999999999999": false, "1e-999999999999999999999": true,
	} {
		var d Document
		if err := d.Parse([]byte(number), 0); err != nil {
			t.Fatal(err)
		}
		if got := IsSafe(d.Raw(Root), d.Kind(Root)); got != want {
			t.Errorf("%s: got %v", number, got)
		}
	}
}

func TestShort(t *testing.T) {
	for number, want := range map[string]int32{
		"0": 0, "7": 7, "42": 42, "987": 987, "1000": 1000, "90817": 90817, "123456": 123456, "9999999": 9999999,
		"10000000": -1, "-5": -1, "-0": -1, "0.5": -1, "12.0": -1, "1e3": -1, `"7"`: -1, "null": -1, "[7]": -1, "{}": -1,
	} {
		var d Document
		if err := d.Parse([]byte("["+number+"       ]"), 0); err != nil {
			t.Fatal(err)
		}
		if got := d.Nodes[1].Short(); got != want && (want >= 0 || got >= 0) {
			t.Errorf("%s: got %d, want %d", number, got, want)
		}
	}
}

func TestReadShort(t *testing.T) {
	for text, want := range map[string]int{
		"7,         ": 1, "1234567}    ": 7, "0]          ": 1, "42 ,       ": 2, "12.5        ": 0, "12e5        ": 0,
		"12x         ": 0, "12345678,   ": 0, "01,         ": 0, "-1,         ": 0, ",           ": 0, "7,": 0,
	} {
		var n Node
		if got := n.ReadShort([]byte(text), 0); got != want || (n.Kind == Integer) != (want > 0) || int(n.End) != want {
			t.Errorf("%s: got %d, %v", text, got, n)
		}
	}
}
