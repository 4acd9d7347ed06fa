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
		Fix:    "Check that the code belongs to this campaign.",
		checks: given("voucher.code campaign.voucher.code_config", checkVoucherCode, "campaign.type"),
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
		checks:  given("length pattern", checkCodeLength),
	},
}

var (
	atPrefix  = pathOf("prefix")
	atPostfix = pathOf("postfix")
	atPattern = pathOf("pattern")
	atCharset = pathOf("charset")
)

func checkVoucherCode(c *context, _ int, at *asked) {
	config, campaignType := at[1], at[2]
	code, ok := c.text(at[0])
	if !ok || c.StrIs(campaignType, "STANDALONE") {
		return
	}
	member, reason := c.codeFault(config, code)
	if reason != "" {
		f := c.report(at[0], "voucher.code is %q, but %s", clip(string(code)), reason)
		c.relate(f, c.at(config, member))
	}
}

// codeFault says what of a code_config a code does not fit, and why.
func (c *context) codeFault(config int, code []byte) (member path, reason string) {
	prefix := c.Chars(c.at(config, atPrefix))
	postfix := c.Chars(c.at(config, atPostfix))
	pattern, ok := c.text(c.at(config, atPattern))
	charset := c.Chars(c.at(config, atCharset))
	middle, hasPrefix := bytes.CutPrefix(code, prefix)
	middle, hasPostfix := bytes.CutSuffix(middle, postfix)
	switch {
	case !ok:
		return noPath, ""
	case !hasPrefix:
		return atPrefix, fmt.Sprintf("codes of the campaign start with %q", clip(string(prefix)))
	case !hasPostfix:
		return atPostfix, fmt.Sprintf("codes of the campaign end with %q", clip(string(postfix)))
	}
	return patternFault(middle, pattern, charset)
}

// patternFault compares the generated part of a code with its pattern, in
// which # stands for a character of charset. An empty charset means any.
func patternFault(code, pattern, charset []byte) (member path, reason string) {
	if fitsPlainly(code, pattern, charset) {
		return noPath, ""
	}
	if places, got := utf8.RuneCount(pattern), utf8.RuneCount(code); got != places {
		return atPattern, fmt.Sprintf("pattern %q asks for %d characters, not %d", clip(string(pattern)), places, got)
	}
	allowed := newCharacters(charset)
	for rest := pattern; len(rest) > 0; {
		want, width := utf8.DecodeRune(rest)
		got, gotWidth := utf8.DecodeRune(code)
		rest, code = rest[width:], code[gotWidth:]
		switch {
		case want != '#' && got != want:
			return atPattern, fmt.Sprintf("pattern %q has %q where the code has %q", clip(string(pattern)), want, got)
		case want == '#' && len(charset) > 0 && !allowed.has(got):
			return atCharset, fmt.Sprintf("%q is none of the characters %q", got, clip(string(charset)))
		}
	}
	return noPath, ""
}

// fitsPlainly reports whether a short code fits its pattern, as can be told of
// most without a look at what is beyond ASCII.
func fitsPlainly(code, pattern, charset []byte) bool {
	const short = 64
	if len(code) != len(pattern) || len(code) > short || len(charset) > short {
		return false
	}
	for i, want := range pattern {
		got := code[i]
		isFree := want == '#' && (len(charset) == 0 || bytes.IndexByte(charset, got) >= 0)
		if got >= utf8.RuneSelf || !isFree && (want == '#' || got != want) {
			return false
		}
	}
	return true
}

// characters is a set of characters.
type characters struct {
	ascii  [2]uint64
	others []rune // sorted
}

func newCharacters(text []byte) (set characters) {
	for i, b := range text {
		if b < utf8.RuneSelf {
			set.ascii[b/64] |= 1 << (b % 64)
		} else if utf8.RuneStart(b) {
			r, _ := utf8.DecodeRune(text[i:])
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

func checkCodeLength(c *context, _ int, at *asked) {
	length, ok := c.integer(at[0])
	pattern := c.Chars(at[1])
	if n := bytes.Count(pattern, []byte("#")); ok && pattern != nil && length != int64(n) {
		f := c.report(at[0], "length is %d, but pattern %q has %d places for characters", length, clip(string(pattern)), n)
		c.relate(f, at[1])
	}
}
