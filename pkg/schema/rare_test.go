package schema

import (
	"reflect"
	"testing"
	"testing/fstest"
)

// TestNothing checks that no keyword is written to what schemas share.
func TestNothing(t *testing.T) {
	const text = `{"anyOf": [true], "oneOf": [true], "not": false, "if": true, "then": true, "else": true, "x-a": 1,
		"prefixItems": [true], "contains": true, "minContains": 1, "maxContains": 2, "uniqueItems": true,
		"propertyNames": true, "patternProperties": {"a": true}, "dependentSchemas": {"a": true},
		"dependentRequired": {"a": ["b"]}, "additionalProperties": false}`
	const written = `{"anyOf": [true], "oneOf": [true], "not": {}, "if": true, "then": true, "else": true, "x-a": 1}`
	fsys := fstest.MapFS{"all.json": {Data: []byte(text)}, "written.json": {Data: []byte(written)}}
	all, err := NewCompiler(fsys).Compile("all.json")
	if err != nil {
		t.Fatal(err)
	}
	for i, v := 0, reflect.ValueOf(*all.rare); i < v.NumField(); i++ {
		if name := v.Type().Field(i).Name; v.Field(i).IsZero() && name != "never" && name != "blame" {
			t.Errorf("%s is not in the test", name)
		}
	}
	precompiled, err := Precompile(fsys, []string{"written.json"})
	if err != nil {
		t.Fatal(err)
	}
	if s, err := NewPrecompiled(fsys, precompiled).Compile("written.json"); err != nil || s.Else == nil {
		t.Fatalf("got %v, %v", s, err)
	}
	if !reflect.ValueOf(nothing).IsZero() {
		t.Errorf("got %+v", nothing)
	}
}
