package event

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// By names what an event was recognised by.
type By string

// The ways to recognise an event, in the order they are tried.
const (
	ByFlag     By = "flag"
	ByEnvelope By = "envelope"
	ByShape    By = "shape"
)

// Outcome says how far detection came.
type Outcome uint8

// The outcomes of detection.
const (
	Unknown    Outcome = iota // no event is recognised
	Recognised                // one documented event, or several candidates
	Listed                    // a name that is listed without a documented payload
	Former                    // a name of earlier versions
	Custom                    // a distribution's data composed by hand
)

// Detection is the answer to "which event is this" with its evidence. The
// nodes in it are [payload.None] where there is nothing.
type Detection struct {
	Outcome Outcome
	// Event is the best candidate; nil for Unknown and Former, and for Custom where
	// the webhook names none.
	Event *Event
	// Candidates are all events that the evidence allows, the best first.
	Candidates []*Event
	By         By
	Reason     string
	// Name is the event name that the payload or the flag gave, NameNode where
	// the payload gave it. Nearest is the known name closest to the evidence.
	Name     string
	NameNode int
	Nearest  string
	// Data is the node of the event's data.
	Data      int
	Enveloped bool
	// Contradicted: the envelope names another event than the flag.
	Contradicted bool
}

// Names returns the names of the candidates, the best first.
func (det *Detection) Names() []string { return namesOf(det.Candidates) }

// Detect recognises the event of a payload: by the name forced on it ("" for
// none), else by its envelope, else by the shape and values of bare data.
func (c *Catalogue) Detect(d *payload.Document, forced string) Detection {
	det := c.detect(d, forced)
	if det.Event != nil && (det.By == ByShape && len(d.Duplicates) > 0 || det.By == ByEnvelope && d.Doubled(det.NameNode)) {
		det.Reason += "; of members that stand twice the first is taken"
	}
	return det
}

func (c *Catalogue) detect(d *payload.Document, forced string) Detection {
	det := Detection{NameNode: payload.None}
	det.Data, det.Enveloped = d.Envelope()
	var named *Event
	ownName := false // the name is the event's, not the webhook's
	if det.Enveloped {
		det.NameNode, ownName = c.nameNode(d)
		if named = c.byName[string(d.Chars(det.NameNode))]; named != nil {
			det.Name = named.Name // known ones cost no allocation
		} else {
			det.Name = d.Str(det.NameNode)
		}
	}
	switch {
	case forced != "":
		det.Contradicted = det.Name != "" && det.Name != forced
		det.Name = forced
		c.resolve(&det, c.Find(forced), ByFlag, "expected by --event or the configuration")
	case det.NameNode != payload.None:
		if named == nil {
			named = c.Find(det.Name)
		}
		c.resolve(&det, named, ByEnvelope, evidence(d, det.NameNode, named, ownName))
		c.recogniseCustom(d, &det)
	case det.Data != payload.None && d.Kind(det.Data) == payload.Object:
		return c.detectShape(d, det)
	}
	return det
}

// Confirm is Detect for a webhook that meets the schema of the envelope and has,
// as node data, nothing that the schema of e does not list, which data composed by
// hand would have. It reports false where event.type does not name e, so that Detect
// has to tell.
func (c *Catalogue) Confirm(d *payload.Document, e *Event, data int) (det Detection, ok bool) {
	n := c.find(d, &c.eventType)
	if string(d.Chars(n)) != e.Name {
		return det, false
	}
	det = Detection{Name: e.Name, NameNode: n, Data: data, Enveloped: true}
	c.resolve(&det, e, ByEnvelope, e.known().evidence)
	return det, true
}

// nameNode is where an envelope names its event: `event.type`, else `type`. In
// a distribution webhook `type` is the free text of the distribution, so there
// it counts only for want of `event.type`, the event's own.
func (c *Catalogue) nameNode(d *payload.Document) (n int, own bool) {
	if n := c.find(d, &c.eventType); d.Kind(n) == payload.String {
		return n, true
	}
	if n := c.find(d, &c.kind); len(d.Chars(n)) > 0 {
		return n, false
	}
	return payload.None, false
}

// evidence says where the envelope names the event.
func evidence(d *payload.Document, n int, named *Event, own bool) string {
	if named != nil && own {
		return named.known().evidence
	}
	return fmt.Sprintf("%s is %q", strings.ReplaceAll(d.Pointer(n)[1:], "/", "."), d.Str(n))
}

