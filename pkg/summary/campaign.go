package summary

// Campaign is what a voucher or a promotion belongs to.
type Campaign struct {
	ID     string `json:"id,omitempty"`
	Name   string `json:"name,omitempty"`
	Type   string `json:"type,omitempty"`
	Active *bool  `json:"active,omitempty"`
	Terms  *Terms `json:"terms,omitempty"`
}

// Terms are told where the campaign itself is what the event is about.
type Terms struct {
	// Gives says what each of its vouchers is worth.
	Gives       string `json:"gives,omitempty"`
	Codes       string `json:"codes,omitempty"`
	Updates     string `json:"updates,omitempty"`
	Vouchers    Number `json:"vouchers_count,omitempty"`
	Generation  string `json:"vouchers_generation_status,omitempty"`
	Start       string `json:"start_date,omitempty"`
	Expiration  string `json:"expiration_date,omitempty"`
	Description string `json:"description,omitempty"`
}

// Words says what kind of campaign it is.
func (c *Campaign) Words() string { return typeWords(c.Type) }

func readCampaign(s *Summary, c, data cursor) {
	known := s.Campaign
	s.Campaign = &Campaign{
		ID: c.text("id"), Name: c.text("name"),
		Type:   c.text("campaign_type"),
		Active: c.flag("active"),
	}
	if s.Campaign.Name == "" && known != nil && known.ID == s.Campaign.ID {
		s.Campaign.Name = known.Name
	}
	if !alone(data) {
		return
	}
	s.Campaign.Terms = newTerms(c)
	readTiers(s, c.get("promotion", "tiers"))
}

func newTerms(c cursor) *Terms {
	voucher := c.get("voucher")
	terms := &Terms{
		Codes:       codes(voucher.get("code_config")),
		Updates:     c.text("type"),
		Vouchers:    c.number("vouchers_count"),
		Start:       c.text("start_date"),
		Expiration:  c.text("expiration_date"),
		Description: c.text("description"),
	}
	if voucher.object() {
		terms.Gives = newVoucher(voucher).Words()
		terms.Generation = c.text("vouchers_generation_status")
	}
	return terms
}

// codes returns what the codes of a campaign look like.
func codes(c cursor) string {
	return c.text("prefix") + c.text("pattern") + c.text("postfix")
}

// readCount notes how many codes were generated for a campaign.
func readCount(s *Summary, c, data cursor) {
	if !data.get("campaign").object() {
		s.fact("count", c.text())
		return
	}
	s.fact("generated", counted(c.text(), "voucher", "vouchers"))
}

// offerCampaign takes the campaign that a voucher names; data's own, read
// later, replaces it.
func (s *Summary) offerCampaign(c cursor) {
	name, id := c.text("campaign"), c.text("campaign_id")
	if s.Campaign == nil && (name != "" || id != "") {
		s.Campaign = &Campaign{ID: id, Name: name}
	}
}
