package check

import (
	"bytes"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/payload"
)

// Rules on the webhook around the data.

var envelopeRules = []*Rule{
	{
		ID:       "envelope/type",
		Title:    "type and event.type name the same event",
		Severity: Error,
		Objects:  []string{"envelope"},
		Why: "A webhook of the project settings has the event's name in both places. In a distribution type is a free " +
			"text and event.type alone names the event, so distributions are not looked at.",
		Example: `{"type": "voucher.created", "source": {"object": "webhook"}, "event": {"type": "voucher.updated"}}`,
		Fix:     "Use the name of the event in both places.",
		checks:  given("source type event", checkEnvelopeType),
	},
	{
		ID:       "envelope/created-at",
		Title:    "created_at and event.created_at are the same",
		Severity: Warning,
		Objects:  []string{"envelope"},
		Why:      "The webhook repeats the time of its event. They differ only where one was changed by hand.",
		Example:  `{"created_at": "2025-03-01T10:00:00.000Z", "event": {"created_at": "2025-03-01T11:00:00.000Z"}}`,
		Fix:      "Use the time of the event in both places.",
		checks:   given("created_at event", checkEnvelopeTime),
	},
	{
		ID:       "envelope/source",
		Title:    "source.id is the id of what source.object says",
		Severity: Error,
		Objects:  []string{"envelope"},
		Why:      "A webhook of the project settings has a source.id that starts with wh_, a distribution one with distr_.",
		Example:  `{"source": {"object": "webhook", "id": "distr_8sKq02"}}`,
		Fix:      "Correct source.object or source.id.",
		checks:   given("source", checkSource),
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
		checks:  slices.Concat(startsWith("id", "whs_"), startsWith("project_id", "proj_", "sand_"), startsWith("event.group_id", "v-")),
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
		checks:  given("event", checkEventID),
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
		checks:  given("event data", checkEntity),
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
		checks:  given("event", checkChannel),
	},
}

var (
	atEventType    = pathOf("event.type")
	atEventID      = pathOf("event.id")
	atEntity       = pathOf("event.entity_id")
	atEventSource  = pathOf("event.event_source")
	atData         = pathOf("data")
	atSourceObject = pathOf("source.object")
	atSourceID     = pathOf("source.id")
	atChannel      = pathOf("channel")
	atAPIKey       = pathOf("api_key")
	atUser         = pathOf("user")

	envelopeTypes = members{"type", "event.type"}.pair()
	envelopeTimes = members{"created_at", "event.created_at"}.pair()
)

func checkEnvelopeType(c *context, root int) {
	if c.StrIs(c.at(root, atSourceObject), "webhook") {
		c.checkSame(root, envelopeTypes)
	}
}

// checkEnvelopeTime compares moments: the two may be written differently.
func checkEnvelopeTime(c *context, root int) {
	at, other := c.at(root, envelopeTimes.at), c.at(root, envelopeTimes.other)
	if bytes.Equal(c.Chars(at), c.Chars(other)) {
		return
	}
	own, ok := c.date(at)
	events, okEvents := c.date(other)
	if ok && okEvents && !own.Equal(events) {
		c.checkSame(root, envelopeTimes)
	}
}

func checkEntity(c *context, root int) {
	entity, there := c.present(root, atEntity)
	name, ok := c.text(root, atEventType)
	if !there || !ok {
		return
	}
	word, _, _ := bytes.Cut(name, []byte("."))
	id, ok := c.present(c.Find(c.at(root, atData), word), atID)
	if ok && c.differ(entity, id) {
		f := c.report(entity, "%s is %s, but data.%s.id is %s", atEntity, c.value(entity), word, c.value(id))
		c.relate(f, id)
	}
}

var sourcePrefixes = cases[[]string]{{"webhook", []string{"wh_"}}, {"distribution", []string{"distr_"}}}

func checkSource(c *context, root int) {
	kind, _ := c.text(root, atSourceObject)
	if prefixes, ok := sourcePrefixes.find(kind); ok {
		c.checkPrefix(root, prefixed{atSourceID, prefixes, atSourceObject})
	}
}

var eventPrefixes = cases[[]string]{
	{"redemption", []string{"evred_"}},
	{"customer", []string{"evcus_"}},
	{"voucher", []string{"evvou_"}},
	{"campaign", []string{"evcam_"}},
	{"publication", []string{"evpub_"}},
	{"business_validation_rule", []string{"evbvr_"}},
}

func checkEventID(c *context, root int) {
	name, _ := c.text(root, atEventType)
	word, _, _ := bytes.Cut(name, []byte("."))
	if prefixes, ok := eventPrefixes.find(word); ok {
		c.checkPrefix(root, prefixed{atEventID, prefixes, atEventType})
	}
}

// prefixed says how the id in a member starts, because of another member where
// one is named.
type prefixed struct {
	member   path
	prefixes []string
	because  path
}

// startsWith checks the beginning of the id in a member.
func startsWith(member string, prefixes ...string) []objectCheck {
	p := prefixed{member: pathOf(member), prefixes: prefixes}
	return given(firstWord(member), func(c *context, n int) { c.checkPrefix(n, p) })
}

func (c *context) checkPrefix(root int, p prefixed) {
	id, ok := c.text(root, p.member)
	if !ok || hasAnyPrefix(id, p.prefixes) {
		return
	}
	start := strings.Join(p.prefixes, " or ")
	if p.because == noPath {
		c.report(c.at(root, p.member), "%s is %q, but must start with %s", p.member, clip(string(id)), start)
		return
	}
	because := c.at(root, p.because)
	f := c.report(c.at(root, p.member), "%s is %q, but must start with %s where %s is %s",
		p.member, clip(string(id)), start, p.because, c.value(because))
	c.relate(f, because)
}

// channelMembers tells the member of event_source that goes with each channel.
var channelMembers = cases[path]{{"API", atAPIKey}, {"USER_PORTAL", atUser}, {"INTERNAL", noPath}}

func checkChannel(c *context, root int) {
	source := c.at(root, atEventSource)
	channel, _ := c.text(source, atChannel)
	own, known := channelMembers.find(channel)
	if source == payload.None || !known {
		return
	}
	for _, member := range [...]path{atAPIKey, atUser} {
		if at, there := c.present(source, member); there && member != own {
			f := c.report(at, "event_source has %s, but channel is %s", member, channel)
			c.relate(f, c.at(source, atChannel))
			return
		}
	}
	if own != noPath && !c.has(source, own) {
		c.report(c.at(source, atChannel), "channel is %s, but event_source has no %s", channel, own)
	}
}
