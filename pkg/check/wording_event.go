package check

import (
	"fmt"
	"strings"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
)

// detectionFindings tells what detection has to say beyond the event's name.
func (k *Checker) detectionFindings(det *event.Detection) {
	c := &k.context
	at := max(det.NameNode, payload.Root)
	if det.Contradicted {
		c.reportAs(ruleEventConflict, at, "the envelope says %q, but %q is expected", clip(c.Str(det.NameNode)), det.Name)
	}
	switch {
	case det.Outcome == event.Unknown && det.By != "":
		k.unrecognised(ruleEventUnknown, at, fmt.Sprintf("%q is no event of Voucherify", clip(det.Name)), nearestHelp(det.Nearest))
	case det.Outcome == event.Unknown:
		det.Reason = k.unknownWords(det)
		k.unrecognised(ruleEventUnknown, at, det.Reason, k.unknownHelp(det))
	case det.Outcome == event.Former:
		k.unrecognised(ruleEventFormer, at, fmt.Sprintf("%q is an event of the past: %s", det.Name, det.Reason), "")
	case det.Outcome == event.Listed:
		c.reportAs(ruleEventUndocumented, at, "Voucherify lists %s without describing its payload", det.Name)
	case det.Outcome == event.Custom:
		c.reportAs(ruleEventCustom, max(det.Data, payload.Root), "data looks composed by hand: %s", det.Reason)
	case len(det.Candidates) > 1:
		c.reportAs(ruleEventAmbiguous, payload.Root, "the data fits %s: %s", enumerate(det.Names(), "or"), det.Reason)
	}
}

func (k *Checker) unrecognised(rule *Rule, at int, message, help string) {
	f := k.context.reportAs(rule, at, "%s", message)
	f.Help = help
	if at == payload.Root {
		f.End = f.Start + 1
	}
	if k.options.AllowUnknown {
		f.Severity = Note
	}
}

// unknownWords says what was looked for in vain.
func (k *Checker) unknownWords(det *event.Detection) string {
	if det.Enveloped {
		return "the event is not named: event.type and type are missing or no strings"
	}
	if name := k.doc.Str(k.doc.Field(payload.Root, "type")); k.catalogue.Find(name) != nil {
		return fmt.Sprintf("type is %q, but there is no data", name)
	}
	names := make([]string, 0, 8)
	for n := range k.doc.Children(det.Data) {
		if len(names) == cap(names) {
			names = append(names, "...")
			break
		}
		names = append(names, clip(k.doc.Key(n)))
	}
	if len(names) == 0 {
		return "no event is recognised: an empty object, with neither event.type nor type nor members of a documented event"
	}
	return "no event is recognised: neither event.type nor type, and no documented event sends " + strings.Join(names, ", ")
}

// unknownHelp says where to go on from what is no event.
func (k *Checker) unknownHelp(det *event.Detection) string {
	if det.Nearest == "" && !det.Enveloped && k.doc.Kind(k.doc.Field(payload.Root, "data")) == payload.Object {
		return "--unwrap /data reads what is in data, and --event says which event it is of"
	}
	return nearestHelp(det.Nearest)
}

func nearestHelp(nearest string) string {
	if nearest == "" {
		return "vhook events lists the known ones"
	}
	return fmt.Sprintf("the nearest is %s", nearest)
}

// withArticle puts "a" or "an" before a noun.
func withArticle(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}
