package input

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Header is one header field of an HTTP message, its name as it was sent.
type Header struct{ Name, Value string }

// message is what is known of the HTTP message whose body is being split.
type message struct {
	headers []Header
	end     int64 // where the body ends in the source, as Content-Length says; zero unknown
}

func (m *message) header(name string) string {
	for _, h := range m.headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// revealing are the headers one of which must be there for a block of headers
// to be taken for that of an HTTP message when it has no start line.
var revealing = []string{"Content-Type", "Content-Length", "Transfer-Encoding", "Host", "User-Agent", "X-Voucherify-Signature"}

// maxHead is the size of the largest head of a message, in bytes.
const maxHead = 256 << 10

// readHead passes over the head of an HTTP message, if one begins here, so that
// its body comes next: a start line or none, header fields, an empty line.
func (s *Splitter) readHead() bool {
	var m message
	line, at, ok := s.lineAt(0)
	started := ok && startsMessage(line)
	if !started {
		at = 0
	}
	for at < maxHead {
		if line, at, ok = s.lineAt(at); !ok || !m.add(line) && len(line) > 0 {
			return false
		}
		if len(line) == 0 {
			break
		}
	}
	if !started && !slices.ContainsFunc(revealing, func(name string) bool { return m.header(name) != "" }) {
		return false
	}
	s.advance(at)
	s.message = m
	if length, err := strconv.ParseInt(m.header("Content-Length"), 10, 64); err == nil && length >= 0 {
		s.message.end = s.offset + length
	}
	s.decodeBody()
	return true
}

// add adds the header field of a line, or its continuation of the field before.
func (m *message) add(line []byte) bool {
	if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') && len(m.headers) > 0 {
		m.headers[len(m.headers)-1].Value += " " + string(bytes.TrimSpace(line))
		return true
	}
	name, value, ok := bytes.Cut(line, []byte{':'})
	if !ok || len(name) == 0 || bytes.ContainsFunc(name, func(r rune) bool { return !isToken(r) }) {
		return false
	}
	m.headers = append(m.headers, Header{string(name), string(bytes.TrimSpace(value))})
	return true
}

// isToken reports whether a header's name may hold r (RFC 9110, 5.6.2).
func isToken(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("!#$%&'*+-.^_`|~", r)
}

// startsMessage reports whether text begins with a status line or a request
// line.
func startsMessage(text []byte) bool {
	line, _, _ := bytes.Cut(text[:min(len(text), maxLine)], []byte{'\n'})
	if !bytes.Contains(line, []byte("HTTP/")) {
		return false
	}
	if rest, ok := bytes.CutPrefix(line, []byte("HTTP/")); ok {
		version, status, _ := bytes.Cut(rest, []byte{' '})
		return isVersion(version) && len(status) >= 3 && isDigit(status[0]) && isDigit(status[1]) && isDigit(status[2])
	}
	words := bytes.Fields(line)
	if len(words) != 3 || bytes.ContainsFunc(words[0], func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return false
	}
	version, ok := bytes.CutPrefix(words[2], []byte("HTTP/"))
	return ok && isVersion(version)
}

func isVersion(b []byte) bool {
	return len(b) == 1 && isDigit(b[0]) || len(b) == 3 && isDigit(b[0]) && b[1] == '.' && isDigit(b[2])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// messageAt reports whether a start line stands at an offset (from pos). What cannot
// be one is told without the end of its line, for which there may be a wait.
func (s *Splitter) messageAt(at int) bool {
	if rest := s.buf[s.pos:]; at < len(rest) && rest[at] > ' ' && (rest[at] < 'A' || rest[at] > 'Z') {
		return false
	}
	line, _, ok := s.lineAt(at)
	return ok && startsMessage(line)
}

// bounded cuts the extent of a text that has no end of its own where the
// message's Content-Length says that its body ends, if that is borne out:
// another message begins there, or nothing follows. Captures are edited, and
// line ends change, so the length alone means little.
func (s *Splitter) bounded(n int) int {
	limit := int(s.message.end - s.offset)
	if limit <= 0 || limit > s.max || n != tooLarge && limit >= n {
		return n
	}
	next, ok := s.peek(limit)
	if ok && s.messageAt(next) {
		return limit
	}
	return n
}

// decodeBody makes the texts of a body that does not stand in the source as it
// is, chunked or compressed, come from a splitter of its own.
func (s *Splitter) decodeBody() {
	place := s.begin()
	var body io.Reader
	switch {
	case strings.EqualFold(s.message.header("Transfer-Encoding"), "chunked"):
		decoded, length, ok := s.dechunk()
		if !ok {
			return // curl -i shows the header of what it has decoded itself
		}
		body = inflate(bytes.NewReader(decoded))
		s.advance(length)
	case s.message.end > s.offset && s.ensured(gzipMagic):
		n := int(min(s.message.end-s.offset, int64(s.max)))
		s.ensure(n)
		n = min(n, len(s.buf)-s.pos)
		body = inflate(bytes.NewReader(bytes.Clone(s.buf[s.pos : s.pos+n])))
		s.advance(n)
	case s.ensured(gzipMagic):
		body = s.inflateHere()
	default:
		return
	}
	s.body = NewSplitter(body, Options{MaxSize: s.max})
	s.body.message.headers = s.message.headers
	s.origin = &origin{opaque: true, text: &place}
}

func (s *Splitter) ensured(prefix []byte) bool {
	s.ensure(len(prefix))
	return bytes.HasPrefix(s.buf[s.pos:], prefix)
}

// nextOfBody returns the next text of a decoded body.
func (s *Splitter) nextOfBody() (Text, bool) {
	if s.body == nil {
		return Text{}, false
	}
	t, err := s.body.Next()
	if err != nil {
		s.body = nil
		if err != io.EOF && s.failed == nil {
			s.failed = err
		}
		return Text{}, false
	}
	return s.origin.hold(t), true
}

// dechunk returns the body that begins here freed from chunked transfer
// coding, and its length as it stands. A body that breaks off gives what there
// is of it; it is false where no chunk begins here, or more is decoded than a
// text may hold.
func (s *Splitter) dechunk() (body []byte, length int, ok bool) {
	at := 0
	for {
		line, next, ok := s.lineAt(at)
		digits, _, _ := bytes.Cut(line, []byte{';'})
		size, err := strconv.ParseUint(string(bytes.TrimSpace(digits)), 16, 31)
		if !ok || err != nil || len(body)+int(size) > s.max {
			return body, at, at > 0 && len(body)+int(size) <= s.max
		}
		if size == 0 {
			return body, s.trailers(next), true
		}
		s.ensure(next + int(size) + 2)
		end := min(next+int(size), len(s.buf)-s.pos)
		body = append(body, s.buf[s.pos+next:s.pos+end]...)
		at = end
		if rest := s.buf[s.pos+end:]; bytes.HasPrefix(rest, []byte("\r\n")) {
			at += 2
		} else if bytes.HasPrefix(rest, []byte("\n")) {
			at++
		}
		if at == len(s.buf)-s.pos && !s.fill() {
			return body, at, true
		}
	}
}

// trailers returns the offset (from pos) after the trailer fields of a chunked
// body and the empty line that ends them.
func (s *Splitter) trailers(at int) int {
	var m message
	for {
		line, next, ok := s.lineAt(at)
		if ok && len(line) == 0 {
			return next
		}
		if !ok || startsMessage(line) || !m.add(line) {
			return at
		}
		at = next
	}
}
