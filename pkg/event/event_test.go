package event

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

const (
	fixtures = "../../testdata/events"
	shared   = "../../../shared/voucherify"
)

// TestEveryEventHasItsFixture walks schemas and fixtures in both directions:
// an event is its schema document and a fixture, and needs no Go.
func TestEveryEventHasItsFixture(t *testing.T) {
	catalogue := Default()
	for _, e := range catalogue.Events() {
		files, err := filepath.Glob(filepath.Join(fixtures, e.Name, "*.json"))
		if e.Documented && (err != nil || len(files) == 0) {
			t.Errorf("%s has a schema but no fixture in testdata/events/%s, %v", e.Name, e.Name, err)
		}
	}
	dirs, err := os.ReadDir(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		if e := catalogue.Find(dir.Name()); e == nil || !e.Documented {
			t.Errorf("testdata/events/%s has no schema", dir.Name())
		}
	}
}

// TestAnEventIsData adds an event to the catalogue by its schema document
// alone: it is listed, detected by name and by shape, and has a schema.
func TestAnEventIsData(t *testing.T) {
	documents := fstest.MapFS{
		"listed.json":          {Data: []byte(`{}`)},
		"objects/parcel.json":  {Data: []byte(`{"type": ["object", "null"], "required": ["id"], "properties": {"id": {"type": "string"}}}`)},
		"parcel.shipped.json":  {Data: []byte(parcelEvent("parcel.shipped", `{"const": true}`))},
		"parcel.returned.json": {Data: []byte(parcelEvent("parcel.returned", `{"const": false}`))},
	}
	c, err := loadDocuments(documents)
	if err == nil {
		err = checkDocuments(c)
	}
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		`{"type": "parcel.shipped", "data": {}}`:                       "parcel.shipped",
		`{"parcel": {"id": "p_1"}, "carrier": null, "outward": false}`: "parcel.returned",
	} {
		var d payload.Document
		if err := d.Parse([]byte(text), 0); err != nil {
			t.Fatal(err)
		}
		det := c.Detect(&d, "")
		if det.Event == nil || det.Event.Name != want || len(det.Candidates) != 1 {
			t.Errorf("%s: got %+v, want %s", text, det, want)
		}
	}
	s, err := c.Find("parcel.shipped").Schema()
	if err != nil {
		t.Fatal(err)
	}
	var d payload.Document
	var r schema.Report
	if err := d.Parse([]byte(`{"parcel": {}}`), 0); err != nil {
		t.Fatal(err)
	}
	if s.Validate(&d, payload.Root, &r); len(r.Violations) != 1 || r.Violations[0].Name != "id" {
		t.Errorf("got %+v, want the missing id", r.Violations)
	}
}

// TestCheckNamesTheDocument reports a document that cannot be read by its name.
func TestCheckNamesTheDocument(t *testing.T) {
	for _, text := range []string{`{"x-family":`, `{"x-family": "parcel", "$ref": "objects/gone.json"}`} {
		c, err := loadDocuments(fstest.MapFS{"listed.json": {Data: []byte(`{}`)}, "parcel.shipped.json": {Data: []byte(text)}})
		if err == nil {
			err = checkDocuments(c)
		}
		if err == nil || !strings.HasPrefix(err.Error(), "parcel.shipped.json: ") {
			t.Errorf("%s: got %v, want the document's name", text, err)
		}
	}
}

func parcelEvent(name, outward string) string {
	return `{"title": "` + name + `", "x-family": "parcel", "x-level": ["project"], "required": ["parcel"],
		"x-sign": {"properties": {"outward": ` + outward + `}},
		"properties": {"parcel": {"$ref": "objects/parcel.json", "type": "object"}, "carrier": {}, "outward": {}}}`
}

func TestCatalogue(t *testing.T) {
	if err := checkDocuments(Default()); err != nil {
		t.Fatal(err)
	}
	for _, e := range Default().Events() {
		about := e.About()
		if about.Family == "" || about.Description == "" || len(about.Levels) == 0 {
			t.Errorf("%s lacks its family, description or level: %+v", e.Name, about)
		}
		for _, level := range about.Levels {
			if level != "project" && level != "distribution" {
				t.Errorf("%s has the level %q", e.Name, level)
			}
		}
		if !e.Documented {
			continue
		}
		if s, err := e.Schema(); err != nil || s.Title() != e.Name {
			t.Errorf("%s: title and file name differ, or %v", e.Name, err)
		}
		if fields, err := e.Fields(); err != nil || len(fields) == 0 {
			t.Errorf("%s: %d fields, %v", e.Name, len(fields), err)
		}
	}
}

