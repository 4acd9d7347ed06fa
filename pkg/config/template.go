package config

import _ "embed"

//go:embed template.yaml
var template string

// Template returns a configuration that says nothing yet and explains what it
// could say. Its lines that start with "#: " are examples to put to use.
func Template() []byte { return []byte(template) }
