package check

import (
	"bytes"

	"github.com/vhook/vhook/pkg/payload"
)

// Rules on the webhook around the data.

// formerEnvelope is the object that surrounds the data in API version v2018-08-01.
const formerEnvelope = "envelope_2018"

var envelopeRules = []*Rule{
	{
		ID:       "envelope/version",
		Title:    "the envelope is that of the current API version",
		Severity: Warning,
		Objects:  []string{formerEnvelope},
		Why: "Projects may be set to the API version v2018-08-01, whose webhooks have neither source nor event. Data are " +
			"documented for v2024-01-01 alone and may differ: that they lack a required member is no more than a warning.",
		Example: `{"object": "event", "webhook_id": "wh_8sKq02", "type": "voucher.created", "data": {}}`,
		Fix:     "Set the project to v2024-01-01, or read the findings on the data with this in mind.",
		checks:  always(checkVersion),
	},
	{
		ID:       "envelope/type",
		Title:    "type and event.type name the same event",
		Severity: Error,
		Objects:  []string{"envelope"},
		Why: "A webhook of the project settings has the event's name in both places. In a distribution type is a free " +
			"text and event.type alone names the event, so distributions are not looked at.",
		Example: `{"type": "voucher.created", "source": {"object": "webhook"}, "event": {"type": "voucher.updated"}}`,
		Fix:     "Use the name of the event in both places.",
		checks:  given("type event.type source.object", checkEnvelopeType),
	},
	{
		ID:       "envelope/created-at",
		Title:    "created_at and event.created_at are the same",
		Severity: Warning,
		Objects:  []string{"envelope"},
		Why:      "The webhook repeats the time of its event. They differ only where one was changed by hand.",
		Example:  `{"created_at": "2025-03-01T10:00:00.000Z", "event": {"created_at": "2025-03-01T11:00:00.000Z"}}`,
		Fix:      "Use the time of the event in both places.",
		checks:   given("created_at event.created_at", checkEnvelopeTime),
	},
	{
		ID:       "envelope/source",
		Title:    "source.id is the id of what source.object says",
		Severity: Error,
		Objects:  []string{"envelope"},
		Why:      "A webhook of the project settings has a source.id that starts with wh_, a distribution one with distr_.",
		Example:  `{"source": {"object": "webhook", "id": "distr_8sKq02"}}`,
		Fix:      "Correct source.object or source.id.",
		checks:   given("source.object source.id", checkSource),
	},
	{
		ID:       "envelope/ids",
		Title:    "the ids of the webhook, the project and the group are of their kinds",
		Severity: Error,
		Objects:  []string{"envelope"},
		Why: "The id of a webhook call starts with whs_, project_id with proj_ or, for a sandbox, sand_, and " +
			"event.group_id with v-.",
		Example: `{"id": "wh_8sKq02", "project_id": "proj_Lq82"}`,
		Fix:     "Look whether two ids were swapped.",
		checks: []objectCheck{
			{needs: "id", starts: []string{"whs_"}, look: checkStart},
			{needs: "project_id", starts: []string{"proj_", "sand_"}, look: checkStart},
			{needs: "event.group_id", starts: []string{"v-"}, look: checkStart},
		},
	},
	{
		ID:       "envelope/event-id",
		Title:    "event.id fits the kind of event",
		Severity: Error,
		Objects:  []string{"envelope"},
		Why: "The id of an event starts with ev and three letters for the first word of its type: evred_ for redemption, " +
			"evcus_ for customer, evvou_ for voucher, evcam_ for campaign, evpub_ for publication, evbvr_ for business_validation_rule.",
		Example: `{"event": {"id": "evcus_0f3a", "type": "voucher.created"}}`,
		Fix:     "Correct event.type, or take id and type from the same event.",
		checks:  given("event.type event.id", checkEventID),
	},
	{
		ID:       "envelope/entity",
		Title:    "event.entity_id is the id of what the event is about",
		Severity: Warning,
		Objects:  []string{"envelope"},
		Why: "Where an event has an entity_id, it is the id of the object named by the first word of its type: data.customer " +
			"for customer.*, data.voucher for voucher.*.",
		Example: `{"event": {"type": "customer.created", "entity_id": "cust_4nDqL0"}, "data": {"customer": {"id": "cust_9ZkwR2"}}}`,
		Fix:     "Take event and data from the same webhook.",
		checks:  given("event.entity_id event.type data", checkEntity),
	},
	{
		ID:       "envelope/channel",
		Title:    "the event's source has what its channel asks for",
		Severity: Error,
		Objects:  []string{"envelope"},
		Why: "An event that came through the API tells the api_key, one from the dashboard (USER_PORTAL) tells the user, " +
			"and an INTERNAL one tells neither.",
		Example: `{"event": {"event_source": {"channel": "API", "user": {"id": "user_7Kq2"}}}}`,
		Fix:     "Correct channel, or send the api_key or user that goes with it.",
		checks:  given("event.event_source.channel event.event_source.api_key event.event_source.user", checkChannel),
	},
}

