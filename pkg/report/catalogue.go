package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/vhook/vhook/pkg/event"
)

// CatalogueFormats lists the formats of [NewCatalogueWriter].
func CatalogueFormats() []string { return []string{"text", "json", "ndjson"} }

// CatalogueWriter writes the catalogue of events, or the fields of one event.
type CatalogueWriter struct {
	w       io.Writer
	format  string
	palette *Palette
}

// NewCatalogueWriter returns a writer of one of [CatalogueFormats].
func NewCatalogueWriter(w io.Writer, format string, p *Palette) *CatalogueWriter {
	return &CatalogueWriter{w, format, p}
}

type jsonEvent struct {
	Event       string   `json:"event"`
	Family      string   `json:"family"`
	Levels      []string `json:"levels"`
	Documented  bool     `json:"documented"`
	Description string   `json:"description"`
}

func newJSONEvent(e *event.Event) jsonEvent {
	about := e.About()
	return jsonEvent{e.Name, about.Family, about.Levels, e.Documented, about.Description}
}

// Events writes the catalogue by family.
func (c *CatalogueWriter) Events(events []*event.Event) error {
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b *event.Event) int { return strings.Compare(a.About().Family, b.About().Family) })
	if c.format != "text" {
		list := make([]any, len(sorted))
		for i, e := range sorted {
			list[i] = newJSONEvent(e)
		}
		return c.writeJSON("events", list, nil)
	}
	return c.eventTable(sorted)
}

func (c *CatalogueWriter) eventTable(events []*event.Event) error {
	columns := 0
	for _, e := range events {
		columns = max(columns, len(e.Name))
	}
	family := ""
	var b strings.Builder
	for _, e := range events {
		if e.About().Family != family {
			if family != "" {
				b.WriteByte('\n')
			}
			family = e.About().Family
			fmt.Fprintln(&b, c.palette.Strong(family))
		}
		status := ""
		if !e.Documented {
			status = c.palette.Faint("  listed only")
		}
		fmt.Fprintf(&b, "  %-*s  %s%s\n", columns, e.Name, strings.Join(e.About().Levels, ", "), status)
	}
	_, err := io.WriteString(c.w, b.String())
	return err
}

type jsonField struct {
	Path        string   `json:"path"`
	Types       []string `json:"types"`
	Required    bool     `json:"required"`
	Nullable    bool     `json:"nullable"`
	Enum        []string `json:"enum,omitempty"`
	Format      string   `json:"format,omitempty"`
	Description string   `json:"description,omitempty"`
	Like        string   `json:"like,omitempty"`
}

// Fields writes the fields of one event; none for one whose payload is not
// documented.
func (c *CatalogueWriter) Fields(e *event.Event, fields []event.Field) error {
	if c.format == "text" {
		return c.fieldTable(e, fields)
	}
	list := make([]any, len(fields))
	for i, f := range fields {
		list[i] = jsonField(f)
	}
	return c.writeJSON("fields", list, e)
}

// writeJSON writes a list as one document, below what it belongs to, or each
// of its objects on a line.
func (c *CatalogueWriter) writeJSON(name string, list []any, of *event.Event) error {
	document := map[string]any{"schema_version": schemaVersion, name: list}
	if of != nil {
		document["event"] = newJSONEvent(of)
	}
	if c.format == "json" {
		list = []any{document}
	}
	for _, v := range list {
		text, err := marshal(v)
		if err == nil {
			_, err = c.w.Write(append(text, '\n'))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// pathColumns is the width beyond which a path pushes its row to the right.
const pathColumns = 52

func (c *CatalogueWriter) fieldTable(e *event.Event, fields []event.Field) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", c.palette.Strong(e.Name), c.palette.Faint(strings.Join(e.About().Levels, ", ")))
	fmt.Fprintln(&b, e.About().Description)
	if !e.Documented {
		fmt.Fprintln(&b, "Voucherify lists this event without describing its payload.")
	}
	columns := 0
	for _, f := range fields {
		columns = min(max(columns, len(f.Path)), pathColumns)
	}
	for i, f := range fields {
		if i == 0 {
			b.WriteByte('\n')
		}
		required := ""
		if f.Required {
			required = "required"
		}
		fmt.Fprintf(&b, "%s\n", strings.TrimRight(fmt.Sprintf("%-*s  %-18s %-8s  %s",
			columns, f.Path, fieldType(f), required, c.meaning(f)), " "))
	}
	_, err := io.WriteString(c.w, b.String())
	return err
}

// fieldType writes types as "integer?" where null stands for absent.
func fieldType(f event.Field) string {
	words := strings.Join(f.Types, "|")
	if f.Format != "" {
		words = f.Format
	}
	if len(f.Types) > 4 {
		words = "any"
	}
	if f.Nullable {
		words += "?"
	}
	return words
}

func (c *CatalogueWriter) meaning(f event.Field) string {
	parts := []string{f.Description}
	if len(f.Enum) > 0 {
		parts = append(parts, strings.ReplaceAll(strings.Join(f.Enum, " | "), `"`, ""))
	}
	if f.Like != "" {
		parts = append(parts, c.palette.Faint("members as in "+f.Like))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; ")
}
