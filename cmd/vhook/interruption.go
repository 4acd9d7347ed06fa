package main

import (
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"
)

// interruption removes the files that a run has not completed when a signal
// ends the process. It does nothing before the first of them.
type interruption struct {
	mutex   sync.Mutex // kept by a process that dies
	begun   []*replacement
	signals chan os.Signal
}

// watch waits for the signals that end a process. One that is ignored stays so,
// as nohup wants it. SIGPIPE would come of a closed standard output: the write
// fails, and that ends the run.
func (i *interruption) watch() {
	if i.signals != nil {
		return
	}
	wanted := []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE}
	i.signals = make(chan os.Signal, 1)
	signal.Notify(i.signals, slices.DeleteFunc(wanted, signal.Ignored)...)
	go func() {
		for sig := range i.signals {
			if sig != syscall.SIGPIPE {
				i.die(sig)
			}
		}
	}()
}

func (i *interruption) unwatch() {
	if i.signals != nil {
		signal.Stop(i.signals)
		close(i.signals)
	}
}

// die ends the process by a signal, for who started it to see, or where there
// is no such way with the exit code that means the same.
func (i *interruption) die(sig os.Signal) {
	i.mutex.Lock()
	for _, r := range i.begun {
		if os.Remove(r.file.Name()) != nil {
			r.discard() // Windows removes no open file
		}
	}
	signal.Reset(sig)
	if self, err := os.FindProcess(os.Getpid()); err == nil && self.Signal(sig) == nil {
		select {}
	}
	os.Exit(exitSignal + int(sig.(syscall.Signal)))
}
