package check

import (
	"bytes"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// swift reads whole webhooks of documented events that the schemas have nothing
// against, in one pass. All others are left to the plain way.
type swift struct {
	pass     *schema.Pass
	envelope *schema.Program
	events   map[*event.Event]*expected
	chosen   *expected // the text at hand is read as its data
	data     int       // the node of these
	texts    int       // met so far

	forms []*form // by the numbers of programs
}

// expected is a documented event whose data a pass can read.
type expected struct {
	event  *event.Event
	data   *schema.Program
	traits []trait // of its sign
	// usual are the slots of the members that the data always has, if it has
	// slots for all of them.
	usual   uint64
	inSlots bool
}

// patience is how many texts go the plain way first: compiling programs pays
// only for many.
const patience = 16

// readSwiftly reads and recognises a text, and reports whether it is a webhook
// that the schemas have nothing against.
func (k *Checker) readSwiftly(text []byte) bool {
	if k.swift.texts++; k.swift.texts <= k.patience {
		return false
	}
	if k.swift.pass == nil && !k.beginSwift() {
		return false
	}
	if !k.swift.pass.Read(&k.doc, text, k.swift.envelope, k.choose) {
		return false
	}
	k.begin()
	return k.detectSwiftly()
}

// detectSwiftly recognises the text that was read, and reports whether its data is
// that of the event it was read for. It has data, which the envelope's schema requires.
func (k *Checker) detectSwiftly() (ok bool) {
	det, chosen := &k.detection, k.swift.chosen
	if k.options.Event == "" {
		if *det, ok = k.catalogue.Confirm(&k.doc, chosen.event, k.swift.data); ok {
			return true
		}
	}
	*det = k.catalogue.Detect(&k.doc, k.options.Event)
	return det.Outcome == event.Recognised && det.Event == chosen.event && det.Enveloped && len(det.Candidates) == 1
}

func (k *Checker) beginSwift() bool {
	envelope, err := k.catalogue.Envelope()
	if err != nil {
		return false // the plain way tells
	}
	k.doc.Begin(nil) // its text may be gone, which new names would be looked for in
	k.swift.pass = schema.NewPass(&k.doc)
	k.swift.envelope = k.swift.pass.Program(envelope)
	k.swift.events = map[*event.Event]*expected{}
	return true
}

// chooseData returns the program for the data of the webhook that is being
// read.
func (k *Checker) chooseData() *schema.Program {
	var e *event.Event
	if name := k.options.Event; name != "" {
		e = k.catalogue.Find(name)
	} else {
		e = k.guess()
	}
	if e == nil || !e.Documented {
		return nil
	}
	if x := k.swift.chosen; x == nil || x.event != e {
		if k.swift.chosen = k.expect(e); k.swift.chosen == nil {
			return nil
		}
	}
	k.swift.data = len(k.doc.Nodes)
	return k.swift.chosen.data
}

// expect returns what the data of a documented event have to be, nil where they may
// have members that the event does not list: these are left to the plain way.
func (k *Checker) expect(e *event.Event) *expected {
	if x := k.swift.events[e]; x != nil {
		return x
	}
	s, err := e.Schema()
	if err != nil {
		return nil
	}
	x := &expected{event: e, data: k.swift.pass.Program(s)}
	if x.data.Layout() == nil {
		return nil
	}
	if sign, _, err := signOf(e); err != nil {
		return nil
	} else if sign != nil {
		x.traits = traitsOf(k.doc.Names, sign)
	}
	k.newForm(x.data, "data")
	if names, err := e.Usual(); err == nil {
		x.usual, x.inSlots = slotsOf(x.data.Layout(), waysOf(k.doc.Names, names))
	}
	k.swift.events[e] = x
	return x
}

var (
	atEventType = pathOf("event.type")
	atType      = pathOf("type")
)

// guess returns the event that a webhook is likely of, whose data begin here:
// what comes behind them is not read yet.
func (k *Checker) guess() *event.Event {
	d := &k.doc
	if name := d.Chars(d.Follow(payload.Root, k.words.paths[atEventType])); name != nil {
		return k.catalogue.FindBytes(name)
	}
	if name := d.Chars(d.Follow(payload.Root, k.words.paths[atType])); name != nil {
		if e := k.catalogue.FindBytes(name); e != nil {
			return e
		}
	}
	const far = 1 << 10
	if e := k.eventIn(d.Text[max(0, len(d.Text)-far):]); e != nil {
		return e
	}
	return k.eventIn(d.Text)
}

// eventIn returns the event that the first member event of a webhook in text
// names, as far as can be told without reading it. It looks for letters that
// are rarer than those before them.
func (k *Checker) eventIn(text []byte) *event.Event {
	for found := true; found; {
		const near = 1 << 10
		if _, text, found = bytes.Cut(text, []byte(`vent":`)); !found {
			break
		}
		_, rest, _ := bytes.Cut(text[:min(len(text), near)], []byte(`ype":`))
		_, rest, _ = bytes.Cut(rest, []byte(`"`))
		name, _, _ := bytes.Cut(rest, []byte(`"`))
		if e := k.catalogue.FindBytes(name); e != nil {
			return e
		}
	}
	return nil
}
