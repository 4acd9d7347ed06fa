//go:build linux

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// TestMemory has the program read a long archive from a file and then from a
// pipe: what it holds at most does not depend on how long they are.
func TestMemory(t *testing.T) {
	const limit, size = 32 << 10, 96 << 20 // KiB, bytes
	dir, lines := t.TempDir(), webhookLines(t)
	archive := func() io.Reader {
		return io.LimitReader(&repeated{text: lines}, int64(size/len(lines)*len(lines)))
	}
	file, err := os.Create(filepath.Join(dir, "archive.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := io.Copy(file, archive()); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(buildProgram(t, dir, "vhook", "."), "validate", "--jobs", "2", file.Name(), "-")
	pipe, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, errPipe := io.Copy(pipe, archive())
	peak, errPeak := peakMemory(cmd.Process.Pid) // it still waits for more
	pipe.Close()
	if err := cmd.Wait(); err != nil || errPipe != nil || errPeak != nil {
		t.Fatal(err, errPipe, errPeak)
	}
	if peak > limit {
		t.Errorf("%d KiB were held, more than %d", peak, limit)
	}
}

// peakMemory returns how many KiB a running process has held at most.
func peakMemory(pid int) (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	peak := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if peak == nil {
		return 0, fmt.Errorf("no peak in %q", status)
	}
	return strconv.Atoi(string(peak[1]))
}
