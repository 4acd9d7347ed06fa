package report

import (
	"fmt"
	"hash/fnv"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/input"
)

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	// sarifRoot names the directory that relative paths start from. Where it
	// is stays open, so that the log is the same on every machine.
	sarifRoot = "SRCROOT"
	// sarifStdin stands for standard input: a relative reference, as
	// code-scanning services refuse schemes other than file.
	sarifStdin = "stdin"
	// sarifSnippet is the longest text of a span, in bytes, that is repeated.
	sarifSnippet = 200
)

// sarifReporter writes a SARIF log with all rules first, so that results can
// follow as they come.
type sarifReporter struct {
	list    listWriter
	options Options
	rules   map[string]int
}

func newSARIF(w io.Writer, o Options) Reporter {
	r := &sarifReporter{options: o, rules: map[string]int{}}
	for i, rule := range check.Rules() {
		r.rules[rule.ID] = i
	}
	r.list = listWriter{w: w, opening: sarifOpening(o.Version())}
	return r
}

// sarifOpening returns the log up to its results.
func sarifOpening(version string) string {
	tool, _ := marshal(newSARIFTool(version)) // strings only
	return `{"$schema":"` + sarifSchema + `","version":"2.1.0","runs":[{"tool":` + string(tool) +
		`,"columnKind":"unicodeCodePoints","originalUriBaseIds":{"` + sarifRoot +
		`":{"description":{"text":"The directory vhook ran in."}}},"results":[`
}

func (r *sarifReporter) Close() error { return r.list.close("]}]}\n") }

func (r *sarifReporter) Payload(p *Payload) error {
	seen := map[string]int{}
	for _, f := range r.options.shown(p.Result) {
		result := r.result(p, f)
		same := fingerprint(p, f)
		seen[same]++
		result.PartialFingerprints = map[string]string{"vhook/v2": fmt.Sprintf("%s:%d", same, seen[same])}
		text, err := marshal(result)
		if err == nil {
			err = r.list.add(text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *sarifReporter) result(p *Payload, f check.Finding) *sarifResult {
	message := f.Message
	if f.Help != "" {
		message += "\n" + f.Help
	}
	result := &sarifResult{
		RuleID: f.Rule, RuleIndex: -1, Level: f.Severity.String(),
		Message:   sarifMessage{sarifText(message)},
		Locations: []sarifLocation{newSARIFLocation(p, placeOf(f))},
	}
	if index, ok := r.rules[f.Rule]; ok {
		result.RuleIndex = index
	}
	for _, rel := range f.Related {
		result.RelatedLocations = append(result.RelatedLocations, newSARIFLocation(p, rel))
	}
	return result
}

// sarifEscaper keeps text from a payload from being read as a placeholder or
// as a link.
var sarifEscaper = strings.NewReplacer("{", "{{", "}", "}}", "](", "] (")

func sarifText(s string) string { return sarifEscaper.Replace(s) }

// fingerprint tells a finding from others by what stays when a file is edited
// elsewhere: its path, the payload within it, the rule and the pointer.
func fingerprint(p *Payload, f check.Finding) string {
	at := sarifArtifactOf(p.Source)
	sum := fnv.New128a()
	fmt.Fprintf(sum, "%s\x00%d\x00%s\x00%s", at.URI, p.Index, f.Rule, f.Pointer)
	return fmt.Sprintf("%x", sum.Sum(nil))
}

func newSARIFLocation(p *Payload, at check.Related) sarifLocation {
	from, to := p.Place(at.Start), p.Place(at.End)
	l := sarifLocation{PhysicalLocation: sarifPhysical{
		ArtifactLocation: sarifArtifactOf(p.Source),
		Region: sarifRegion{
			StartLine: from.Line, StartColumn: from.Column, EndLine: to.Line, EndColumn: to.Column,
			ByteOffset: from.Offset, ByteLength: to.Offset - from.Offset,
		},
	}}
	// A span of another length stands in the source in some encoding.
	if span := p.Doc.Text[at.Start:at.End]; 0 < len(span) && len(span) <= sarifSnippet && int64(len(span)) == to.Offset-from.Offset {
		l.PhysicalLocation.Region.Snippet = &sarifMessage{string(span)}
	}
	if at.Pointer != "" {
		l.LogicalLocations = []sarifLogical{{at.Pointer}}
	}
	if at.Message != "" {
		l.Message = &sarifMessage{sarifText(at.Message)}
	}
	return l
}

// sarifArtifactOf returns the URI of a source, relative where its path is.
func sarifArtifactOf(source string) sarifArtifact {
	slashed := path.Clean(filepath.ToSlash(source))
	switch {
	case source == input.Stdin:
		return sarifArtifact{URI: sarifStdin}
	case filepath.IsAbs(source):
		u := url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(slashed, "/")} // C:/ has none
		return sarifArtifact{URI: u.String()}
	}
	u := url.URL{Path: slashed}
	return sarifArtifact{URI: u.String(), URIBaseID: sarifRoot}
}
