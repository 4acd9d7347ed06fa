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
