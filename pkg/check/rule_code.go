package check

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"
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
		needs: "campaign",
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
		f := c.report(c.at(data, "voucher.code"), "voucher.code is %q, but %s", clip(string(code)), reason)
		c.relate(f, c.at(config, member))
	}
}

// codeFault says what of a code_config a code does not fit, and why.
func (c *context) codeFault(config int, code []byte) (member, reason string) {
	prefix, _ := c.text(config, "prefix")
	postfix, _ := c.text(config, "postfix")
	pattern, ok := c.text(config, "pattern")
	charset, _ := c.text(config, "charset")
	middle, hasPrefix := bytes.CutPrefix(code, prefix)
	middle, hasPostfix := bytes.CutSuffix(middle, postfix)
	switch {
	case !ok:
		return "", ""
	case !hasPrefix:
		return "prefix", fmt.Sprintf("codes of the campaign start with %q", clip(string(prefix)))
	case !hasPostfix:
		return "postfix", fmt.Sprintf("codes of the campaign end with %q", clip(string(postfix)))
	}
	return patternFault(middle, pattern, charset)
}

// patternFault compares the generated part of a code with its pattern, in
// which # stands for a character of charset. An empty charset means any.
func patternFault(code, pattern, charset []byte) (member, reason string) {
	if places, got := utf8.RuneCount(pattern), utf8.RuneCount(code); got != places {
		return "pattern", fmt.Sprintf("pattern %q asks for %d characters, not %d", clip(string(pattern)), places, got)
	}
	allowed := newCharacters(charset)
	for rest := pattern; len(rest) > 0; {
		want, width := utf8.DecodeRune(rest)
		got, gotWidth := utf8.DecodeRune(code)
		rest, code = rest[width:], code[gotWidth:]
		switch {
		case want != '#' && got != want:
			return "pattern", fmt.Sprintf("pattern %q has %q where the code has %q", clip(string(pattern)), want, got)
		case want == '#' && len(charset) > 0 && !allowed.has(got):
			return "charset", fmt.Sprintf("%q is none of the characters %q", got, clip(string(charset)))
		}
	}
	return "", ""
}

// characters is a set of characters.
type characters struct {
	ascii  [2]uint64
	others []rune // sorted
}

func newCharacters(text []byte) (set characters) {
	for len(text) > 0 {
		r, width := utf8.DecodeRune(text)
		if text = text[width:]; r < utf8.RuneSelf {
			set.ascii[r/64] |= 1 << (r % 64)
		} else {
			set.others = append(set.others, r)
		}
	}
	slices.Sort(set.others)
	return set
}

func (s *characters) has(r rune) bool {
	if r < utf8.RuneSelf {
		return s.ascii[r/64]&(1<<(r%64)) != 0
	}
	_, found := slices.BinarySearch(s.others, r)
	return found
}

func checkCodeLength(c *context, config int) {
	length, ok := c.integer(config, "length")
	pattern, okPattern := c.text(config, "pattern")
	if n := bytes.Count(pattern, []byte("#")); ok && okPattern && length != int64(n) {
		f := c.report(c.at(config, "length"), "length is %d, but pattern %q has %d places for characters", length, clip(string(pattern)), n)
		c.relate(f, c.at(config, "pattern"))
	}
}
