//go:build unix

package main

import (
	"os"
	"path/filepath"
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
