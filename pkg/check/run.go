package check

import (
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// Options are what a run is told beside the payload.
type Options struct {
	// Event, if not empty, is the event to check against, whatever the payload
	// says of itself.
	Event string
	// AllowUnknown makes an event that is not recognised a note.
	AllowUnknown bool
	// Metadata and Custom are the project's own contracts, for the metadata of
	// objects and for the data of webhooks by their type.
	Metadata, Custom []Contract
}

// Result is everything that is known of one payload text.
type Result struct {
	// Doc is the parsed text; of a text that is no JSON only what was read.
	Doc *payload.Document
	// Broken says that the text is no JSON; the finding says why.
	Broken bool
	// Detection is nil for a text that is no JSON object.
	Detection *event.Detection
	// Findings are sorted by position, then rule.
	Findings []Finding
	// Suppressed counts findings that were taken out because the project lives
	// with them. A run takes out none.
	Suppressed int
}

// Valid reports whether no finding is an error.
func (r *Result) Valid() bool { return r.Count(Error) == 0 }

// Count returns the number of findings of a severity.
func (r *Result) Count(s Severity) int {
	count := 0
	for i := range r.Findings {
		if r.Findings[i].Severity == s {
			count++
		}
	}
	return count
}

// AtLeast reports whether a finding is of severity s or heavier.
func (r *Result) AtLeast(s Severity) bool {
	for i := range r.Findings {
		if r.Findings[i].Severity >= s {
			return true
		}
	}
	return false
}

// Checker runs payload texts, one after the other, through the whole pipeline.
// It keeps its memory between runs; use one a goroutine.
type Checker struct {
	*workspace
	catalogue *event.Catalogue
	options   Options
	doc       payload.Document
	context   context
	result    Result
	detection event.Detection
	choose    func() *schema.Program // chooseData
}

// workspace is memory that a run uses and no result shares.
type workspace struct {
	report schema.Report
	visits visits
	words  vocabulary
	swift  swift
	// patience is how many texts go the plain way first.
	patience int
}

// usualObjects are more kinds of objects than most payloads have.
const usualObjects = 32

// NewChecker returns a checker against a catalogue.
func NewChecker(c *event.Catalogue, o Options) *Checker {
	k := &Checker{workspace: &workspace{visits: make(visits, 0, usualObjects), patience: patience}, catalogue: c, options: o}
	k.doc.Names = c.MemberNames()
	k.words = newVocabulary(k.doc.Names)
	k.choose = k.chooseData
	return k
}

// Sibling returns a checker whose results stand beside those of k. The two use
// the same memory in a run, so only one of them may run at a time.
func (k *Checker) Sibling() *Checker {
	s := &Checker{workspace: k.workspace, catalogue: k.catalogue, options: k.options}
	s.doc.Names = k.doc.Names
	s.choose = s.chooseData
	return s
}

// Join makes k a sibling of other, which it may have been made without.
func (k *Checker) Join(other *Checker) { k.workspace = other.workspace }

// Expect sets the event that the payloads to come are of, as [Options] has it.
func (k *Checker) Expect(event string) { k.options.Event = event }

// Run checks one payload text: its JSON, its event, its schema and the
// consistency rules. The error is of the catalogue, never of the payload. The
// result shares the checker's memory and is good until the next run.
func (k *Checker) Run(text []byte) (*Result, error) {
	r := &k.result
	if k.readSwiftly(text) {
		*r = Result{Doc: &k.doc, Detection: &k.detection}
		if err := k.valid(r.Detection); err != nil {
			return nil, err
		}
	} else if r = k.Recognise(text); r.Detection != nil {
		if err := k.object(r.Detection); err != nil {
			return nil, err
		}
	}
	if !r.Broken {
		if r.Findings = k.context.findings; len(r.Findings) > 1 {
			sortFindings(r.Findings)
			r.Findings = withoutRepeats(r.Findings)
		}
	}
	return r, nil
}

// Recognise goes no further than detection: its findings say whether the text
// is JSON and which event it is. The same holds of its result as of Run's.
func (k *Checker) Recognise(text []byte) *Result {
	r := &k.result
	*r = Result{Doc: &k.doc}
	if err := k.doc.Parse(text, 0); err != nil {
		r.Broken, r.Findings = true, []Finding{syntaxFinding(&k.doc, err)}
		return r
	}
	k.begin()
	if k.doc.Kind(payload.Root) == payload.Object {
		k.detection = k.catalogue.Detect(&k.doc, k.options.Event)
		k.adopt(&k.detection)
		r.Detection = &k.detection
		k.detectionFindings(r.Detection)
	} else {
		f := k.context.reportAs(ruleJSONObject, payload.Root, "a webhook payload is an object, got %s", k.context.got(payload.Root))
		f.Help = stringHelp(k.doc.Str(payload.Root))
	}
	r.Findings = k.context.findings
	return r
}

// begin makes the context that of a new document.
func (k *Checker) begin() {
	c := &k.context
	c.Document, c.findings, c.places, c.again = &k.doc, c.findings[:0], nil, nil
	c.paths, c.words = k.words.paths, &k.words
	c.data, c.event, c.check = 0, "", nil
}

// Refuse is the result for a text that was refused before it could be parsed.
func Refuse(text []byte, err *payload.SyntaxError) *Result {
	d := &payload.Document{Text: text}
	return &Result{Doc: d, Broken: true, Findings: []Finding{syntaxFinding(d, err)}}
}

func (k *Checker) duplicates() {
	c := &k.context
	for _, dup := range k.doc.Duplicates {
		f := c.reportAs(ruleDuplicateKey, dup.Again, "%q stands twice in this object", clip(c.Key(dup.Again)))
		f.Start, f.End = c.keySpan(dup.Again)
		f.Help = "JSON readers disagree on which of the two counts; keep one"
		c.relate(f, dup.First)
		rel := &f.Related[0]
		rel.Message = "the first one"
		rel.Start, rel.End = c.keySpan(dup.First)
	}
}

// numbers reports what most readers do not keep, wherever it stands.
func (k *Checker) numbers() {
	c := &k.context
	for n := range c.Nodes {
		kind := c.Nodes[n].Kind
		if kind != payload.Integer && kind != payload.Number || payload.IsSafe(c.Raw(n), kind) {
			continue
		}
		f := c.reportAs(ruleNumber, n, "%s is %s, but most JSON readers %s", c.name(n), c.value(n), unsafeWords(c.Raw(n)))
		f.Help = "write an id or a code as a string; look at how an amount of that size came about"
	}
}

// keySpan returns the span of a member's name, quotes included.
func (c *context) keySpan(n int) (start, end int) {
	return int(c.Nodes[n].Key) - 1, int(c.Nodes[n].KeyEnd) + 1
}

// object takes a JSON object through schemas and rules.
func (k *Checker) object(det *event.Detection) error {
	k.context.data = det.Data
	k.duplicates()
	k.numbers()
	k.visits.reset()
	if det.Enveloped {
		envelope, err := k.envelope()
		if err != nil {
			return err
		}
		k.validate(envelope, payload.Root, "envelope")
	}
	around := len(k.context.findings)
	if err := k.data(det); err != nil {
		return err
	}
	k.excuse(k.context.findings[around:])
	k.contracts(det)
	k.readChecks()
	k.rules(det)
	return nil
}

// excuse makes warnings of what data lack in a webhook of the former API version: what
// is required is documented for the current one alone.
func (k *Checker) excuse(findings []Finding) {
	if len(findings) == 0 || !k.context.isFormerEnvelope() {
		return
	}
	for i := range findings {
		if f := &findings[i]; f.Rule == "schema/required" {
			f.Severity = Warning
		}
	}
}

// envelope returns the schema of the envelope that the payload has.
func (k *Checker) envelope() (*schema.Schema, error) {
	if k.context.isFormerEnvelope() {
		return k.catalogue.Object(formerEnvelope)
	}
	return k.catalogue.Envelope()
}

// readChecks reads the checks of the objects that were met, all before the names
// that these ask for are those of the document: its members are searched for them.
func (k *Checker) readChecks() {
	k.words.checksOf("data")
	for i := range k.visits {
		if v := &k.visits[i]; !v.known {
			v.checks, v.known = k.words.checksOf(v.object), true
		}
	}
	k.doc.TakeNames()
}

// rules calls each rule on each object it looks at.
func (k *Checker) rules(det *event.Detection) {
	c := &k.context
	if det.Event != nil {
		c.event = det.Event.Name
	}
	c.freeform = det.Outcome != event.Recognised
	if k.doc.Kind(det.Data) == payload.Object {
		c.examineList(k.words.checksOf("data"), det.Data)
		c.eachMember(det.Data)
	}
	for i := range k.visits {
		v := &k.visits[i]
		if v.checks != nil {
			for _, n := range v.nodes {
				c.examineList(v.checks, n)
			}
		}
	}
}
