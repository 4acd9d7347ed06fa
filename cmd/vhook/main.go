// Command vhook inspects and validates Voucherify webhook payloads.
//
// The package adapts the process to [run]: it owns the command tree, the
// streams, what the environment says, and the exit codes.
package main

import "os"

func main() {
	stretch(-1)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// stretch makes the stack as large as a run needs by the size of its frame, of
// which it uses nothing for a negative i. Without it the stack is copied four
// times on the way there, with ever more on it: a twentieth of a run with one
// payload.
//
//go:noinline
func stretch(i int) byte {
	if i < 0 {
		return 0
	}
	var room [24 << 10]byte
	return room[i]
}
