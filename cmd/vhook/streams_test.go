package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// full is a standard output on a device without room.
type full struct{}

func (full) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

// TestFullOutput checks that every command tells once that standard output
// cannot be written.
func TestFullOutput(t *testing.T) {
	seed, err := os.ReadFile("../../testdata/events/redemption.succeeded/seed.json")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := errors.Join(os.Mkdir("valid", 0o777), os.WriteFile("valid/seed.json", seed, 0o666)); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"validate SEED", "validate --format json SEED", "summary SEED", "summary --format json SEED", "detect SEED", "get @this SEED",
		"events", "events customer.order.paid", "schema customer.order.paid", "schema --all -o schemas", "explain", "explain order/total",
		"test .", "baseline SEED", "init", "completion bash", "completion zsh", "version", "--version", "--help", "help validate",
	} {
		var told strings.Builder
		args := strings.Fields(strings.ReplaceAll(line, "SEED", "valid/seed.json"))
		if code := run(args, nil, full{}, &told); code != exitInput || told.String() != "vhook: standard output: no space left on device\n" {
			t.Errorf("vhook %s: exit %d, %q", line, code, &told)
		}
	}
}
