package main

import (
	"io"
	"strings"
	"testing"
)

// TestLoneCommands checks that a command that is built without the others says
// what it says among them.
func TestLoneCommands(t *testing.T) {
	if n := len(newRoot(newStreams(nil, nil, nil), nil).Commands()); n != len(commands)+1 {
		t.Fatalf("%d commands, want %d and help", n, len(commands))
	}
	for _, c := range commands {
		if n := len(newRoot(newStreams(nil, nil, nil), []string{c.name}).Commands()); n != 1 && !c.whole {
			t.Errorf("%s is built with %d others", c.name, n-1)
		}
		for _, flag := range []string{"--help", "--version", "--notes-"} {
			args := []string{c.name, flag}
			var lone, among strings.Builder
			code := run(args, nil, &lone, &lone)
			s := newStreams(nil, &among, &among)
			if got := s.run(newRoot(s, nil), args); got != code {
				t.Errorf("%s %s: exit %d alone, %d among others", c.name, flag, code, got)
			}
			if lone.String() != among.String() || lone.Len() == 0 {
				t.Errorf("%s %s says\n%s\nand among others\n%s", c.name, flag, &lone, &among)
			}
		}
	}
	if code := run([]string{"validate.json"}, nil, io.Discard, io.Discard); code != exitUsage {
		t.Errorf("exit %d for a word that is no command", code)
	}
}
