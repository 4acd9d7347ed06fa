//go:build unix

package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// TestInterruption checks that a run which a signal ends leaves files as they
// were and none of its own, and is seen to have died by the signal.
func TestInterruption(t *testing.T) {
	program := buildProgram(t, t.TempDir(), "vhook", ".")
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(sig) {
			t.Logf("%v is ignored here, and so by what is started", sig)
			continue
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "old.json"), []byte("old"), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(program, "validate", "--format", "text", "--format", "json", "-o", "old.json", "--format", "tap", "-o", "new.tap")
		cmd.Dir = dir
		send, errIn := cmd.StdinPipe()
		answers, errOut := cmd.StdoutPipe()
		if err := errors.Join(errIn, errOut, cmd.Start()); err != nil {
			t.Fatal(err)
		}
		send.Write(hooks(1))
		if _, err := bufio.NewReader(answers).ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		cmd.Process.Signal(sig)
		io.Copy(io.Discard, answers)
		cmd.Wait()
		if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signal() != sig {
			t.Errorf("%v: %v", sig, cmd.ProcessState)
		}
		left, _ := os.ReadDir(dir)
		if old, err := os.ReadFile(filepath.Join(dir, "old.json")); len(left) != 1 || string(old) != "old" {
			t.Errorf("%v: %d files are left, the old one is %q, %v", sig, len(left), old, err)
		}
	}
}
