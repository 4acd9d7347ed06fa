package schema

import (
	"bytes"
	"net/netip"
	"net/url"
	"strings"
)

// formats judges decoded strings by the name of their format.
var formats = map[string]func([]byte) bool{
	"date":      isDate,
	"date-time": isDateTime,
	"email":     isEmail,
	"uri":       isURI,
	"uuid":      isUUID,
}

// isDate reports whether s is a day of the calendar, RFC 3339 full-date.
func isDate(s []byte) bool {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return false
	}
	century, year, ok := number2(s), number2(s[2:]), true
	month, day := number2(s[5:]), number2(s[8:])
	ok = century >= 0 && year >= 0 && 1 <= month && month <= 12
	return ok && 1 <= day && day <= daysIn(100*century+year, month)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// number2 returns the number that two digits are, -1 for anything else.
func number2(s []byte) int {
	tens, ones := s[0]-'0', s[1]-'0'
	if tens > 9 || ones > 9 {
		return -1
	}
	return int(tens)*10 + int(ones)
}

// isDateTime reports whether s is an RFC 3339 date-time. A leap second is one
// only at the end of a day of UTC.
func isDateTime(s []byte) bool {
	if len(s) < len("2006-01-02T15:04:05Z") || s[10]|0x20 != 't' || !isDate(s[:10]) {
		return false
	}
	if s[13] != ':' || s[16] != ':' {
		return false
	}
	hour, minute, second := number2(s[11:]), number2(s[14:]), number2(s[17:])
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 {
		return false
	}
	offset, ok := zoneOffset(skipFraction(s[19:]))
	return ok && (second < 60 || (hour*60+minute-offset+minutesPerDay)%minutesPerDay == minutesPerDay-1)
}

const minutesPerDay = 24 * 60

// skipFraction leaves a point without digits, which no zone starts with.
func skipFraction(s []byte) []byte {
	if s[0] != '.' {
		return s
	}
	i := 1
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if i == 1 {
		return s
	}
	return s[i:]
}

// zoneOffset returns the minutes that a zone is ahead of UTC.
func zoneOffset(s []byte) (int, bool) {
	if len(s) == 1 {
		return 0, s[0]|0x20 == 'z'
	}
	if len(s) != len("+00:00") || s[3] != ':' || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	hour, minute := number2(s[1:]), number2(s[4:])
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return 0, false
	}
	if s[0] == '-' {
		return -hour*60 - minute, true
	}
	return hour*60 + minute, true
}

func isUUID(s []byte) bool {
	if len(s) != len("00000000-0000-0000-0000-000000000000") {
		return false
	}
	for i, c := range s {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (c == '-') || !dash && !isHex(c) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isAlphanumeric(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }

// all reports whether every byte of s satisfies ok.
func all(s []byte, ok func(byte) bool) bool {
	for _, c := range s {
		if !ok(c) {
			return false
		}
	}
	return true
}

// isEmail reports whether s is an address in the form most mail systems accept:
// quoted local parts and address literals included, comments not.
func isEmail(s []byte) bool {
	at := bytes.LastIndexByte(s, '@')
	if at < 0 || at > 64 || len(s) > 254 {
		return false
	}
	local, domain := s[:at], s[at+1:]
	if len(local) > 1 && local[0] == '"' && local[at-1] == '"' {
		if bytes.ContainsAny(local[1:at-1], `\"`) {
			return false
		}
	} else if !isDotAtom(local) {
		return false
	}
	if len(domain) > 1 && domain[0] == '[' && domain[len(domain)-1] == ']' {
		return isAddressLiteral(string(domain[1 : len(domain)-1]))
	}
	return isHostname(domain)
}

func isDotAtom(s []byte) bool {
	if bytes.HasPrefix(s, []byte(".")) || bytes.HasSuffix(s, []byte(".")) || bytes.Contains(s, []byte("..")) {
		return false
	}
	return all(s, func(c byte) bool {
		return isAlphanumeric(c) || strings.IndexByte(".!#$%&'*+-/=?^_`{|}~", c) >= 0
	})
}

func isAddressLiteral(s string) bool {
	v6, is6 := strings.CutPrefix(s, "IPv6:")
	if !is6 {
		addr, err := netip.ParseAddr(s)
		return err == nil && addr.Is4()
	}
	return isIPv6(v6)
}

func isIPv6(s string) bool {
	addr, err := netip.ParseAddr(s)
	return err == nil && addr.Is6() && addr.Zone() == ""
}

func isHostname(s []byte) bool {
	s = bytes.TrimSuffix(s, []byte("."))
	if len(s) > 253 {
		return false
	}
	for label := range bytes.SplitSeq(s, []byte(".")) {
		if !isLabel(label) {
			return false
		}
	}
	return true
}

func isLabel(s []byte) bool {
	if len(s) < 1 || len(s) > 63 || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	return all(s, func(c byte) bool { return isAlphanumeric(c) || c == '-' })
}

// isURI reports whether s is an absolute URI as [url.Parse] reads it.
func isURI(s []byte) bool {
	if isPlainURL(s) {
		return true
	}
	u, err := url.Parse(string(s))
	if err != nil || !u.IsAbs() {
		return false
	}
	if host := u.Hostname(); strings.Contains(host, ":") {
		return strings.Contains(u.Host, "[") && strings.Contains(u.Host, "]") && isIPv6(host)
	}
	return true
}

// isPlainURL recognises, without allocating, the URLs that are nearly all there
// are: http or https, a host of letters, digits, points and dashes, and nothing
// that needs decoding after it.
func isPlainURL(s []byte) bool {
	rest, ok := bytes.CutPrefix(s, []byte("https://"))
	if !ok {
		rest, ok = bytes.CutPrefix(s, []byte("http://"))
	}
	if !ok {
		return false
	}
	host, path, _ := bytes.Cut(rest, []byte("/"))
	return all(host, func(c byte) bool { return isAlphanumeric(c) || c == '.' || c == '-' }) &&
		all(path, func(c byte) bool { return isAlphanumeric(c) || strings.IndexByte("-._~!$&'()*+,;=:@/?#", c) >= 0 })
}
