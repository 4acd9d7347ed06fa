// Command vhook inspects and validates Voucherify webhook payloads.
//
// The package adapts the process to [run]: it owns the command tree, the
// streams, what the environment says, and the exit codes.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
