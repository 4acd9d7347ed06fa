package check

import (
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"

	"github.com/vhook/vhook/pkg/event"
)

var everyMutation = flag.Bool("mutation", false, "run every mutation, not a sample of them")

const (
	sampled = 59   // one mutation in so many, where not every one is run
	enough  = 0.99 // share of the mutations of each kind that are found
)

// Bare data that lacks a member may look like other events: elsewhere marks a
// payload that no longer looks like its own, several one that looks like its
// own and others, which ask for less.
const (
	elsewhere = ", taken for another event"
	several   = ", one of several events"
)

// missable has the places at which a broken contract is not told, and why.
var missable = map[string]string{
	"CustomerId/id": "an order's customer is described as this stub or as a customer in full, whose id is optional; our one schema admits both",
	"LoyaltyPendingPointsDetails/earning_rule/source/banner": "null stands for an earning rule without a banner",
	"VoucherTransaction/details/earning_rule/source/banner":  "null stands for an earning rule without a banner",
	"LoyaltyTiersExpirationAll/expiration_date/extend":       "null stands for absent unless the tier ends at a CUSTOM time",
	"RedemptionRewardResult/product":                         "the one documented payload lacks four more of the members required beside it",
	"RewardTypeMaterial/product":                             "another description of a material reward does not require it",
	"SimpleProductDiscountUnit/name":                         "null stands for a product without a name",
	"SimpleSkuDiscountUnit/name":                             "null stands for a SKU without a name",
	"VoucherTransaction/campaign_id":                         "a gift card may belong to no campaign, and events allow it none",
}

// score counts the mutations of one kind.
type score struct{ mutants, breaking, found, open, harmless, faulted int }

// outcome is what became of all mutations of a payload.
type outcome struct {
	scores  map[string]*score
	missed  map[string]int // by kind and place
	faulted map[string]int // harmless ones, by kind, place and finding
	first   map[string]string
}

func newOutcome() *outcome {
	return &outcome{map[string]*score{}, map[string]int{}, map[string]int{}, map[string]string{}}
}

func (o *outcome) add(other *outcome) {
	for name, s := range other.scores {
		if o.scores[name] == nil {
			o.scores[name] = &score{}
		}
		t := o.scores[name]
		*t = score{t.mutants + s.mutants, t.breaking + s.breaking, t.found + s.found, t.open + s.open, t.harmless + s.harmless, t.faulted + s.faulted}
	}
	for place, n := range other.missed {
		o.missed[place] += n
	}
	for place, n := range other.faulted {
		o.faulted[place] += n
	}
	for place, example := range other.first {
		if o.first[place] == "" || example < o.first[place] {
			o.first[place] = example
		}
	}
}

// mutator spoils one payload in every way.
type mutator struct {
	sample
	*outcome
	t       *testing.T
	facts   *facts
	checker *Checker
	before  verdict
	random  *rand.Rand
}

// verdict is what the two judges say of a payload.
type verdict struct {
	breaches map[reading]map[breach]bool
	findings map[string]bool
	known    *survey
}

// breaks asks the facts and the invariants for what the original does not
// break.
func (m *mutator) breaks(r reading) []breach {
	list := append(m.facts.survey(m.event, m.value, r).breaches, invariantBreaches(m.value)...)
	return slices.DeleteFunc(list, func(b breach) bool { return m.before.breaches[r][b] })
}

// check asks the checker.
func (m *mutator) check() *Result {
	text, err := json.Marshal(m.value)
	if err != nil {
		m.t.Error(err)
	}
	r, err := m.checker.Run(text)
	if err != nil {
		m.t.Error(err)
	}
	return r
}

func identity(f Finding) string { return f.Rule + " " + f.Pointer + " " + f.Message }

func (m *mutator) run() {
	m.before.known, m.before.findings = m.facts.survey(m.event, m.value, lenient), map[string]bool{}
	m.before.breaches = map[reading]map[breach]bool{}
	for _, r := range []reading{lenient, literal} {
		before := map[breach]bool{}
		for _, b := range m.breaks(r) {
			before[b] = true
		}
		m.before.breaches[r] = before
	}
	for _, f := range m.check().Findings {
		m.before.findings[identity(f)] = true
	}
	sites(m.value, "", m.before.known, func(s site) {
		for _, k := range kinds {
			if seed := m.random.Uint64(); *everyMutation || seed%sampled == 0 {
				m.try(k, s, seed/sampled)
			}
		}
	})
}

// try applies one mutation and compares the judges.
func (m *mutator) try(k kind, s site, seed uint64) {
	undo := k.apply(s, seed)
	if undo == nil {
		return
	}
	defer undo()
	places := map[string]bool{s.pointer: true}
	if k.name == "key dropped" {
		places[parentOf(s.pointer)] = true
	}
	if k.name == "key misspelt" { // it is told at the new name
		for name := range s.object {
			places[parentOf(s.pointer)+"/"+name] = true
		}
		places[parentOf(s.pointer)] = true
	}
	breaches := m.breaks(lenient)
	for _, b := range breaches {
		places[b.pointer] = true
	}
	m.judge(k, s, len(breaches) > 0 || k.name == "key misspelt", places)
}

