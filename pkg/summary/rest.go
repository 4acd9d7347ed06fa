package summary

import (
	"cmp"
	"fmt"
	"iter"
	"strings"
)

// listed bounds the lines that one list of a payload may take.
const listed = 30

// rest lists the members of data that no part reads: the payload of a custom
// webhook, or what Voucherify has added since.
func (s *Summary) rest(data cursor) {
	if !data.object() {
		s.fact("data", glance(data))
		return
	}
	unread := data.where(func(member cursor) bool { return !member.empty() && !isRead(member) })
	s.list(unread, func(member cursor) {
		s.fact(cmp.Or(strings.ReplaceAll(member.key(), "_", " "), `""`), glance(member))
	})
}

// list tells the entries of a list, as many as are listed, and how many are left
// out. It returns how many there are.
func (s *Summary) list(entries iter.Seq[cursor], tell func(cursor)) (n int) {
	for entry := range entries {
		if n++; n <= listed {
			tell(entry)
		}
	}
	if n > listed {
		s.fact("", fmt.Sprintf("... and %d more", n-listed))
	}
	return n
}

// isRead reports whether a member of data is told elsewhere in the summary.
// A part of the wrong type has not been read.
func isRead(member cursor) bool {
	switch member.key() {
	case "created_at", "updated_at", "completed_at", "deleted_at":
		return true
	}
	_, ok := partOf(member.key(), member)
	return ok
}

// glance says in one line what a value is: a scalar itself, an object by its
// name and id or else its members, an array by its length.
func glance(c cursor) string {
	switch {
	case c.empty():
		return ""
	case c.object():
		return glanceObject(c)
	case c.container():
		return glanceArray(c)
	}
	return c.text()
}

func glanceObject(c cursor) string {
	known := join("   ", c.first("name", "code", "title", "type", "source_id"), c.text("id"))
	if known != "" {
		return known
	}
	return "{" + keys(c) + "}"
}

func glanceArray(c cursor) string {
	n := c.count()
	var entries []string
	for entry := range c.each() {
		if entry.empty() || entry.container() || len(entries) == listed {
			return counted(n, "entry", "entries")
		}
		entries = append(entries, entry.text())
	}
	if n == 0 {
		return "no entries"
	}
	return strings.Join(entries, ", ")
}
