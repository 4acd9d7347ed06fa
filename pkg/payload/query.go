package payload

import (
	"bytes"
	"encoding/json"

	"github.com/tidwall/gjson"
)

// Query evaluates a gjson path on the document, which must have been parsed
// without error, and reports whether it led anywhere. The result is JSON on
// one line; a string is decoded unless asJSON.
func (d *Document) Query(path string, asJSON bool) (found []byte, ok bool) {
	result := gjson.GetBytes(d.Text, path)
	if !result.Exists() || result.Type == gjson.String && !asJSON {
		return []byte(result.Str), result.Exists()
	}
	var line bytes.Buffer
	if err := json.Compact(&line, []byte(result.Raw)); err != nil {
		return []byte(result.Raw), true // a modifier made it, which need not give JSON
	}
	return line.Bytes(), true
}
