package check

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/event"
)

// unusual are our own payloads that are warned of, and why they stay.
var unusual = map[string]string{
	"customer.order.updated/seed.json": "documented so: its amount is not that of its items",
}

// TestCorpus takes every payload we know through every form it can be sent in.
// None is an error, and each is recognised.
func TestCorpus(t *testing.T) {
	t.Parallel()
	own := fixtures(t)
	documented := documentedPayloads(t)
	if len(documented) == 0 {
		if os.Getenv("VHOOK_REQUIRE_SHARED") == "1" {
			t.Fatal(shared, "is missing")
		}
		t.Log(shared, "is missing: the documented payloads are not taken through their forms")
	}
	for _, s := range own {
		name := s.event + "/" + filepath.Base(s.file)
		t.Run(name, func(t *testing.T) { s.testForms(t, unusual[name] == "") })
	}
	for _, s := range documented {
		name := filepath.Base(filepath.Dir(s.file)) + "/" + s.event
		t.Run(name, func(t *testing.T) { s.testForms(t, false) })
	}
}

// testForms checks every form, of our own payloads for warnings as well. No number
// in any payload is one that readers do not keep.
func (s sample) testForms(t *testing.T, strict bool) {
	for form, text := range s.forms(t) {
		r, err := NewChecker(event.Default(), Options{}).Run(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Findings {
			if f.Severity == Error || f.Severity == Warning && (strict || f.Rule == ruleNumber.ID) {
				t.Errorf("%s: %s: %s [%s]", form, f.Pointer, f.Message, f.Rule)
			}
		}
		d := r.Detection
		if d == nil || d.Outcome != event.Recognised || !slices.ContainsFunc(d.Candidates, func(e *event.Event) bool { return e.Name == s.event }) {
			t.Errorf("%s: not recognised as %s: %+v", form, s.event, d)
		} else if d.Enveloped && d.Event.Name != s.event {
			t.Errorf("%s: recognised as %s", form, d.Event.Name)
		}
	}
}

// forms writes a payload in every form that says the same.
func (s sample) forms(t *testing.T) map[string][]byte {
	t.Helper()
	text, err := os.ReadFile(s.file)
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string][]byte{"as it is": text}
	other := "wrapped"
	data, at := dataOf(s.value)
	if at != "" {
		other = "unwrapped"
		forms[other] = marshal(t, data)
	} else {
		forms[other] = marshal(t, s.wrapped())
	}
	for _, name := range []string{"as it is", other} {
		var short, long bytes.Buffer
		if err := json.Compact(&short, forms[name]); err != nil {
			t.Fatal(err)
		}
		if err := json.Indent(&long, forms[name], "", "\t"); err != nil {
			t.Fatal(err)
		}
		forms[name+", minified"], forms[name+", indented"] = short.Bytes(), long.Bytes()
	}
	random := rand.New(rand.NewPCG(7, uint64(len(text))))
	forms["as it is, shuffled"] = shuffled(t, s.value, random)
	return forms
}

func marshal(t testing.TB, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// shuffled writes v with the members of every object in random order.
func shuffled(t *testing.T, v any, random *rand.Rand) []byte {
	t.Helper()
	var parts []string
	switch v := v.(type) {
	case map[string]any:
		names := slices.Sorted(maps.Keys(v))
		random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		for _, name := range names {
			parts = append(parts, fmt.Sprintf("%s:%s", marshal(t, name), shuffled(t, v[name], random)))
		}
		return []byte("{" + strings.Join(parts, ",") + "}")
	case []any:
		for _, element := range v {
			parts = append(parts, string(shuffled(t, element, random)))
		}
		return []byte("[" + strings.Join(parts, ",") + "]")
	}
	return marshal(t, v)
}

// wrapped puts bare data into a whole webhook of the level its event has.
func (s sample) wrapped() map[string]any {
	source := map[string]any{"object": "webhook", "id": "wh_5Gt2", "target_url": "https://hooks.example.org/in"}
	name := s.event
	if !slices.Contains(event.Default().Find(s.event).About().Levels, "project") {
		source = map[string]any{"object": "distribution", "id": "distr_5Gt2"}
		name = "A free text"
	}
	word, _, _ := strings.Cut(s.event, ".")
	id := map[string]string{"redemption": "evred_", "customer": "evcus_", "voucher": "evvou_", "campaign": "evcam_",
		"publication": "evpub_", "business_validation_rule": "evbvr_"}[word]
	const moment = "2025-05-17T09:30:00.000Z"
	return map[string]any{
		"id": "whs_0f3a", "project_id": "proj_5Gt2", "created_at": moment, "type": name, "data": s.value, "source": source,
		"event": map[string]any{"id": id + "0f3a", "type": s.event, "created_at": moment, "group_id": "v-0f3a",
			"event_source": map[string]any{"channel": "INTERNAL"}},
	}
}

// TestUsualMembers leaves out, one by one, the members that the documentation
// does not require and every documented payload has: a warning, never an error.
func TestUsualMembers(t *testing.T) {
	k := NewChecker(event.Default(), Options{})
	for _, s := range fixtures(t) {
		data, at := dataOf(s.value)
		usual, err := event.Default().Find(s.event).Usual()
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range usual {
			was := data[name]
			delete(data, name)
			text := marshal(t, s.value)
			data[name] = was
			k.options.Event = s.event
			r, err := k.Run(text)
			if err != nil {
				t.Fatal(err)
			}
			told := slices.ContainsFunc(r.Findings, func(f Finding) bool {
				return f.Rule == ruleEventMembers.ID && f.Pointer == at && strings.Contains(f.Message, name)
			})
			if !told || !r.Valid() {
				t.Errorf("%s without %s: told %v, valid %v: %+v", s.file, name, told, r.Valid(), r.Findings)
			}
		}
	}
}
