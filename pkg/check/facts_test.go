package check

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vhook/vhook/pkg/event"
)

// A judge of payloads that shares nothing with the engine, the schemas and the
// detection: it reads the published structure, takes back what documented
// payloads contradict, and says where a payload breaks the rest.

const shared = "../../../shared/voucherify"

// fact is what the documentation says of one value.
type fact struct {
	Ref                  string           `json:"$ref"`
	Type                 words            `json:"type"`
	Nullable             bool             `json:"nullable"`
	Enum                 []any            `json:"enum"`
	Const                any              `json:"const"`
	Format               string           `json:"format"`
	Properties           map[string]*fact `json:"properties"`
	Required             []string         `json:"required"`
	AdditionalProperties *fact            `json:"additionalProperties"`
	Items                *fact            `json:"items"`
	AllOf                []*fact          `json:"allOf"`
	OneOf                []*fact          `json:"oneOf"`
	AnyOf                []*fact          `json:"anyOf"`
	Then                 *fact            `json:"then"` // not looked into: no published fact has a condition

	at string // where it stands in the documentation, without an event's name
}

// UnmarshalJSON takes true and false for a fact that says nothing: the
// published false contradicts every documented order.
func (f *fact) UnmarshalJSON(text []byte) error {
	if text[0] != '{' {
		return nil
	}
	type plain fact
	return json.Unmarshal(text, (*plain)(f))
}

// words is a string or a list of them.
type words []string

func (w *words) UnmarshalJSON(text []byte) error {
	if text[0] == '[' {
		return json.Unmarshal(text, (*[]string)(w))
	}
	*w = make(words, 1)
	return json.Unmarshal(text, &(*w)[0])
}

// locate names f and all below it.
func (f *fact) locate(at string) {
	f.at = at
	for name, p := range f.Properties {
		p.locate(at + "/" + name)
	}
	for _, below := range [][]*fact{{f.AdditionalProperties, f.Items}, f.AllOf, f.OneOf, f.AnyOf} {
		for _, p := range below {
			if p != nil {
				p.locate(at)
			}
		}
	}
}

// facts is the documentation of every event.
type facts struct {
	events   map[string]*fact
	schemas  map[string]*fact
	mistaken map[string]bool // "at: keyword" of what documented payloads break
}

// readFacts reads the published structure, or where that is not there, our own
// schemas.
func readFacts(t *testing.T) *facts {
	t.Helper()
	text, err := os.ReadFile(shared + "/schema-facts.json")
	if err != nil {
		if os.Getenv("VHOOK_REQUIRE_SHARED") == "1" {
			t.Fatal(err)
		}
		t.Log(shared, "is missing: our own schemas say what a mutation breaks")
		return ownFacts(t)
	}
	var published struct {
		Events map[string]struct {
			Data       string
			Documented bool
		}
		Schemas map[string]*fact
	}
	if err := json.Unmarshal(text, &published); err != nil {
		t.Fatal(err)
	}
	f := &facts{events: map[string]*fact{}, schemas: published.Schemas, mistaken: map[string]bool{}}
	for name, s := range f.schemas {
		s.locate(name)
	}
	for name, e := range published.Events {
		if e.Documented {
			f.events[name] = f.schemas[e.Data]
		}
	}
	f.learn(t)
	return f
}

func ownFacts(t *testing.T) *facts {
	f := &facts{events: map[string]*fact{}, schemas: map[string]*fact{}, mistaken: map[string]bool{}}
	for _, e := range event.Default().Events() {
		if !e.Documented {
			continue
		}
		text, err := e.Bundle()
		if err != nil {
			t.Fatal(err)
		}
		own := new(fact)
		var bundle struct {
			Defs map[string]*fact `json:"$defs"`
		}
		if err := errors.Join(json.Unmarshal(text, own), json.Unmarshal(text, &bundle)); err != nil {
			t.Fatal(err)
		}
		own.locate(e.Name)
		f.events[e.Name] = own
		for name, s := range bundle.Defs {
			s.locate(name)
			f.schemas[name] = s
		}
	}
	return f
}

// heldBack are published facts that documented payloads contradict which are
// not among those to test with; contradictions.md, sections 4 and 5.
var heldBack = []string{
	"SimpleRedemption: required status", // domain.md: absent in 60 responses of the API
	"SimpleCampaignVoucher/redemption: required redeemed_quantity",
	"DiscountFixed: required fixed_amount", // domain.md, X4
	"CodeConfigRequiredLengthCharsetPattern: required prefix",
	"CustomerReferrals/campaigns: type",
	"EventCustomerOrderCanceledData: null redemption",
	"EventCustomerOrderCanceledData: null referrer",
	"LoyaltyPointsBucket: type",
	"SimpleDistribution/distribution_channels: enum",
	"VoucherBalance: required balance",
	"VouchersBalanceUpdateResponseBody: required operation_type",
}

// learn takes back the facts that documented payloads break.
func (f *facts) learn(t *testing.T) {
	for _, at := range heldBack {
		f.mistaken[at] = true
	}
	for _, p := range documentedPayloads(t) {
		for _, b := range f.survey(p.event, p.value, lenient).breaches {
			f.mistaken[b.fact] = true
		}
	}
}

// sample is a payload to test with.
type sample struct {
	file, event string
	value       map[string]any
}

func documentedPayloads(t testing.TB) []sample {
	samples := readSamples(t, shared+"/*/*.json")
	for i, s := range samples {
		name := strings.TrimSuffix(filepath.Base(s.file), ".json")
		samples[i].event = strings.TrimPrefix(name, "project-")
	}
	return samples
}

// fixtures are the payloads of testdata/events.
func fixtures(t testing.TB) []sample { return readSamples(t, "../../testdata/events/*/*.json") }

// readSamples takes the event's name from the folder.
func readSamples(t testing.TB, pattern string) []sample {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var samples []sample
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(strings.NewReader(string(text)))
		d.UseNumber()
		s := sample{file: file, event: filepath.Base(filepath.Dir(file))}
		if err := d.Decode(&s.value); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		samples = append(samples, s)
	}
	return samples
}
