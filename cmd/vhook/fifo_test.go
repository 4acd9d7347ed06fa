//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestFIFO(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip("no named pipes here:", err)
	}
	go func() {
		f, err := os.OpenFile(fifo, os.O_WRONLY, 0)
		if err != nil {
			return
		}
		defer f.Close()
		f.Write(hooks(2))
	}()
	if got, want := outcomeOf(nil, "get", "id", fifo), "whs_0\nwhs_1\nexit 0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestBaselineIntoPipe: what is written to is not read first where there is
// nothing to keep.
func TestBaselineIntoPipe(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip("no named pipes here:", err)
	}
	read := make(chan string)
	go func() {
		text, err := os.ReadFile(fifo)
		if err != nil {
			t.Error(err)
		}
		read <- string(text)
	}()
	var out, complaints strings.Builder
	args := []string{"baseline", "--output", fifo, "../../testdata/rules/order/total/bad.json"}
	if code := run(args, strings.NewReader(""), &out, &complaints); code != 0 {
		t.Fatalf("exit code %d: %s", code, complaints.String())
	}
	if text := <-read; !strings.Contains(text, `"order/total"`) {
		t.Errorf("the baseline is %q", text)
	}
}
