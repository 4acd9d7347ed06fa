package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// contest is a task and the programs that do it; the first is vhook.
type contest struct {
	task     string
	size     int64 // of the input
	programs []*program
}

type program struct {
	name  string
	argv  []string
	env   []string
	exits int // the code that a run may end with beside 0

	wall, cpu []time.Duration
	peak      int64 // bytes
}

// contests lists what is compared, with those programs that are there.
func (b *bench) contests() ([]*contest, error) {
	var list []*contest
	for _, v := range variants {
		in := b.archive(v.name)
		c := &contest{task: v.name + " archive", programs: []*program{
			b.vhook("vhook -j 1", "-j", "1", in), b.vhook("vhook -j 2", "-j", "2", in),
		}}
		if v.name == "pretty" {
			c.programs = append(c.programs, &program{name: "cat", argv: []string{"cat", in}})
		} else {
			c.programs = append(c.programs, &program{name: "gjson.ValidBytes", argv: []string{b.path("gjson"), in}},
				&program{name: "wc -l", argv: []string{"wc", "-l", in}})
		}
		if v.name == "minified" {
			others, err := b.validators(in)
			if err != nil {
				return nil, err
			}
			c.programs = append(c.programs, others...)
		}
		list = append(list, c)
	}
	one := b.path("one.json")
	files := b.path("files")
	list = append(list, &contest{task: fmt.Sprintf("%d pretty files", fileCount), programs: []*program{
		b.vhook("vhook -j 1", "-j", "1", files), b.vhook("vhook -j 2", "-j", "2", files),
		{name: "cat", argv: []string{"sh", "-c", "cat " + filepath.Join(files, "*")}},
	}}, &contest{task: "one file", programs: []*program{
		b.vhook("vhook", one), {name: "cobra alone", argv: []string{b.path("cobra"), "validate", one}},
	}})
	for _, c := range list {
		c.programs = slices.DeleteFunc(c.programs, func(p *program) bool { return !installed(p.argv[0]) })
		c.size = sizeOf(c.programs[0].argv[len(c.programs[0].argv)-1])
	}
	return list, nil
}

// sizeOf returns the bytes of a file, or of all in a directory.
func sizeOf(path string) (size int64) {
	filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
		if info, statErr := entry.Info(); err == nil && statErr == nil && info.Mode().IsRegular() {
			size += info.Size()
		}
		return nil
	})
	return size
}

func installed(command string) bool {
	_, err := exec.LookPath(command)
	return err == nil
}

func (b *bench) vhook(name string, args ...string) *program {
	return &program{name: name, argv: append([]string{b.path("vhook"), "validate"}, args...), exits: 1}
}

// validators are programs that know JSON or JSON Schema, as far as they are
// installed.
func (b *bench) validators(in string) ([]*program, error) {
	list := []*program{{name: "jq empty", argv: []string{"jq", "empty", in}}}
	if b.peers == "" {
		return list, nil
	}
	schema := b.path("webhook.schema.json")
	if err := b.writeSchema(schema); err != nil {
		return nil, err
	}
	script, err := filepath.Abs("testdata/bench/ajv.cjs")
	if err != nil {
		return nil, err
	}
	modules := filepath.Join(b.peers, "node_modules")
	return append(list,
		&program{name: "ajv, compiled", argv: []string{"node", script, schema, in}, env: []string{"NODE_PATH=" + modules}, exits: 1},
		&program{name: "sourcemeta jsonschema", argv: []string{
			filepath.Join(modules, ".bin", "jsonschema"), "validate", "--fast", schema, in}, exits: 2},
	), nil
}

// writeSchema writes one schema for the webhooks of an archive.
func (b *bench) writeSchema(path string) error {
	var cases []string
	for _, s := range mix {
		bundle, err := exec.Command(b.path("vhook"), "schema", s.event).Output()
		if err != nil {
			return err
		}
		text := strings.TrimPrefix(strings.TrimSpace(string(bundle)), "{")
		cases = append(cases, fmt.Sprintf(`{"if":{"properties":{"type":{"const":%q}}},"then":{"properties":{"data":{"$id":"https://vhook.test/%s",%s}}}`,
			s.event, s.event, text))
	}
	all := `{"$schema":"https://json-schema.org/draft/2020-12/schema","allOf":[` + strings.Join(cases, ",") + `]}`
	return os.WriteFile(path, []byte(all), 0o600)
}

// hold runs the programs in rotation.
func (b *bench) hold(c *contest) error {
	rounds := b.rounds
	if c.size < 1<<20 {
		rounds *= 8
	}
	for range rounds {
		for _, p := range c.programs {
			if err := p.run(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *program) run() error {
	cmd := exec.Command(p.argv[0], p.argv[1:]...)
	cmd.Env = append(os.Environ(), p.env...)
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin)
	if code := cmd.ProcessState.ExitCode(); err != nil && code != p.exits {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	p.wall = append(p.wall, wall)
	p.cpu = append(p.cpu, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		p.peak = max(p.peak, usage.Maxrss<<10)
	}
	return nil
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// describe writes the machine, and the head of the table.
func (b *bench) describe(w io.Writer) {
	fmt.Fprintf(w, "%s/%s%s, %d processors, %s; %s. Medians of %d runs. A speed is that of the program over that of vhook's first row.\n\n",
		runtime.GOOS, runtime.GOARCH, machine(), runtime.NumCPU(), runtime.Version(), strings.Join(b.versions(), ", "), b.rounds)
	fmt.Fprintln(w, "| task | program | time | MB/s | processor time | speed | peak memory |")
	fmt.Fprintln(w, "|---|---|--:|--:|--:|--:|--:|")
}

func (c *contest) print(w io.Writer) {
	own := median(c.programs[0].wall)
	for _, p := range c.programs {
		wall := median(p.wall)
		fmt.Fprintf(w, "| %s | %s | %.1f ms | %.0f | %.1f ms | %.2f | %.1f MiB |\n", c.task, p.name,
			float64(wall.Microseconds())/1e3, float64(c.size)/1e6/wall.Seconds(), float64(median(p.cpu).Microseconds())/1e3,
			float64(own)/float64(wall), float64(p.peak)/(1<<20))
	}
}