// TestCatalogueIsThatOfTheDocumentation compares names and levels with the
// published ones.
func TestCatalogueIsThatOfTheDocumentation(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(shared, "schema-facts.json"))
	if err != nil {
		skipShared(t)
	}
	var facts struct {
		Events map[string]struct {
			Levels     []string
			Documented bool
		}
	}
	if err := json.Unmarshal(text, &facts); err != nil {
		t.Fatal(err)
	}
	for name, want := range facts.Events {
		e := Default().Find(name)
		if e == nil {
			t.Errorf("%s is missing", name)
			continue
		}
		if e.Documented != want.Documented {
			t.Errorf("%s: documented %v, want %v", name, e.Documented, want.Documented)
		}
		for _, level := range want.Levels {
			if !slices.Contains(e.About().Levels, level) {
				t.Errorf("%s: levels %v, want %v", name, e.About().Levels, want.Levels)
			}
		}
	}
	for _, e := range Default().Events() {
		if _, ok := facts.Events[e.Name]; !ok && !e.Documented {
			t.Errorf("%s is listed, but neither published nor described by a schema", e.Name)
		}
	}
}

// skipShared skips a test whose reference material is not there.
func skipShared(t *testing.T) {
	t.Helper()
	if os.Getenv("VHOOK_REQUIRE_SHARED") == "1" {
		t.Fatalf("%s is not there, and VHOOK_REQUIRE_SHARED is set", shared)
	}
	t.Skipf("skipped: %s is not there", shared)
}

// TestDetectFixtures detects each fixture as it is and, where it is a whole
// webhook, its bare data: the right event, or the right one among several.
func TestDetectFixtures(t *testing.T) {
	detectAll(t, fixtures+"/*/*.json", func(file string) string { return filepath.Base(filepath.Dir(file)) })
}

func TestDetectDocumented(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		skipShared(t)
	}
	name := func(file string) string {
		base := strings.TrimSuffix(filepath.Base(file), ".json")
		return strings.TrimPrefix(base, "project-")
	}
	detectAll(t, shared+"/examples/*.json", name)
	detectAll(t, shared+"/envelopes/*.json", name)
}

func detectAll(t *testing.T, pattern string, nameOf func(string) string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var d payload.Document
		if err := d.Parse(text, 0); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		det := Default().Detect(&d, "")
		if err := expect(&det, nameOf(file)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if det.Enveloped {
			var bare payload.Document
			if err := bare.Parse(slices.Clone(d.Raw(det.Data)), 0); err != nil {
				t.Fatal(err)
			}
			det := Default().Detect(&bare, "")
			if err := expect(&det, nameOf(file)); err != nil {
				t.Errorf("%s, bare: %v", file, err)
			}
		}
	}
}

func expect(det *Detection, want string) error {
	if det.Outcome != Recognised || det.index(want) < 0 {
		return fmt.Errorf("got %v (%s), want %s", det.Names(), det.Reason, want)
	}
	if det.By == ByEnvelope && det.Event.Name != want {
		return fmt.Errorf("got %s, want %s", det.Event.Name, want)
	}
	return nil
}

