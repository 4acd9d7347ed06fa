package check

import (
	"fmt"

	"github.com/vhook/vhook/pkg/event"
	"github.com/vhook/vhook/pkg/payload"
	"github.com/vhook/vhook/pkg/schema"
)

// Contract is a schema that a project holds its own part of a payload against,
// beside what Voucherify documents.
type Contract struct {
	// Name is the schema object whose metadata it is for, as in "order_item",
	// or the type of the webhooks whose data it is for.
	Name   string
	Schema *schema.Schema
}

// adopt takes a webhook of an unknown type for a custom one where a contract
// says what its data is.
func (k *Checker) adopt(det *event.Detection) {
	if det.Outcome == event.Unknown && len(k.customContracts()) > 0 {
		det.Outcome, det.Reason = event.Custom, "its type has a contract"
	}
}

// contracts holds metadata and custom data against the project's own schemas.
func (k *Checker) contracts(det *event.Detection) {
	for _, contract := range k.options.Metadata {
		for _, n := range k.visits.of(contract.Name) {
			k.contract(contract, k.doc.Field(n, "metadata"), "metadata of "+contract.Name)
		}
	}
	for _, contract := range k.customContracts() {
		k.contract(contract, det.Data, fmt.Sprintf("data of %q", contract.Name))
	}
}

// customContracts returns the contracts for the type of the webhook.
func (k *Checker) customContracts() []Contract {
	var list []Contract
	for _, contract := range k.options.Custom {
		if k.doc.StrIs(k.doc.Field(payload.Root, "type"), contract.Name) {
			list = append(list, contract)
		}
	}
	return list
}

// contract validates what is there; as everywhere, null stands for absent.
// Objects that a contract names are none of the catalogue's: no rule looks at
// them.
func (k *Checker) contract(c Contract, n int, place string) {
	if k.doc.IsNull(n) {
		return
	}
	k.report.Reset()
	c.Schema.Validate(&k.doc, n, &k.report)
	k.findings(place)
}
