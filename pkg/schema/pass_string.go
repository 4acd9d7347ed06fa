package schema

import (
	"bytes"
	"slices"

	"github.com/vhook/vhook/pkg/payload"
)

func (p *Pass) string(g *Program, node *payload.Node, i int) int {
	text := p.text
	switch {
	case g.words != nil:
		return p.word(g, node, i)
	case !g.types.Has(payload.String):
		return doubt
	case g.isDate && i >= 0 && i < len(text)-usualDate-1 && text[i+1+usualDate] == '"' &&
		isUsualDate((*[usualDate]byte)(text[i+1:i+1+usualDate])):
		i += usualDate + len(`""`)
		node.Kind, node.End = payload.String, int32(i)
		return i
	}
	end := p.anyString(node, i)
	if end == doubt || g.branches && !p.branch(g, p.count-1) {
		return doubt
	}
	if len(g.texts) == 0 || g.least > 0 && end-i > len(`""`) {
		return end
	}
	if g.isDate && !node.Escaped {
		if !isDateTime(text[i+1 : end-1]) {
			return doubt
		}
	} else if !p.holds(g.texts, payload.String) {
		return doubt
	}
	return end
}

// anyString reads a string of which nothing is left to check.
func (p *Pass) anyString(node *payload.Node, i int) int {
	end, escaped := payload.StringEnd(p.text, i)
	if end == 0 {
		return doubt
	}
	node.Kind, node.End, node.Escaped = payload.String, int32(end), escaped
	return end
}

// word reads a string that is one of a list, and expects that one from now on.
// Strings end with their first quote, so none begins another.
func (p *Pass) word(g *Program, node *payload.Node, i int) int {
	rest := p.text[i:]
	k := slices.IndexFunc(g.words, func(w word) bool { return bytes.HasPrefix(rest, []byte(w.text)) })
	if k < 0 {
		return doubt
	}
	g.guess = &g.words[k]
	i += len(g.guess.text)
	node.Kind, node.End = payload.String, int32(i)
	return i
}

// usualDate is the length of the date-times that Voucherify sends.
const usualDate = len("2006-01-02T15:04:05.000Z")

// isUsualDate recognises nearly all date-times of that length: eight characters
// at a time, the first at the low end of a word. It leaves the 29th of February
// and leap seconds to isDateTime.
func isUsualDate(s *[usualDate]byte) bool {
	const (
		zeros = 0x3030303030303030
		over  = 0x7676767676767676 // takes all but the digits beyond 0x7f
		highs = 0x8080808080808080
	)
	// The months of 31 days, a bit each.
	const longMonths = 1<<1 | 1<<3 | 1<<5 | 1<<7 | 1<<8 | 1<<10 | 1<<12
	const ( // what takes hours, minutes and seconds that there are not beyond 0x7f
		lateB = (0x80-24)<<24 | (0x80-60)<<48
		lateC = (0x80 - 60) << 8
	)
	const ( // where the digits are
		digitsA = 0x00ffff00ffffffff // of "2006-01-"
		digitsB = 0xffff00ffff00ffff // of "02T15:04"
		digitsC = 0x00ffffff00ffff00 // of ":05.000Z"
	)
	a, b, c := word64(s[0:8]), word64(s[8:16]), word64(s[16:24])
	if a&^digitsA != '-'<<32|'-'<<56 || b&^digitsB != 'T'<<16|':'<<40 || c&^digitsC != ':'|'.'<<24|'Z'<<56 {
		return false
	}
	a, b, c = (a^zeros)&digitsA, (b^zeros)&digitsB, (c^zeros)&digitsC
	if (a|(a+over)|b|(b+over)|c|(c+over))&highs != 0 {
		return false
	}
	// Where the first of two digits was, their number.
	a, b, c = a*10+a>>8, b*10+b>>8, c*10+c>>8
	month, day := a>>40&0xff, b&0xff
	return month-1 < 12 && day-1 < 31 && (day < 29 || month != 2 && (day < 31 || longMonths>>month&1 != 0)) &&
		((b+lateB)|(c+lateC))&highs == 0
}