// detections are payloads with what is to be said of them.
var detections = []struct {
	name, text, forced string
	outcome            Outcome
	event              string
	nearest            string
}{
	{"project webhook", `{"type":"voucher.created","data":{},"event":{"type":"voucher.created"}}`, "", Recognised, "voucher.created", ""},
	{"free text of a distribution", `{"type":"Order was paid","source":{"object":"distribution"},"event":{"type":"customer.order.paid"},"data":{"customer":{},"referrer":null,"order":{},"redemption":null}}`, "", Recognised, "customer.order.paid", ""},
	{"type alone", `{"type":"voucher.created","data":{}}`, "", Recognised, "voucher.created", ""},
	{"misspelt", `{"type":"voucher.createt","data":{}}`, "", Unknown, "", "voucher.created"},
	{"in capitals", `{"type":"CUSTOMER.CREATED","data":{}}`, "", Unknown, "", "customer.created"},
	{"without its first word", `{"type":"order.paid","data":{}}`, "", Unknown, "", "customer.order.paid"},
	{"without its first word, a letter away from another", `{"type":"order.created","data":{}}`, "", Unknown, "", "customer.order.created"},
	{"words in another order", `{"type":"customer.entered.segment","data":{}}`, "", Unknown, "", "customer.segment.entered"},
	{"with a prefix", `{"type":"EVENTS.CUSTOMER.CREATED","data":{}}`, "", Unknown, "", "customer.created"},
	{"an operation spelled otherwise", `{"type":"EVENTS.BUS_VAL_RULE.ASSIGNMENT.CREATED","data":{}}`, "", Unknown, "", "business_validation_rule.assignment.created"},
	{"an operation of one word", `{"type":"EVENTS.DISTRIBUTION.MANUAL_DISTRIBUTION_SCHEDULE","data":{}}`, "", Unknown, "", "manual_distribution_schedule"},
	{"with a prefix, misspelt", `{"type":"v1.customer.redemption.rolback.succeeded","data":{}}`, "", Unknown, "", "customer.redemption.rollback.succeeded"},
	{"listed only", `{"type":"campaign.vouchers.added","data":{}}`, "", Listed, "campaign.vouchers.added", ""},
	{"former", `{"type":"customer.consents.given","data":{}}`, "", Former, "", ""},
	{"composed by hand", `{"type":"x","source":{"object":"distribution"},"event":{"type":"customer.order.paid"},"data":{"text":"Hi"}}`, "", Custom, "customer.order.paid", ""},
	{"distribution, a slip in one member", `{"type":"x","source":{"object":"distribution"},"event":{"type":"customer.segment.left"},"data":{"customer":{},"segmnt":{}}}`, "", Recognised, "customer.segment.left", ""},
	{"distribution, a slip in the other", `{"type":"x","source":{"object":"distribution"},"event":{"type":"customer.segment.left"},"data":{"custmer":{},"segment":{}}}`, "", Recognised, "customer.segment.left", ""},
	{"distribution, a slip alone", `{"type":"x","source":{"object":"distribution"},"event":{"type":"customer.segment.left"},"data":{"sgement":{}}}`, "", Recognised, "customer.segment.left", ""},
	{"distribution, a member lost", `{"type":"x","source":{"object":"distribution"},"event":{"type":"customer.segment.left"},"data":{"customer":{}}}`, "", Recognised, "customer.segment.left", ""},
	{"distribution, nothing in it", `{"type":"x","source":{"object":"distribution"},"event":{"type":"customer.segment.left"},"data":{}}`, "", Recognised, "customer.segment.left", ""},
	{"composed by hand around a customer", `{"type":"x","source":{"object":"distribution"},"event":{"type":"customer.segment.left"},"data":{"text":"Hi","link":"x","points":1,"customer":{}}}`, "", Custom, "customer.segment.left", ""},
	{"composed by hand for a segment", `{"type":"x","source":{"object":"distribution"},"event":{"type":"customer.segment.left"},"data":{"text":"Hi","consumer_name":"x","sku":1}}`, "", Custom, "customer.segment.left", ""},
	{"composed by hand, without a name", `{"type":"Thank you","source":{"object":"distribution"},"data":{"text":"Hi"}}`, "", Custom, "", ""},
	{"forced", `{"anything":1}`, "voucher.created", Recognised, "voucher.created", ""},
	{"status decides", `{"customer":{},"referrer":null,"redemption":null,"order":{"status":"CANCELED"}}`, "", Recognised, "customer.order.canceled", ""},
	{"a member more that few events have", `{"campaign":{},"promotion_tier":{},"created_at":"2024-02-21T15:29:30.663Z"}`, "", Recognised, "campaign.promotion_tier.created", ""},
	{"a null more", `{"voucher":{},"campaign":{},"custom_event":null}`, "", Recognised, "voucher.created", ""},
	{"an object and a member that nobody documents", `{"campaign":{},"zzz":1}`, "", Recognised, "campaign.created", ""},
	{"an object and members that nobody documents", `{"customer":{},"basket":[],"total":1}`, "", Unknown, "", "customer.created"},
	{"an object and a member of other events", `{"rule":{},"customer":{}}`, "", Unknown, "", "business_validation_rule.created"},
	{"an object and the null of other events", `{"rule":{},"customer":null}`, "", Recognised, "business_validation_rule.created", ""},
	{"too little, but an order", `{"customer":{},"order":{"status":"PAID"}}`, "", Unknown, "", "customer.order.paid"},
	{"nothing to go by", `{"greeting":"hello"}`, "", Unknown, "", ""},
	{"empty", `{}`, "", Unknown, "", ""},
	{"envelope without a name", `{"source":{},"event":{},"project_id":"proj_1"}`, "", Unknown, "", ""},
}

