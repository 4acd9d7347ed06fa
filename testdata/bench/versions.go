package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// machine is what Linux says of the processor, if anything.
func machine() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range bytes.Lines(text) {
		if name, model, ok := strings.Cut(string(line), ":"); ok && strings.TrimSpace(name) == "model name" {
			return ", " + strings.TrimSpace(model)
		}
	}
	return ""
}

// versions lists the programs that are compared, as far as they are there.
func (b *bench) versions() []string {
	var list []string
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if strings.HasSuffix(dep.Path, "/gjson") {
				list = append(list, "gjson "+dep.Version)
			}
		}
	}
	for _, command := range []string{"jq", "node"} {
		if out, err := exec.Command(command, "--version").Output(); err == nil {
			list = append(list, command+" "+strings.TrimPrefix(strings.TrimSpace(string(out)), command+"-"))
		}
	}
	for _, module := range []string{"ajv", "@sourcemeta/jsonschema"} {
		var about struct{ Version string }
		text, err := os.ReadFile(filepath.Join(b.peers, "node_modules", module, "package.json"))
		if b.peers != "" && err == nil && json.Unmarshal(text, &about) == nil {
			list = append(list, module+" "+about.Version)
		}
	}
	return list
}
