package check

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// TestKeywordsHaveRules checks that everything the engine can find is
// documented: each keyword constant of its package has a rule.
func TestKeywordsHaveRules(t *testing.T) {
	parsed, err := parser.ParseFile(token.NewFileSet(), "../schema/keyword.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Keyword" {
			name, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if count++; FindRule("schema/"+name) == nil {
				t.Errorf("schema/%s: the engine can report it, and there is no rule", name)
			}
		}
		return true
	})
	if count < 20 {
		t.Errorf("found %d keywords, want them all", count)
	}
}

// TestKeywordRuleExamples breaks the contract in each rule by its example, and
// nothing but the rule, for which there are words. Of anyOf the engine tells the
// faults of the nearest branch wherever there is one.
func TestKeywordRuleExamples(t *testing.T) {
	for _, r := range keywordRules {
		if r.ID == "schema/anyOf" {
			continue
		}
		_, contract, _ := strings.Cut(r.Why, "such as ")
		files := fstest.MapFS{"contract.json": {Data: []byte(strings.TrimSuffix(contract, "."))}}
		s, err := schema.NewCompiler(files).Compile("contract.json")
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		k := &Checker{workspace: new(workspace)}
		if err := k.doc.Parse([]byte(r.Example), 0); err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		k.context = context{Document: &k.doc, data: payload.Root}
		k.contract(Contract{Schema: s}, payload.Root, "")
		got := k.context.findings
		if len(got) != 1 || got[0].Rule != r.ID || strings.Contains(got[0].Message, "%!") {
			t.Errorf("%s: got %+v", r.ID, got)
		}
	}
}