func checkVersion(c *context, n int, _ *asked) {
	f := c.report(n, "this is the envelope of API version v2018-08-01, but v2024-01-01 is documented")
	f.End = f.Start + 1
}

// isFormerEnvelope reports whether the payload is a webhook of API version
// v2018-08-01.
func (c *context) isFormerEnvelope() bool {
	return c.Str(c.Field(payload.Root, "object")) == "event" && !c.IsNull(c.Field(payload.Root, "webhook_id")) &&
		c.Field(payload.Root, "source") == payload.None && c.Field(payload.Root, "event") == payload.None
}

func checkEnvelopeType(c *context, n int, at *asked) {
	if c.StrIs(at[2], "webhook") {
		checkSame(c, n, at)
	}
}

// checkEnvelopeTime compares moments: the two may be written differently.
func checkEnvelopeTime(c *context, n int, at *asked) {
	if bytes.Equal(c.Chars(at[0]), c.Chars(at[1])) {
		return
	}
	own, ok := c.date(at[0])
	events, okEvents := c.date(at[1])
	if ok && okEvents && !own.Equal(events) {
		checkSame(c, n, at)
	}
}

func checkEntity(c *context, _ int, at *asked) {
	entity, data := at[0], at[2]
	name, ok := c.text(at[1])
	if c.IsNull(entity) || !ok {
		return
	}
	word, _, _ := bytes.Cut(name, []byte("."))
	id := c.at(c.Find(data, word), atID)
	if !c.IsNull(id) && c.differ(entity, id) {
		f := c.report(entity, "event.entity_id is %s, but data.%s.id is %s", c.value(entity), word, c.value(id))
		c.relate(f, id)
	}
}

var sourcePrefixes = cases[prefixes]{{"webhook", newPrefixes("wh_")}, {"distribution", newPrefixes("distr_")}}

func checkSource(c *context, _ int, at *asked) {
	if prefixes, ok := sourcePrefixes.find(c.Chars(at[0])); ok {
		c.checkPrefixBecause(at[1], at[0], prefixes, "source.id", "source.object")
	}
}

var eventPrefixes = cases[prefixes]{
	{"redemption", newPrefixes("evred_")},
	{"customer", newPrefixes("evcus_")},
	{"voucher", newPrefixes("evvou_")},
	{"campaign", newPrefixes("evcam_")},
	{"publication", newPrefixes("evpub_")},
	{"business_validation_rule", newPrefixes("evbvr_")},
}

func checkEventID(c *context, _ int, at *asked) {
	word, _, _ := bytes.Cut(c.Chars(at[0]), []byte("."))
	if prefixes, ok := eventPrefixes.find(word); ok {
		c.checkPrefixBecause(at[1], at[0], prefixes, "event.id", "event.type")
	}
}

func checkStart(c *context, _ int, at *asked) {
	if !c.startsWith(at[0], c.check.starts) {
		c.report(at[0], "%s is %q, but must start with %s", c.word(0), clip(c.Str(at[0])), c.check.starts)
	}
}

// checkPrefixBecause checks the beginning of an id that follows from another
// member.
func (c *context) checkPrefixBecause(at, because int, prefixes prefixes, member, other string) {
	if !c.startsWith(at, prefixes) {
		f := c.report(at, "%s is %q, but must start with %s where %s is %s",
			member, clip(c.Str(at)), prefixes, other, c.value(because))
		c.relate(f, because)
	}
}

// sourceMembers are what checkChannel asks for of event_source, channelMembers
// tells which of them goes with a channel.
var (
	sourceMembers  = [...]string{"channel", "api_key", "user"}
	channelMembers = cases[int]{{"API", 1}, {"USER_PORTAL", 2}, {"INTERNAL", 0}}
)

func checkChannel(c *context, _ int, at *asked) {
	channel := c.Chars(at[0])
	own, known := channelMembers.find(channel)
	if !known {
		return
	}
	for member := 1; member < len(sourceMembers); member++ {
		if member != own && !c.IsNull(at[member]) {
			f := c.report(at[member], "event_source has %s, but channel is %s", sourceMembers[member], channel)
			c.relate(f, at[0])
			return
		}
	}
	if own != 0 && !c.has(at[own]) {
		c.report(at[0], "channel is %s, but event_source has no %s", channel, sourceMembers[own])
	}
}
