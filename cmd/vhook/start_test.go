package main

import (
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkStart compares validating one seed payload, as a whole process,
// with a program that only builds a cobra command tree: medians of 40
// interleaved runs, and their ratio.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	programs := []struct{ name, source string }{
		{"vhook", "."}, {"cobra", "../../testdata/bench/cobra"},
	}
	for _, p := range programs {
		build := exec.Command("go", "build", "-o", filepath.Join(dir, p.name), p.source)
		if out, err := build.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
	payload, err := filepath.Abs("../../testdata/events/redemption.succeeded/seed.json")
	if err != nil {
		b.Fatal(err)
	}
	const runs = 40
	times := make([][]time.Duration, len(programs))
	for b.Loop() {
		for range runs {
			for i, p := range programs {
				begin := time.Now()
				if err := exec.Command(filepath.Join(dir, p.name), "validate", payload).Run(); err != nil {
					b.Fatal(err)
				}
				times[i] = append(times[i], time.Since(begin))
			}
		}
	}
	for i := range times {
		slices.Sort(times[i])
		b.ReportMetric(float64(times[i][len(times[i])/2].Microseconds()), programs[i].name+"-µs")
	}
	b.ReportMetric(float64(times[0][len(times[0])/2])/float64(times[1][len(times[1])/2]), "ratio")
	b.ReportMetric(0, "ns/op")
}
