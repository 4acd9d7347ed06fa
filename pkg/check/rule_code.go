package check

import (
	"fmt"
	"slices"
	"strings"
)

// The rules on codes and how a campaign makes them.

var codeRules = []*Rule{
	{
		ID:       "voucher/code",
		Title:    "the code of a voucher fits the code_config of its campaign",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "Codes are made of prefix, pattern and postfix, each # of the pattern being a character of charset. " +
			"Codes can also be imported or set by hand, so one that does not fit is unusual, not wrong. " +
			"STANDALONE campaigns are not looked at.",
		Example: `{"voucher": {"code": "SUN-7x"},
 "campaign": {"voucher": {"code_config": {"length": 2, "charset": "0123456789", "prefix": "SUN-", "pattern": "##"}}}}`,
		Fix:   "Check that the code belongs to this campaign.",
		check: checkVoucherCode,
	},
	{
		ID:       "campaign/code-length",
		Title:    "length is the number of # in pattern",
		Severity: Error,
		Objects:  []string{"code_config"},
		Why: "Each # of pattern stands for one generated character, and length counts those. Prefix and postfix are not " +
			"part of either.",
		Example: `{"length": 6, "pattern": "####-##-##"}`,
		Fix:     "Set length to the number of # in pattern.",
		check:   checkCodeLength,
	},
}

func checkVoucherCode(c *context, data int) {
	code, ok := c.text(data, "voucher.code")
	config := c.at(data, "campaign.voucher.code_config")
	if !ok || c.StrIs(c.at(data, "campaign.type"), "STANDALONE") {
		return
	}
	member, reason := c.codeFault(config, code)
	if reason != "" {
		f := c.report(c.at(data, "voucher.code"), "voucher.code is %q, but %s", clip(code), reason)
		c.relate(f, c.at(config, member))
	}
}

// codeFault says what of a code_config a code does not fit, and why.
func (c *context) codeFault(config int, code string) (member, reason string) {
	prefix, _ := c.text(config, "prefix")
	postfix, _ := c.text(config, "postfix")
	pattern, ok := c.text(config, "pattern")
	charset, _ := c.text(config, "charset")
	middle, hasPrefix := strings.CutPrefix(code, prefix)
	middle, hasPostfix := strings.CutSuffix(middle, postfix)
	switch {
	case !ok:
		return "", ""
	case !hasPrefix:
		return "prefix", fmt.Sprintf("codes of the campaign start with %q", clip(prefix))
	case !hasPostfix:
		return "postfix", fmt.Sprintf("codes of the campaign end with %q", clip(postfix))
	}
	return patternFault([]rune(middle), []rune(pattern), charset)
}

// patternFault compares the generated part of a code with its pattern, in
// which # stands for a character of charset. An empty charset means any.
func patternFault(code, pattern []rune, charset string) (member, reason string) {
	if len(code) != len(pattern) {
		return "pattern", fmt.Sprintf("pattern %q asks for %d characters, not %d", clip(string(pattern)), len(pattern), len(code))
	}
	allowed := []rune(charset)
	slices.Sort(allowed)
	for i, want := range pattern {
		_, found := slices.BinarySearch(allowed, code[i])
		switch {
		case want != '#' && code[i] != want:
			return "pattern", fmt.Sprintf("pattern %q has %q where the code has %q", clip(string(pattern)), want, code[i])
		case want == '#' && !found && charset != "":
			return "charset", fmt.Sprintf("%q is none of the characters %q", code[i], clip(charset))
		}
	}
	return "", ""
}

func checkCodeLength(c *context, config int) {
	length, ok := c.integer(config, "length")
	pattern, okPattern := c.text(config, "pattern")
	if n := strings.Count(pattern, "#"); ok && okPattern && length != int64(n) {
		f := c.report(c.at(config, "length"), "length is %d, but pattern %q has %d places for characters", length, clip(pattern), n)
		c.relate(f, c.at(config, "pattern"))
	}
}
