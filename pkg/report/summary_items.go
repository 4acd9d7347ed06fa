package report

import (
	"cmp"

	"github.com/vhook/vhook/pkg/summary"
)

// itemColumns are those of the table of items: quantity and name, then money.
const itemColumns = 6

var itemColumnNames = [itemColumns]string{"qty", "item", "price", "amount", "discount", "subtotal"}

// itemRow is one row of the table. Below the items come the sums of the order.
type itemRow struct {
	cells [itemColumns]string
	total bool
}

// itemTable returns the table of an order, nothing where it has neither items
// nor sums.
func itemTable(o *summary.Order) []itemRow {
	if o == nil {
		return nil
	}
	var lines []itemRow
	for i := range o.Items {
		if i == maxListed {
			lines = append(lines, itemRow{cells: [itemColumns]string{1: andMore(len(o.Items)).text}})
			break
		}
		lines = append(lines, newItemRow(&o.Items[i]))
	}
	return append(lines, sumRows(o)...)
}

// freeMark follows the name of an item that costs nothing.
const freeMark = " (free)"

func newItemRow(i *summary.Item) itemRow {
	name := i.Label()
	if i.Free() {
		name = clip(name, nameWidth) + freeMark
	}
	return itemRow{cells: [itemColumns]string{
		dash(string(i.Quantity)), dash(name),
		money(i.Price), money(i.Amount), reduction(i.Discount), money(i.Subtotal),
	}}
}

// sumRows returns the order's own sums: its discount by level where it has
// any on the whole order, and what of it this redeemable gave where a stack
// gave more.
func sumRows(o *summary.Order) []itemRow {
	var lines []itemRow
	if o.InitialAmount != "" && o.InitialAmount != o.Amount {
		lines = append(lines, itemRow{cells: [itemColumns]string{1: "initial amount", 3: money(o.InitialAmount)}})
	}
	if !o.OrderDiscount.IsZero() {
		if !o.ItemsDiscount.IsZero() {
			lines = append(lines, discountRow("off items", o.ItemsDiscount))
		}
		lines = append(lines, discountRow("off the order", o.OrderDiscount))
	}
	discount := o.Discount()
	if o.Amount != "" || o.Total != "" || discount != "" {
		lines = append(lines, itemRow{
			cells: [itemColumns]string{1: "order", 3: money(o.Amount), 4: reduction(discount), 5: money(o.Total)},
			total: true,
		})
	}
	if o.TotalAppliedDiscount != "" && o.TotalAppliedDiscount != discount {
		lines = append(lines, discountRow("applied here", o.TotalAppliedDiscount))
	}
	return lines
}

func discountRow(name string, n summary.Number) itemRow {
	return itemRow{cells: [itemColumns]string{1: name, 4: n.Money()}}
}

func money(n summary.Number) string { return dash(n.Money()) }

// reduction shows no discount as a dash.
func reduction(n summary.Number) string {
	if n.IsZero() {
		return "-"
	}
	return n.Money()
}

func dash(text string) string { return cmp.Or(text, "-") }
