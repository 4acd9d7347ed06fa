package report

import "github.com/vhook/vhook/pkg/check"

// The parts of a SARIF log that vhook writes, in the order it writes them.
type (
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string       `json:"id"`
		ShortDescription     sarifMessage `json:"shortDescription"`
		FullDescription      sarifMessage `json:"fullDescription"`
		Help                 sarifHelp    `json:"help"`
		DefaultConfiguration struct {
			Level string `json:"level"`
		} `json:"defaultConfiguration"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifHelp struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown"`
	}
	sarifResult struct {
		RuleID              string            `json:"ruleId"`
		RuleIndex           int               `json:"ruleIndex"`
		Level               string            `json:"level"`
		Message             sarifMessage      `json:"message"`
		Locations           []sarifLocation   `json:"locations"`
		RelatedLocations    []sarifLocation   `json:"relatedLocations,omitempty"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		PhysicalLocation sarifPhysical  `json:"physicalLocation"`
		LogicalLocations []sarifLogical `json:"logicalLocations,omitempty"`
		Message          *sarifMessage  `json:"message,omitempty"`
	}
	sarifPhysical struct {
		ArtifactLocation sarifArtifact `json:"artifactLocation"`
		Region           sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int           `json:"startLine"`
		StartColumn int           `json:"startColumn"`
		EndLine     int           `json:"endLine"`
		EndColumn   int           `json:"endColumn"`
		ByteOffset  int64         `json:"byteOffset"`
		ByteLength  int64         `json:"byteLength"`
		Snippet     *sarifMessage `json:"snippet,omitempty"`
	}
	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
	}
)

func newSARIFTool(version string) sarifTool {
	tool := sarifTool{sarifDriver{Name: "vhook", Version: version, Rules: []sarifRule{}}}
	for _, r := range check.Rules() {
		tool.Driver.Rules = append(tool.Driver.Rules, newSARIFRule(r))
	}
	return tool
}

func newSARIFRule(r *check.Rule) sarifRule {
	rule := sarifRule{
		ID:               r.ID,
		ShortDescription: sarifMessage{r.Title},
		FullDescription:  sarifMessage{r.Why},
		Help:             sarifHelp{Text: r.Fix, Markdown: r.Why + "\n\n"},
	}
	if r.Example != "" {
		rule.Help.Markdown += "Breaks it:\n\n```json\n" + r.Example + "\n```\n\n"
	}
	rule.Help.Markdown += "To fix it: " + r.Fix
	rule.DefaultConfiguration.Level = r.Severity.String()
	return rule
}
