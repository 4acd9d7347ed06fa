package check

import (
	"encoding/json"
	"testing"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
)

// TestSigns holds that the signs that weigh say no more than traits can.
func TestSigns(t *testing.T) {
	known := func(place string, schema map[string]json.RawMessage, keywords ...string) {
		for _, keyword := range keywords {
			delete(schema, keyword)
		}
		for keyword := range schema {
			t.Errorf("%s has %s, which traits leave out", place, keyword)
		}
	}
	members := func(text json.RawMessage) (members map[string]map[string]json.RawMessage) {
		if text == nil {
			return nil
		}
		if err := json.Unmarshal(text, &members); err != nil {
			t.Fatal(err)
		}
		return members
	}
	signs := 0
	for _, e := range event.Default().Events() {
		if !e.Documented {
			continue
		}
		s, err := e.Schema()
		if err != nil {
			t.Fatal(err)
		}
		if sign, _, err := signOf(e); err != nil {
			t.Fatal(err)
		} else if sign == nil {
			continue
		}
		signs++
		text, _ := s.Extension("x-sign")
		var sign map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &sign); err != nil {
			t.Fatal(err)
		}
		for name, object := range members(sign["properties"]) {
			if string(object["type"]) != `"object"` {
				t.Errorf("%s: the type of %s is %s", e.Name, name, object["type"])
			}
			known(e.Name+": "+name, object, "type", "required", "properties")
		}
		known(e.Name, sign, "description", "x-breach", "required", "properties")
	}
	if signs == 0 {
		t.Error("no event has a sign that weighs")
	}
}

// TestFitsSign tells values that cannot contradict a sign from those that may.
func TestFitsSign(t *testing.T) {
	for _, c := range []struct {
		event, data string
		want        bool
	}{
		{"redemption.succeeded", `{"redemption":{"result":"SUCCESS"}}`, true},
		{"redemption.succeeded", `{"redemption":{"result":"\u0053UCCESS"}}`, true},
		{"redemption.succeeded", `{"redemption":{"result":"FAILURE"}}`, false},
		{"redemption.succeeded", `{"redemption":{"result":null}}`, true},
		{"redemption.succeeded", `{"redemption":{}}`, true},
		{"redemption.succeeded", `{"redemption":null}`, true},
		{"redemption.succeeded", `{"redemption":["SUCCESS"]}`, false},
		{"redemption.succeeded", `{}`, true},
		{"voucher.enabled", `{"voucher":{"active":true,"updated_at":"x"}}`, true},
		{"voucher.enabled", `{"voucher":{"active":false,"updated_at":"x"}}`, false},
		{"voucher.enabled", `{"voucher":{"updated_at":1}}`, false},
	} {
		k := NewChecker(event.Default(), Options{})
		sign, _, err := signOf(event.Default().Find(c.event))
		if sign == nil || err != nil {
			t.Fatalf("%s has no sign, %v", c.event, err)
		}
		traits := traitsOf(k.doc.Names, sign)
		if err := k.doc.Parse([]byte(c.data), 0); err != nil {
			t.Fatal(err)
		}
		if got := k.fitsSign(traits, payload.Root); got != c.want {
			t.Errorf("%s, %s: got %t, want %t", c.event, c.data, got, c.want)
		}
	}
}

// TestSwiftSigns puts other values where signs look.
func TestSwiftSigns(t *testing.T) {
	t.Parallel()
	w, reader, checked := newTwins(), NewChecker(event.Default(), Options{}), 0
	for _, text := range webhooks(t) {
		r := reader.Recognise(text)
		sign, _, err := signOf(r.Detection.Event)
		if err != nil {
			t.Fatal(err)
		} else if sign == nil {
			continue
		}
		data := r.Detection.Data
		for _, trait := range traitsOf(r.Doc.Names, sign) {
			object := r.Doc.Follow(data, trait.object)
			for _, n := range []int{object, r.Doc.Follow(object, trait.member)} {
				if n == payload.None {
					continue
				}
				checked++
				from, to := r.Doc.Nodes[n].Start, r.Doc.Nodes[n].End
				for _, value := range []string{"null", "true", "false", "-1", "1", `"FAILURE"`, `"SUCCESS"`, `"2025-05-26T04:00:11.302Z"`, "{}", "[]"} {
					w.compare(t, replaced(text, from, to, []byte(value)))
				}
			}
		}
	}
	if checked == 0 {
		t.Error("no value of a sign was met")
	}
}
