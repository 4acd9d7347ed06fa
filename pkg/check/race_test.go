//go:build race

package check

// raced says that the race detector is on, which makes allocations of its own.
const raced = true
