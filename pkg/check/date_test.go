package check

import "testing"

func TestInOrder(t *testing.T) {
	const noon = "2025-03-01T12:00:00"
	for _, test := range []struct {
		earlier, later string
		want           bool
	}{
		{noon + ".120Z", noon + ".120Z", true},
		{noon + ".120Z", noon + ".121Z", true},
		{noon + ".121Z", noon + ".120Z", false},
		{noon + ".120Z", noon + ".120001Z", true},
		{noon + ".120001Z", noon + ".120Z", false},
		{noon + ".119999Z", noon + ".120Z", true},
		{noon + ".9Z", "2025-03-01T12:00:01.000Z", true},
		{noon + "Z", noon + "Z", false}, // not in this form
		{noon + ".120+01:00", noon + ".120Z", false},
		{noon + ".120Z", noon + ".120+01:00", false},
		{"2025-03-01", "2025-03-02", false},
		{"", "", false},
	} {
		if got := inOrder([]byte(test.earlier), []byte(test.later)); got != test.want {
			t.Errorf("%s, %s: got %v", test.earlier, test.later, got)
		}
	}
}