// resolve takes e for the event, if it is one.
func (c *Catalogue) resolve(det *Detection, e *Event, by By, reason string) {
	det.By, det.Reason = by, reason
	if e != nil {
		det.Event, det.Candidates, det.Outcome = e, e.known().alone, Listed
		if e.Documented {
			det.Outcome = Recognised
		}
		return
	}
	if note := c.Former(det.Name); note != "" {
		det.Outcome, det.Reason = Former, note
		return
	}
	det.Nearest = Nearest(operations.Replace(strings.ToLower(det.Name)), c.Names())
}

// operations turns what the documentation's names of operations, which are those of
// events in capitals with EVENTS before, spell in a way of their own.
var operations = strings.NewReplacer(
	"bus_val_rule", "business_validation_rule",
	"distribution.manual_distribution_schedule", "manual_distribution_schedule",
)

// recogniseCustom turns a documented event of a distribution into a custom one
// when its data looks composed by hand: the payload designer lets a project
// compose any object.
func (c *Catalogue) recogniseCustom(d *payload.Document, det *Detection) {
	if !d.StrIs(c.find(d, &c.sourceObject), "distribution") || d.Kind(det.Data) != payload.Object {
		return
	}
	switch {
	case det.Outcome == Recognised && det.Event.shape.composed(d, det.Data):
		det.Reason += ", but data has other members"
	case det.Outcome == Unknown && c.find(d, &c.eventType) == payload.None:
		det.Reason = "a distribution webhook without event.type"
	default:
		return
	}
	det.Outcome = Custom
}

// detectShape compares bare data with the shape of every documented event and
// keeps the nearest; values then rule out what they can.
func (c *Catalogue) detectShape(d *payload.Document, det Detection) Detection {
	var alike closest
	var whole []*Event // those that list every member
	for i := range c.documented {
		e := &c.documented[i]
		f := e.shape.fit(d, det.Data)
		if !f.resembles() && !(f.halves() && c.isNovel(d, det.Data, e.shape)) {
			continue
		}
		alike.add(e, f.distance())
		if f.amiss() == 0 {
			whole = append(whole, e)
		}
	}
	if len(alike.events) == 0 {
		det.Nearest = c.nearestShape(d, det)
		return det
	}
	det.Outcome, det.By, det.Candidates = Recognised, ByShape, alike.events
	det.Reason = "data has " + strings.Join(appendKeys(nil, d, det.Data), ", ")
	tell(d, &det)
	byBreaches(d, &det, whole)
	det.Event = det.Candidates[0]
	return det
}

// isNovel reports whether no event lists the members of data that s does not: one may
// have been added since the documentation was written.
func (c *Catalogue) isNovel(d *payload.Document, data int, s *shape) bool {
	rarity := c.rarity()
	for member := range d.Children(data) {
		if rarity[string(d.Name(member))] > 0 && !s.knows(d, member) {
			return false
		}
	}
	return true
}

// closest collects the events at the least distance of all.
type closest struct {
	events   []*Event
	distance int
}

func (c *closest) add(e *Event, distance int) {
	if len(c.events) == 0 || distance < c.distance {
		c.events, c.distance = c.events[:0], distance
	}
	if distance == c.distance {
		c.events = append(c.events, e)
	}
}

// nearestShape names the event that data which resemble none are nearest to, "" where
// they have no member of any. A member that few events have is hardly there by chance:
// an event that lacks it is the farther off the fewer they are. Between events at one
// distance the values choose.
func (c *Catalogue) nearestShape(d *payload.Document, det Detection) string {
	var nearest closest
	rarity := c.rarity()
	for i := range c.documented {
		e := &c.documented[i]
		f := e.shape.fit(d, det.Data)
		if f.known == 0 {
			continue
		}
		for member := range d.Children(det.Data) {
			if !e.shape.knows(d, member) {
				f.unlisted += rarity[string(d.Name(member))]
			}
		}
		nearest.add(e, f.distance())
	}
	if det.Candidates = nearest.events; len(det.Candidates) == 0 {
		return ""
	}
	tell(d, &det)
	return det.Candidates[0].Name
}

// countRarity says how rare each member is that documented events list: 1 for one of
// all events, 2 of half of them, 3 of a quarter, and so on.
func (c *Catalogue) countRarity() map[string]int {
	events := map[string]int{}
	for i := range c.documented {
		s := c.documented[i].shape
		for _, name := range s.listed {
			events[name]++
		}
		for _, name := range s.branched {
			if !slices.Contains(s.listed, name) {
				events[name]++
			}
		}
	}
	for name, n := range events {
		events[name] = bits.Len(uint(len(c.documented) / n))
	}
	return events
}
