package main

import (
	"fmt"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
)

// inspector looks at one payload text, as far as a command needs.
type inspector struct {
	look func(*check.Checker, []byte) (*check.Result, error)
	// documents says that every result needs its document; else one without
	// findings has none.
	documents bool
}

// validating looks at everything.
func validating() inspector { return inspector{look: (*check.Checker).Run} }

// recognising goes no further than detection.
func recognising() inspector {
	return inspector{documents: true, look: func(c *check.Checker, text []byte) (*check.Result, error) {
		return c.Recognise(text), nil
	}}
}

// inspection is how texts are looked at. Nothing in it changes, so that many
// goroutines can share it.
type inspection struct {
	inspector
	catalogue  *event.Catalogue
	options    check.Options
	project    *project
	unwrapping unwrapMode
}

// newInspection returns what the flags say about looking at texts.
func (f *inputFlags) newInspection(how inspector) (*inspection, error) {
	catalogue := event.Default()
	switch {
	case f.check.Event != "" && catalogue.Find(f.check.Event) == nil:
		return nil, unknownEvent(f.check.Event)
	case f.jobs < 0:
		return nil, fmt.Errorf("--jobs %d: want 0 or more", f.jobs)
	}
	return &inspection{inspector: how, catalogue: catalogue, options: f.check, project: &f.project, unwrapping: f.unwrap}, nil
}

func (i *inspection) newWorker() *check.Checker { return check.NewChecker(i.catalogue, i.options) }

// wanted reports whether a document looks like a payload.
func (i *inspection) wanted(d *payload.Document) bool {
	if d.Kind(payload.Root) != payload.Object {
		return false
	}
	found := i.catalogue.Detect(d, "")
	return recognised(&found)
}

func recognised(d *event.Detection) bool { return d.Enveloped || d.Outcome != event.Unknown }
