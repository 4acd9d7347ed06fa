package check

// Rules on recognising the event. Their findings come from the detection.
var (
	ruleEventUnknown = &Rule{
		ID: "event/unknown", Title: "the event can be recognised", Severity: Error,
		Why: "Without its event a payload cannot be held against its documentation. The event is named by event.type, " +
			"else by type; bare data is recognised by its members.",
		Example: `{"type": "redemption.suceeded", "source": {}, "event": {"type": "redemption.suceeded"}, "data": {}}`,
		Fix:     "Correct the name, pass --event, or let unknown events pass with --allow-unknown.",
	}
	ruleEventConflict = &Rule{
		ID: "event/conflict", Title: "the envelope names the event that is expected", Severity: Error,
		Why:     "The envelope names another event than --event or the configuration: a fixture in the wrong place, or the wrong flag.",
		Example: `{"type": "voucher.created", "source": {}, "event": {"type": "voucher.created"}, "data": {}}`,
		Fix:     "Drop --event, or the entry in .vhook.yaml, or check why this payload is not the one expected.",
	}
	ruleEventUndocumented = &Rule{
		ID: "event/undocumented", Title: "the event's payload is documented", Severity: Note,
		Why: "Voucherify lists this event without describing its payload. The envelope, and each object that says " +
			"what it is, are checked all the same.",
		Example: `{"type": "campaign.vouchers.added", "source": {}, "event": {"type": "campaign.vouchers.added"}, "data": {}}`,
		Fix:     "Nothing is wrong.",
	}
	ruleEventFormer = &Rule{
		ID: "event/former", Title: "the event still exists", Severity: Error,
		Why:     "Earlier versions of Voucherify sent this event; today's does not.",
		Example: `{"type": "customer.consents.given", "source": {}, "event": {"type": "customer.consents.given"}, "data": {}}`,
		Fix:     "Retire the fixture, or let it pass with --allow-unknown.",
	}
	ruleEventCustom = &Rule{
		ID: "event/custom", Title: "the data is as documented", Severity: Note,
		Why: "A distribution can send any object that somebody composed in the payload designer. Such data has no " +
			"documented form; known objects in it are checked all the same.",
		Example: `{"type": "Thank you", "source": {"object": "distribution"}, "event": {}, "data": {"greeting": "Hello"}}`,
		Fix:     "Nothing is wrong.",
	}
	ruleEventMembers = &Rule{
		ID: "event/members", Title: "the data has the members that its event always has", Severity: Warning,
		Why: "Every documented payload of the event has this member, if only as null. The documentation does not say " +
			"that it must, so a payload without it is unusual, not wrong. One that has none of several such members is " +
			"another event's.",
		Example: `{"redemption": {"id": "r_0f3a", "object": "redemption"}, "customer": {"object": "customer"}}`,
		Fix:     "Add the member, as null if there is nothing to tell.",
	}
	ruleEventSign = &Rule{
		ID: "event/sign", Title: "the data does not contradict its event", Severity: Warning,
		Why: "The name of an event often says what its data must say as well: an order that was paid has the status PAID, a " +
			"redemption that failed the result FAILURE, and what was updated has an updated_at. Results of redemptions and " +
			"rollbacks are documented, so that another is an error; the rest is so in every documented payload. Data that " +
			"are in full those of another event are an error as well.",
		Example: `{"order": {"object": "order", "status": "CANCELED"}, "customer": null, "referrer": null, "redemption": null}`,
		Fix:     "Correct the value, or take event and data from the same webhook.",
	}
	ruleEventAmbiguous = &Rule{
		ID: "event/ambiguous", Title: "the data fits one event", Severity: Note,
		Why: "Bare data does not name its event, and several events send the same members. The payload is held " +
			"against what they share.",
		Example: `{"customer": {"object": "customer"}}`,
		Fix:     "Pass the whole webhook, or --event.",
	}
)

var eventRules = []*Rule{
	ruleEventUnknown, ruleEventConflict, ruleEventUndocumented, ruleEventFormer, ruleEventCustom, ruleEventAmbiguous, ruleEventMembers,
	ruleEventSign,
}