func TestDetect(t *testing.T) {
	var d payload.Document
	for _, c := range detections {
		if err := d.Parse([]byte(c.text), 0); err != nil {
			t.Fatal(err)
		}
		det := Default().Detect(&d, c.forced)
		name := ""
		if det.Event != nil {
			name = det.Event.Name
		}
		if det.Outcome != c.outcome || name != c.event || det.Nearest != c.nearest {
			t.Errorf("%s: got %d, %q, nearest %q (%s); want %d, %q, nearest %q",
				c.name, det.Outcome, name, det.Nearest, det.Reason, c.outcome, c.event, c.nearest)
		}
	}
}

// TestConfirm holds that an event is confirmed where event.type names it and
// nowhere else, as Detect has it.
func TestConfirm(t *testing.T) {
	for _, c := range []struct {
		text, event string
		want        bool
	}{
		{`{"type":"voucher.created","data":{},"event":{"type":"voucher.created"}}`, "voucher.created", true},
		{`{"type":"Hi","source":{"object":"distribution"},"event":{"type":"customer.order.paid"},"data":{"customer":{},"order":{}}}`, "customer.order.paid", true},
		{`{"type":"voucher.created","data":{},"event":{"type":"voucher.\u0063reated"}}`, "voucher.created", true},
		{`{"type":"voucher.created","data":{},"event":{"type":"voucher.enabled"}}`, "voucher.created", false},
		{`{"type":"voucher.created","data":{},"event":{"type":""}}`, "voucher.created", false},
		{`{"type":"voucher.created","data":{}}`, "voucher.created", false},
		{`{"data":{}}`, "voucher.created", false},
	} {
		for _, names := range []*payload.Names{nil, Default().MemberNames()} {
			d := payload.Document{Names: names}
			if err := d.Parse([]byte(c.text), 0); err != nil {
				t.Fatal(err)
			}
			got, ok := Default().Confirm(&d, Default().Find(c.event), d.Field(payload.Root, "data"))
			if ok != c.want {
				t.Errorf("%s: got %t, want %t", c.text, ok, c.want)
			}
			if want := Default().Detect(&d, ""); ok && !reflect.DeepEqual(got, want) {
				t.Errorf("%s: got %+v, want %+v", c.text, got, want)
			}
		}
	}
}

func TestEditDistance(t *testing.T) {
	cases := []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"amount", "amount", 0}, {"amuont", "amount", 1}, {"amout", "amount", 1},
		{"amounts", "amount", 1}, {"PAYED", "PAID", 2}, {"abc", "xyz", 3}, {"a", "abcdefgh", 5},
	}
	for _, c := range cases {
		if got := EditDistance(c.a, c.b, 5); got != c.want {
			t.Errorf("%s to %s: got %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// FuzzDetect checks that detection survives any document and contradicts
// itself nowhere.
func FuzzDetect(f *testing.F) {
	for _, c := range detections {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var d payload.Document
		if d.Parse(text, 0) != nil || d.Kind(payload.Root) != payload.Object {
			return
		}
		det := Default().Detect(&d, "")
		if det.Outcome == Recognised && (det.Event == nil || det.Candidates[0] != det.Event || !det.Event.Documented) {
			t.Fatalf("%s: %+v", text, det)
		}
	})
}

// TestBundlesCompile checks that the document vhook schema prints stands on
// its own.
func TestBundlesCompile(t *testing.T) {
	for _, e := range Default().Events() {
		if !e.Documented {
			continue
		}
		text, err := e.Bundle()
		if err != nil {
			t.Fatalf("%s: %v", e.Name, err)
		}
		file := filepath.Join(t.TempDir(), "bundle.json")
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := schema.NewCompiler(os.DirFS(filepath.Dir(file))).Compile("bundle.json"); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
}
