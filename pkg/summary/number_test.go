package summary

import "testing"

// An integer is one however it is spelled, as it is for the rules.
func TestMoney(t *testing.T) {
	for number, want := range map[Number]string{
		"7000": "70.00", "5": "0.05", "-5": "-0.05", "-0": "0.00",
		"7000.0": "70.00", "7e3": "70.00", "-7.5e1": "-0.75", "0.0": "0.00",
		"70.5": "70.5", `"7000"`: `"7000"`, "1e400": "1e400", "9007199254740993.0": "9007199254740993.0",
		"9223372036854775807": "92233720368547758.07", "9223372036854775808": "92233720368547758.08",
		"true": "true", "": "",
	} {
		if got := number.Money(); got != want {
			t.Errorf("%s: %q, want %q", number, got, want)
		}
	}
	if !Number("0.0").IsZero() || Number("0.5").IsZero() || Number("true").IsZero() {
		t.Error("IsZero")
	}
}
