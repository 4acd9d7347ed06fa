package summary

import (
	"math/big"
	"time"
)

// doubtful reports whether something is off that the summary shows.
func (s *Summary) doubtful() bool {
	if _, err := time.Parse(time.RFC3339, s.Time); s.Time != "" && err != nil {
		return true
	}
	return s.Order != nil && s.Order.doubtful()
}

func (o *Order) doubtful() bool {
	sums := []Number{o.InitialAmount, o.Amount, o.ItemsDiscount, o.OrderDiscount, o.TotalDiscount, o.TotalAppliedDiscount, o.Total}
	if !readable(sums...) {
		return true
	}
	for i := range o.Items {
		if item := &o.Items[i]; !readable(item.Quantity, item.Price, item.Amount, item.Discount, item.Subtotal) {
			return true
		}
	}
	return o.Amount != "" && (!o.totalFits() || !o.itemsFit())
}

// readable reports whether numbers are integers that every reader keeps, or absent.
func readable(numbers ...Number) bool {
	for _, n := range numbers {
		if n != "" && !n.isSafe() {
			return false
		}
	}
	return true
}

func (o *Order) totalFits() bool {
	want := new(big.Int).Sub(o.Amount.big(), o.Discount().big())
	return o.Total == "" || want.Sign() < 0 || want.Cmp(o.Total.big()) == 0
}

// itemsFit compares the amount with the items where all of them have one.
func (o *Order) itemsFit() bool {
	sum := new(big.Int)
	for i := range o.Items {
		if o.Items[i].Amount == "" {
			return true
		}
		sum.Add(sum, o.Items[i].Amount.big())
	}
	return len(o.Items) == 0 || sum.Cmp(o.Amount.big()) == 0
}
