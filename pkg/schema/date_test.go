package schema

import (
	"math/rand/v2"
	"testing"
	"time"
)

// TestUsualDate holds the quick check of dates against the whole one: on every
// day of four years, and on texts that differ from a date in one byte or two.
func TestUsualDate(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	moment := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	for moment.Year() < 2027 {
		text := []byte(moment.Format("2006-01-02T15:04:05.000Z"))
		if leapDay := moment.Month() == 2 && moment.Day() == 29; isUsualDate((*[usualDate]byte)(text)) == leapDay {
			t.Errorf("%s: usual = %v", text, leapDay)
		}
		for range 40 {
			spoilt := [usualDate]byte(text)
			for range 1 + random.IntN(2) {
				spoilt[random.IntN(usualDate)] = "0123456789:/-.TtZz \xb0"[random.IntN(20)]
			}
			if isUsualDate(&spoilt) && !isDateTime(spoilt[:]) {
				t.Errorf("%q is called a usual date", spoilt)
			}
		}
		moment = moment.Add(23*time.Hour + 17*time.Minute + 41*time.Second + 77*time.Millisecond)
	}
}
