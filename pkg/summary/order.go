package summary

import (
	"cmp"
	"strings"
)

// Order is an order with its sums. Money is in minor units.
type Order struct {
	ID       string `json:"id,omitempty"`
	SourceID string `json:"source_id,omitempty"`
	Status   string `json:"status,omitempty"`
	// Currency is three capital letters found in metadata; the money fields
	// themselves have none.
	Currency string `json:"currency,omitempty"`
	Items    []Item `json:"items,omitempty"`

	InitialAmount        Number `json:"initial_amount,omitempty"`
	Amount               Number `json:"amount,omitempty"`
	ItemsDiscount        Number `json:"items_discount_amount,omitempty"`
	OrderDiscount        Number `json:"discount_amount,omitempty"`
	TotalDiscount        Number `json:"total_discount_amount,omitempty"`
	TotalAppliedDiscount Number `json:"total_applied_discount_amount,omitempty"`
	Total                Number `json:"total_amount,omitempty"`
}

// Item is one line of an order.
type Item struct {
	Name             string `json:"name,omitempty"`
	SKU              string `json:"sku,omitempty"`
	ID               string `json:"id,omitempty"`
	Quantity         Number `json:"quantity,omitempty"`
	DiscountQuantity Number `json:"discount_quantity,omitempty"`
	Price            Number `json:"price,omitempty"`
	Amount           Number `json:"amount,omitempty"`
	Discount         Number `json:"discount_amount,omitempty"`
	Subtotal         Number `json:"subtotal_amount,omitempty"`
}

// Discount returns what the order is reduced by in all, as far as it says so.
func (o *Order) Discount() Number {
	return cmp.Or(o.TotalDiscount, o.TotalAppliedDiscount, o.OrderDiscount, o.ItemsDiscount)
}

// Label returns how a person would call the item.
func (i *Item) Label() string { return join(", ", cmp.Or(i.Name, i.ID), i.SKU) }

// Free reports whether the discount pays for all of the item.
func (i *Item) Free() bool { return !i.Discount.IsZero() && i.Discount == i.Amount }

func readOrder(s *Summary, c, _ cursor) {
	s.Order = newOrder(c)
	s.offerCustomer(c.get("customer"))
}

// offerOrder takes the order of a nested object where data has none.
func (s *Summary) offerOrder(c cursor) {
	if s.Order == nil && c.object() {
		s.Order = newOrder(c)
	}
}

func newOrder(c cursor) *Order {
	o := &Order{
		ID: c.text("id"), SourceID: c.text("source_id"), Status: c.text("status"),
		Currency:             currencyOf(c),
		InitialAmount:        c.number("initial_amount"),
		Amount:               c.number("amount"),
		ItemsDiscount:        c.number("items_discount_amount"),
		OrderDiscount:        c.number("discount_amount"),
		TotalDiscount:        c.number("total_discount_amount"),
		TotalAppliedDiscount: c.number("total_applied_discount_amount"),
		Total:                c.number("total_amount"),
	}
	for item := range c.get("items").each() {
		if item.object() {
			o.Items = append(o.Items, newItem(item))
		} else {
			o.Items = append(o.Items, Item{Name: glance(item)})
		}
	}
	return o
}

func newItem(c cursor) Item {
	return Item{
		Name:             cmp.Or(c.get("product").first("name", "source_id"), c.text("name")),
		SKU:              c.get("sku").first("sku", "name", "source_id"),
		ID:               c.first("source_id", "product_id", "sku_id", "id"),
		Quantity:         c.number("quantity"),
		DiscountQuantity: c.number("discount_quantity"),
		Price:            c.number("price"),
		Amount:           c.number("amount"),
		Discount:         cmp.Or(c.number("discount_amount"), c.number("applied_discount_amount")),
		Subtotal:         c.number("subtotal_amount"),
	}
}

// currency returns the currency known so far, else the one that the metadata
// around the order names.
func currency(known string, around ...cursor) string {
	for _, c := range around {
		for _, at := range []cursor{c, c.get("redemption")} {
			if known == "" {
				known = currencyOf(at)
			}
		}
	}
	return known
}

func currencyOf(c cursor) string {
	text := strings.ToUpper(c.text("metadata", "currency"))
	if len(text) != 3 || strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	return text
}