func (m *mutator) judge(k kind, s site, breaking bool, places map[string]bool) {
	score, r := m.score(k), m.check()
	score.mutants++
	found, fault := m.compare(r, places)
	place := k.name + ": " + m.place(s)
	switch {
	case breaking && found:
		score.breaking++
		score.found++
	case breaking:
		score.breaking++
		if _, data := dataOf(m.value); parentOf(s.pointer) == data || m.otherEvent(r) == elsewhere {
			place += m.otherEvent(r)
		}
		m.note(m.missed, place, s)
	case !m.optional(s) || len(m.breaks(literal)) > 0 || m.otherEvent(r) == elsewhere:
		score.open++
	default:
		score.harmless++
		if fault != "" && k.mild {
			score.faulted++
			m.note(m.faulted, place+" "+fault, s)
		}
	}
}

// compare looks for a new finding at one of the places, and for any new error.
func (m *mutator) compare(r *Result, places map[string]bool) (found bool, fault string) {
	for _, f := range r.Findings {
		if f.Severity == Note || m.before.findings[identity(f)] {
			continue
		}
		found = found || within(places, f.Pointer)
		if f.Severity == Error {
			fault = f.Rule
		}
	}
	return found, fault
}

func (m *mutator) note(list map[string]int, place string, s site) {
	list[place]++
	m.first[place] = m.file + " " + s.pointer
}

// otherEvent says so where a payload, mostly a bare one, looks like another
// event than its own, or also like another.
func (m *mutator) otherEvent(r *Result) string {
	fits := func(e *event.Event) bool { return e.Name == m.event }
	if d := r.Detection; d == nil || d.Outcome != event.Recognised || !slices.ContainsFunc(d.Candidates, fits) {
		return elsewhere
	}
	if len(r.Detection.Candidates) > 1 {
		return several
	}
	return ""
}

// optional reports whether the documentation says enough to call a site
// optional: it describes the object around it, and the event is not named after
// what stands there. An event without its subject is none, published or not.
func (m *mutator) optional(s site) bool {
	around := parentOf(s.pointer)
	if _, data := dataOf(m.value); around == data {
		return s.fact != nil && !strings.Contains(strings.ReplaceAll(m.event, ".", "_"), s.name)
	}
	return s.fact != nil || m.before.known.listed[around] != nil && !m.before.known.maps[around]
}

func (m *mutator) score(k kind) *score {
	if m.scores[k.name] == nil {
		m.scores[k.name] = &score{}
	}
	return m.scores[k.name]
}

// within reports whether a pointer leads to one of the places or into it.
func within(places map[string]bool, pointer string) bool {
	for at := pointer; ; at = parentOf(at) {
		if places[at] || at == "" {
			return places[at]
		}
	}
}

func parentOf(pointer string) string { return pointer[:max(0, strings.LastIndexByte(pointer, '/'))] }

// place names a site so that it is the same in every event that has it: the
// documentation's name for it, else its last two names.
func (m *mutator) place(s site) string {
	if s.fact != nil {
		return s.fact.at
	}
	names := strings.Split(s.pointer, "/")
	names = slices.DeleteFunc(names, func(n string) bool { return n == "" || n[0] >= '0' && n[0] <= '9' })
	return strings.Join(names[max(0, len(names)-2):], ".")
}

func TestMutations(t *testing.T) {
	t.Parallel()
	known := readFacts(t)
	total := newOutcome()
	var mutex sync.Mutex
	var group sync.WaitGroup
	for _, s := range fixtures(t) {
		group.Go(func() {
			seed := fnv.New64a()
			seed.Write([]byte(s.file))
			m := &mutator{sample: s, outcome: newOutcome(), t: t, facts: known,
				checker: NewChecker(event.Default(), Options{}), random: rand.New(rand.NewPCG(1, seed.Sum64()))}
			m.run()
			mutex.Lock()
			total.add(m.outcome)
			mutex.Unlock()
		})
	}
	group.Wait()
	total.report(t)
}

func (o *outcome) report(t *testing.T) {
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "kind\tmutants\tcontract-breaking\tfound\tshare\topen\tharmless\tfaulted")
	for _, k := range kinds {
		s := o.scores[k.name]
		if s == nil {
			continue
		}
		share := 1.0
		if s.breaking > 0 {
			share = float64(s.found) / float64(s.breaking)
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.2f%%\t%d\t%d\t%d\n", k.name, s.mutants, s.breaking, s.found, 100*share, s.open, s.harmless, s.faulted)
		if share < enough {
			t.Errorf("%s: %d of %d found", k.name, s.found, s.breaking)
		}
		if k.mild && s.faulted > 0 {
			t.Errorf("%s: %d that break nothing documented are errors", k.name, s.faulted)
		}
	}
	w.Flush()
	t.Log("\n" + table.String())
	o.reportMissed(t)
	for _, place := range slices.Sorted(maps.Keys(o.faulted)) {
		t.Logf("faulted %d: %s (%s)", o.faulted[place], place, o.first[place])
	}
}

// reportMissed lists what was not found, and fails for what has no reason, and
// for a reason that is no longer needed.
func (o *outcome) reportMissed(t *testing.T) {
	needed := map[string]bool{}
	for _, place := range slices.Sorted(maps.Keys(o.missed)) {
		_, at, _ := strings.Cut(place, ": ")
		reason := missable[at]
		needed[at] = true
		if strings.HasSuffix(at, elsewhere) || strings.HasSuffix(at, several) {
			reason = "bare data is held against what its candidates share"
		}
		t.Logf("missed %d: %s: %s", o.missed[place], place, reason)
		if reason == "" {
			t.Errorf("%s is not found (%s)", place, o.first[place])
		}
	}
	for at := range missable {
		if *everyMutation && !needed[at] {
			t.Errorf("%s: is found, and needs no reason", at)
		}
	}
}
