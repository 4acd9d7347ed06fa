package main

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/input"
)

// inputFlags are what the commands share that read payloads.
type inputFlags struct {
	check      check.Options
	allowEmpty bool
	ignore     globs
	extract    bool
	unwrap     unwrapMode
	maxSize    size
	jobs       int
	config     configFlags
	project    project
	outputs    []string     // files that the run writes
	flush      func() error // writes out what is reported, nil for standard output
}

func (f *inputFlags) add(cmd *cobra.Command) {
	cmd.Flags().Var((*eventName)(&f.check.Event), "event", "event the payloads are of, whatever they say of themselves")
	_ = cmd.RegisterFlagCompletionFunc("event", completeArg(eventNames))
	f.addReading(cmd)
}

// addReading adds the flags that say how the input is read.
func (f *inputFlags) addReading(cmd *cobra.Command) {
	f.maxSize, f.unwrap = input.DefaultMaxSize, "auto"
	flags := cmd.Flags()
	flags.BoolVar(&f.allowEmpty, "allow-empty", false, "finding no payload at all is no failure")
	flags.Var(&f.ignore, "ignore", "leave out what fits a `glob` in directories; may be repeated")
	flags.BoolVar(&f.extract, "extract", false, "find the payloads in any text, and pass over the rest of it")
	flags.Var(&f.unwrap, "unwrap", "take payloads out of what queues and gateways wrap around them: auto, never, or a JSON `pointer` to them")
	complete(cmd, "unwrap", []string{"auto", "never"})
	flags.Var(&f.maxSize, "max-size", "`size` of the largest payload to read")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "how many payloads to look at at a time, 0 for one a processor")
}

// addChecking adds the flags of commands that check what they read. Such a command
// calls configure first.
func (f *inputFlags) addChecking(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.check.AllowUnknown, "allow-unknown", false, "an event that is not recognised is a note")
	f.config.add(cmd)
}

// configure reads the configuration that the flags name.
func (f *inputFlags) configure(cmd *cobra.Command) (err error) {
	f.project, err = f.config.load(cmd)
	f.check.Metadata, f.check.Custom = f.project.Metadata, f.project.Custom
	return err
}

// globs is the value of a flag that may be repeated.
type globs []string

// String, Set and Type make globs a pflag.Value, and so the types below.
func (g *globs) String() string { return strings.Join(*g, ", ") }
func (g *globs) Type() string   { return "glob" }

func (g *globs) Set(glob string) error {
	*g = append(*g, glob)
	return input.CheckPattern(glob)
}

// eventName is the value of --event. Empty, as from a variable that is not set,
// it would leave the events unchecked.
type eventName string

func (e *eventName) String() string { return string(*e) }
func (e *eventName) Type() string   { return "string" }

func (e *eventName) Set(value string) error {
	if value == "" {
		return errors.New("want the name of an event")
	}
	*e = eventName(value)
	return nil
}

// unwrapMode is auto, never, or a JSON Pointer; empty is auto.
type unwrapMode string

func (u *unwrapMode) String() string { return string(*u) }
func (u *unwrapMode) Type() string   { return "pointer" }

func (u *unwrapMode) Set(value string) error {
	if value != "auto" && value != "never" && !strings.HasPrefix(value, "/") {
		return errors.New("want auto, never, or a JSON Pointer such as /detail")
	}
	*u = unwrapMode(value)
	return nil
}

// size is a number of bytes.
type size int

// units are the suffixes of sizes, longer ones before those they end with.
var units = []struct {
	suffix string
	bytes  float64
}{
	{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30},
	{"kB", 1e3}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9},
	{"k", 1 << 10}, {"K", 1 << 10}, {"M", 1 << 20}, {"G", 1 << 30}, {"B", 1}, {"", 1},
}

func (s *size) String() string {
	for _, u := range []int{2, 1, 0} {
		if n := int(units[u].bytes); *s > 0 && int(*s)%n == 0 {
			return strconv.Itoa(int(*s)/n) + units[u].suffix
		}
	}
	return strconv.Itoa(int(*s))
}

func (s *size) Type() string { return "size" }

func (s *size) Set(value string) error {
	for _, u := range units {
		digits, ok := strings.CutSuffix(value, u.suffix)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
		if err != nil || !(n*u.bytes >= 1 && n*u.bytes < math.MaxInt32) {
			return errors.New("want a size below 2GiB, such as 16MiB")
		}
		*s = size(n * u.bytes)
		return nil
	}
	panic("size: the last unit fits every value")
}
