package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
)

// share is how much of an archive is of an event, in percent.
type share struct {
	event   string
	percent int
}

var mix = []share{{"redemption.succeeded", 70}, {"customer.order.paid", 30}}

const (
	dropped   = 8 // percent of optional scalars that a record lacks
	nonASCII  = 5 // percent of records with a name beyond ASCII
	escaped   = 2 // percent of records with escape sequences
	invalid   = 1 // percent of records that are invalid, in that variant
	perEvent  = 400
	fixedSeed = 20260101
)

// maker makes records of the fixtures, the same ones in every run.
type maker struct {
	*rand.Rand
	checker *check.Checker
	pool    [][][]byte // records by the place in mix
}

func newMaker(events string) (*maker, error) {
	m := &maker{Rand: rand.New(rand.NewPCG(fixedSeed, 0)), checker: check.NewChecker(event.Default(), check.Options{})}
	for _, s := range mix {
		files, err := filepath.Glob(filepath.Join(events, s.event, "*.json"))
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("no fixtures of %s in %s", s.event, events)
		}
		records, err := m.records(files)
		if err != nil {
			return nil, err
		}
		m.pool = append(m.pool, records)
	}
	return m, nil
}

// entity is the id of what an event is about, which is in its data.
var entity = regexp.MustCompile(`"entity_id":"[^"]*",|,"entity_id":"[^"]*"`)

// records makes webhooks of fixtures. Bare data gets the envelope of another
// fixture of the event.
func (m *maker) records(files []string) ([][]byte, error) {
	var texts [][]byte
	var before, after []byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var line bytes.Buffer
		if err := json.Compact(&line, text); err != nil {
			return nil, err
		}
		texts = append(texts, line.Bytes())
		if r := m.checker.Recognise(line.Bytes()); r.Detection.Enveloped {
			data := r.Doc.Nodes[r.Detection.Data]
			before, after = line.Bytes()[:data.Start], entity.ReplaceAll(line.Bytes()[data.End:], nil)
		}
	}
	var records [][]byte
	for i := range perEvent {
		text := texts[i%len(texts)]
		if !m.checker.Recognise(text).Detection.Enveloped {
			text = bytes.Join([][]byte{before, text, after}, nil)
		}
		record := m.record(text)
		if m.faults(record) > 0 {
			return nil, fmt.Errorf("%s makes a record with faults", files[i%len(files)])
		}
		records = append(records, record)
	}
	return records, nil
}

// record varies a webhook: some of what is optional is left out, some names
// are changed. It stays as valid as it was.
func (m *maker) record(text []byte) []byte {
	if m.IntN(100) < nonASCII {
		text = m.rename(text, "Zoë Müller-Łukasiewicz")
	}
	if m.IntN(100) < escaped {
		text = m.rename(text, `Ada \"Byte\" L\u00f6we`)
	}
	return m.thin(text)
}

func (m *maker) rename(text []byte, name string) []byte {
	var d payload.Document
	if d.Parse(text, 0) != nil {
		return text
	}
	for n := len(d.Nodes) - 1; n > 0; n-- {
		if node := d.Nodes[n]; d.KeyIs(n, "name") && node.Kind == payload.String {
			changed := bytes.Join([][]byte{text[:node.Start+1], []byte(name), text[node.End-1:]}, nil)
			if m.faults(changed) <= m.faults(text) {
				return changed
			}
		}
	}
	return text
}

// thin drops optional scalars: those without which no more is found.
func (m *maker) thin(text []byte) []byte {
	faults := m.faults(text)
	var d payload.Document
	if d.Parse(text, 0) != nil {
		return text
	}
	for n := len(d.Nodes) - 1; n > 0; n-- {
		node := d.Nodes[n]
		if node.Kind <= payload.Array || node.Key == 0 || m.IntN(100) >= dropped {
			continue
		}
		start, end := int(node.Key)-1, int(node.End)
		switch {
		case text[end] == ',':
			end++
		case text[start-1] == ',':
			start--
		}
		if less := bytes.Join([][]byte{text[:start], text[end:]}, nil); m.faults(less) <= faults {
			text = less // nodes before this one stand where they stood
		}
	}
	return text
}

// faults counts the findings but notes.
func (m *maker) faults(text []byte) int {
	r, err := m.checker.Run(text)
	if err != nil || r.Broken {
		return 1 << 30
	}
	return r.Count(check.Error) + r.Count(check.Warning)
}

// variant is a way to write an archive.
type variant struct {
	name  string
	write func(m *maker, record []byte) []byte
}

var variants = []variant{
	{"minified", func(_ *maker, record []byte) []byte { return record }},
	{"shuffled", func(m *maker, record []byte) []byte { return m.shuffle(record) }},
	{"faulty", func(m *maker, record []byte) []byte {
		if m.IntN(100) < invalid {
			return bytes.Replace(record, []byte(`"quantity":`), []byte(`"quantity":-`), 1)
		}
		return record
	}},
	{"pretty", func(_ *maker, record []byte) []byte {
		var b bytes.Buffer
		json.Indent(&b, record, "", "  ")
		return b.Bytes()
	}},
}

// archive writes about size bytes of records to a file.
func (m *maker) archive(path string, v variant, size int64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	for written := int64(0); written < size; {
		record := m.pick()
		record = append(v.write(m, record), '\n')
		n, err := w.Write(record)
		if err != nil {
			return err
		}
		written += int64(n)
	}
	return w.Flush()
}

// pick returns a copy of a record, with an id of its own.
func (m *maker) pick() []byte {
	at, roll := 0, m.IntN(100)
	for roll >= mix[at].percent {
		roll -= mix[at].percent
		at++
	}
	record := bytes.Clone(m.pool[at][m.IntN(perEvent)])
	if i := bytes.Index(record, []byte(`"whs_`)); i >= 0 && i+15 < len(record) {
		copy(record[i+5:], fmt.Sprintf("%010x", m.Uint32()))
	}
	return record
}

// shuffle writes the members of every object in another order.
func (m *maker) shuffle(text []byte) []byte {
	var d payload.Document
	if d.Parse(text, 0) != nil {
		return text
	}
	return []byte(m.shuffled(&d, payload.Root))
}

func (m *maker) shuffled(d *payload.Document, n int) string {
	var parts []string
	for c := range d.Children(n) {
		part := m.shuffled(d, c)
		if node := d.Nodes[c]; node.Key > 0 {
			part = string(d.Text[node.Key-1:node.KeyEnd+1]) + ":" + part
		}
		parts = append(parts, part)
	}
	switch d.Kind(n) {
	case payload.Object:
		m.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		return "{" + strings.Join(parts, ",") + "}"
	case payload.Array:
		return "[" + strings.Join(parts, ",") + "]"
	}
	return string(d.Raw(n))
}

const fileCount = 1000

// files writes pretty records to files of their own.
func (m *maker) files(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	pretty := variants[len(variants)-1]
	for i := range fileCount {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.json", i)), pretty.write(m, m.pick()), 0o600); err != nil {
			return err
		}
	}
	return nil
}
