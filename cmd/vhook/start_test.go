package main

import (
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkStart compares validating one payload of 4 KB, as a whole process,
// with a program that only builds a cobra command tree: the medians of 40
// interleaved runs and their ratios, in CPU time and on the clock. Bare data
// costs more than a webhook, as its event is told by its shape.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	vhook, cobra := buildProgram(b, dir, "vhook", "."), buildProgram(b, dir, "cobra", "../../testdata/bench/cobra")
	programs := []*program{
		{name: "cobra", args: []string{cobra, "validate"}},
		{name: "webhook", args: []string{vhook, "validate", seedPath(b, "customer.reward_redemptions.pending/cinema-ticket.json")}},
		{name: "bare", args: []string{vhook, "validate", seedPath(b, "redemption.succeeded/tier-of-a-stack.json")}},
	}
	for b.Loop() {
		for range 40 {
			for _, p := range programs {
				p.run(b)
			}
		}
	}
	floor := programs[0]
	for _, p := range programs {
		b.ReportMetric(float64(median(p.cpu).Microseconds()), p.name+"-cpu-µs")
		if p != floor {
			b.ReportMetric(float64(median(p.cpu))/float64(median(floor.cpu)), p.name+"-cpu-ratio")
			b.ReportMetric(float64(median(p.wall))/float64(median(floor.wall)), p.name+"-ratio")
		}
	}
	b.ReportMetric(0, "ns/op")
}

// program is a command line, with what its runs took.
type program struct {
	name      string
	args      []string
	cpu, wall []time.Duration
}

func (p *program) run(b *testing.B) {
	cmd, begin := exec.Command(p.args[0], p.args[1:]...), time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	p.wall = append(p.wall, time.Since(begin))
	p.cpu = append(p.cpu, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

func buildProgram(b testing.TB, dir, name, source string) string {
	path := filepath.Join(dir, name)
	if out, err := exec.Command("go", "build", "-o", path, source).CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return path
}

func seedPath(b *testing.B, name string) string {
	path, err := filepath.Abs(filepath.Join("../../testdata/events", name))
	if err != nil {
		b.Fatal(err)
	}
	return path
}
