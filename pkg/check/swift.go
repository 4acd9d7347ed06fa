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
	events   map[*event.Event]*schema.Program
	chosen   *event.Event // whose data the text at hand is read as
	texts    int          // met so far
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
	if k.choose == nil {
		k.choose = k.chooseData // made once: it costs memory
	}
	if !k.swift.pass.Read(&k.doc, text, k.swift.envelope, k.choose) {
		return false
	}
	k.begin()
	k.detection = k.catalogue.Detect(&k.doc, k.options.Event)
	det := &k.detection
	return det.Outcome == event.Recognised && det.Event == k.swift.chosen && det.Enveloped && len(det.Candidates) == 1
}

func (k *Checker) beginSwift() bool {
	envelope, err := k.catalogue.Envelope()
	if err != nil {
		return false // the plain way tells
	}
	k.swift.pass = schema.NewPass(&k.doc)
	k.swift.envelope = k.swift.pass.Program(envelope)
	k.swift.events = map[*event.Event]*schema.Program{}
	return true
}

// chooseData returns the program for the data of the webhook that is being
// read.
func (k *Checker) chooseData() *schema.Program {
	e := k.catalogue.Find(k.options.Event)
	if e == nil {
		e = k.guess()
	}
	if k.swift.chosen = e; e == nil || !e.Documented {
		return nil
	}
	if g := k.swift.events[e]; g != nil {
		return g
	}
	s, err := e.Schema()
	if err != nil {
		return nil
	}
	g := k.swift.pass.Program(s)
	k.swift.events[e] = g
	return g
}

// guess returns the event that a webhook is likely of, whose data begin here:
// what comes behind them is not read yet.
func (k *Checker) guess() *event.Event {
	d := &k.doc
	if name := d.Chars(d.Field(payload.Root, "event", "type")); name != nil {
		return k.catalogue.FindBytes(name)
	}
	if name := d.Chars(d.Field(payload.Root, "type")); name != nil {
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
