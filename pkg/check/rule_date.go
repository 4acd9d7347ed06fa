package check

// Rules on dates, which are ISO 8601 date-times in UTC.

var dateRules = []*Rule{
	{
		ID:       "date/updated",
		Title:    "updated_at is not before created_at",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "An object is updated after it was created, or in the same moment. This holds for each object of an event " +
			"but for metadata, which are the merchant's.",
		Example: `{"order": {"created_at": "2025-03-02T10:00:00.000Z", "updated_at": "2025-03-01T10:00:00.000Z"}}`,
		Fix:     "Look whether the two were swapped, or one is in another time zone.",
		members: notBeforeSibling("updated_at", "created_at"),
	},
	{
		ID:       "date/validity",
		Title:    "expiration_date is not before start_date",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "A campaign, voucher or promotion tier is valid from start_date to expiration_date. With the end before the " +
			"start it would never be.",
		Example: `{"voucher": {"start_date": "2025-06-01T00:00:00.000Z", "expiration_date": "2025-05-01T00:00:00.000Z"}}`,
		Fix:     "Look whether the two were swapped.",
		members: notBeforeSibling("expiration_date", "start_date"),
	},
}

// notBeforeSibling checks that a date is not before another of its object.
func notBeforeSibling(name, other string) []memberCheck {
	return []memberCheck{{first: true, name: name, asks: []string{other}, look: checkNotBefore}}
}
