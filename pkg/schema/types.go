package schema

import "github.com/vhook/vhook/pkg/payload"

// Types is a set of JSON types.
type Types uint16

// integral stands for numbers that are written with a fraction or an exponent
// and are integers nevertheless, as 70.0 and 1e2.
const integral Types = 1

// Any is the set of all types.
const Any = integral | 1<<payload.Object | 1<<payload.Array | 1<<payload.String | 1<<payload.Integer |
	1<<payload.Number | 1<<payload.True | 1<<payload.False | 1<<payload.Null

const (
	objectType = Types(1 << payload.Object)
	arrayType  = Types(1 << payload.Array)
	stringType = Types(1 << payload.String)
	numberType = integral | 1<<payload.Integer | 1<<payload.Number
	nullType   = Types(1 << payload.Null)
)

// typeNames has number before integer, which is a part of it.
var typeNames = [...]struct {
	name  string
	types Types
}{
	{"object", objectType},
	{"array", arrayType},
	{"string", stringType},
	{"number", numberType},
	{"integer", integral | 1<<payload.Integer},
	{"boolean", 1<<payload.True | 1<<payload.False},
	{"null", nullType},
}

// Names returns the names of the types, "integer" only without "number".
func (t Types) Names() []string {
	var names []string
	for _, entry := range typeNames {
		if t&entry.types == entry.types {
			names = append(names, entry.name)
			t &^= entry.types
		}
	}
	return names
}

// TypesOf returns the types of values given as JSON texts.
func TypesOf(values []string) Types {
	var t Types
	var d payload.Document
	for _, v := range values {
		if d.Parse([]byte(v), 0) == nil {
			t |= 1 << d.Kind(payload.Root)
		}
	}
	return widen(t)
}

// widen completes the types that one kind of node stands for in part.
func widen(t Types) Types {
	for _, entry := range typeNames {
		if entry.name != "number" && t&entry.types != 0 {
			t |= entry.types
		}
	}
	return t
}

// Has reports whether a value of kind k can be of one of the types, as spelled.
func (t Types) Has(k payload.Kind) bool { return t&(1<<k) != 0 }

// admits reports whether node n is of one of the types.
func (t Types) admits(d *payload.Document, n int) bool {
	kind := d.Nodes[n].Kind
	return t.Has(kind) ||
		kind == payload.Number && t&integral != 0 && parseDecimal(d.Raw(n)).isInteger()
}
