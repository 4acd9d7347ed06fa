package summary

// cause says who or what an envelope holds responsible for its event.
func cause(root cursor) string {
	source := root.get("event", "event_source")
	switch channel := source.text("channel"); channel {
	case "API":
		return join(" ", "API key", source.text("api_key", "name"))
	case "CLIENT_API":
		return join(" ", "client-side API key", source.text("api_key", "name"))
	case "USER_PORTAL":
		return join(" ", "dashboard user", source.text("user", "id"))
	case "INTERNAL":
		return "Voucherify itself"
	default:
		return channel
	}
}

func readUser(s *Summary, c, _ cursor) {
	s.fact("user", c.first("name", "email"), c.text("id"))
}
