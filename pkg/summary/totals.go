package summary

import (
	"cmp"
	"encoding/json"
	"math/big"
	"slices"
)

// Totals adds up many payloads. One order or redemption is usually told by
// several webhooks (created, paid, one for each voucher of a stack): it counts
// once, an order as the last of them has it. The zero value is ready.
type Totals struct {
	Payloads int
	// Unreadable counts those among them that have no summary.
	Unreadable int
	// WithOrder counts the payloads that had an order.
	WithOrder int
	// Redeemed counts vouchers redeemed, RolledBack redemptions undone, Failed
	// those that were refused.
	Redeemed, RolledBack, Failed int
	// Doubtful counts the payloads of which some values may be missing in the sums,
	// or wrong.
	Doubtful int

	events []EventCount
	orders []*Order
	seen   map[string]int
}

// EventCount says how many payloads are of an event; Event is "" for those in
// which none was recognised.
type EventCount struct {
	Event string `json:"event,omitempty"`
	Count int    `json:"count"`
}

// Sums adds up the orders of one currency, "" for those that name none, in
// minor units.
type Sums struct {
	Currency string `json:"currency,omitempty"`
	Orders   int    `json:"orders"`
	Amount   Number `json:"amount"`
	Discount Number `json:"discount"`
	Total    Number `json:"total"`
}

// MarshalJSON writes the sums with everything that is counted.
func (t *Totals) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Payloads   int          `json:"payloads"`
		Unreadable int          `json:"unreadable,omitempty"`
		Events     []EventCount `json:"events,omitempty"`
		Orders     int          `json:"orders"`
		Sums       []Sums       `json:"sums,omitempty"`
		Redeemed   int          `json:"vouchers_redeemed"`
		RolledBack int          `json:"rolled_back"`
		Failed     int          `json:"failed"`
		Doubtful   int          `json:"doubtful,omitempty"`
	}{t.Payloads, t.Unreadable, t.Events(), t.Orders(), t.Sums(), t.Redeemed, t.RolledBack, t.Failed, t.Doubtful})
}

// Add counts one more payload, nil for one that has no summary.
func (t *Totals) Add(s *Summary) {
	t.Payloads++
	if s == nil {
		t.Unreadable++
		return
	}
	t.addEvent(s.Event)
	if s.Order != nil {
		t.WithOrder++
		t.addOrder(s.Order)
	}
	t.addRedemption(s)
	if s.Doubtful {
		t.Doubtful++
	}
}

func (t *Totals) addEvent(name string) {
	i, known := t.recall("event", name, len(t.events))
	if !known {
		t.events = append(t.events, EventCount{Event: name})
	}
	t.events[i].Count++
}

func (t *Totals) addOrder(o *Order) {
	sums := *o
	sums.Items = nil
	if o.ID != "" {
		if i, known := t.recall("order", o.ID, len(t.orders)); known {
			sums.Currency = cmp.Or(sums.Currency, t.orders[i].Currency)
			t.orders[i] = &sums
			return
		}
	}
	t.orders = append(t.orders, &sums)
}

func (t *Totals) addRedemption(s *Summary) {
	switch {
	case s.Rollback != nil:
		if s.Rollback.succeeded() {
			t.count(&t.RolledBack, s.Rollback.ID)
		}
	case s.Redemption == nil:
	case s.Redemption.Result == "FAILURE":
		t.count(&t.Failed, s.Redemption.ID)
	case s.Redemption.succeeded() && len(s.Vouchers) > 0:
		t.count(&t.Redeemed, s.Redemption.ID)
	}
}

func (t *Totals) count(counter *int, id string) {
	if id != "" {
		if _, known := t.recall("redemption", id, 0); known {
			return
		}
	}
	*counter++
}

// recall returns the index noted for an id, after noting it if it is new.
func (t *Totals) recall(kind, id string, index int) (at int, known bool) {
	key := kind + " " + id
	if at, known = t.seen[key]; known {
		return at, true
	}
	if t.seen == nil {
		t.seen = map[string]int{}
	}
	t.seen[key] = index
	return index, false
}

// Events returns the events, most frequent first.
func (t *Totals) Events() []EventCount {
	events := slices.Clone(t.events)
	slices.SortFunc(events, func(a, b EventCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Event, b.Event))
	})
	return events
}

// Orders returns the number of different orders.
func (t *Totals) Orders() int { return len(t.orders) }

// Sums returns the sums by currency, orders without one last. Amounts that are
// no integers are left out.
func (t *Totals) Sums() []Sums {
	orders := slices.Clone(t.orders)
	slices.SortStableFunc(orders, func(a, b *Order) int {
		return cmp.Or(cmp.Compare(min(len(b.Currency), 1), min(len(a.Currency), 1)), cmp.Compare(a.Currency, b.Currency))
	})
	var sums []Sums
	for len(orders) > 0 {
		n := slices.IndexFunc(orders, func(o *Order) bool { return o.Currency != orders[0].Currency })
		if n < 0 {
			n = len(orders)
		}
		sums = append(sums, add(orders[:n]))
		orders = orders[n:]
	}
	return sums
}

func add(orders []*Order) Sums {
	amount, discount, total := new(big.Int), new(big.Int), new(big.Int)
	for _, o := range orders {
		amount.Add(amount, o.Amount.big())
		discount.Add(discount, o.Discount().big())
		total.Add(total, o.Total.big())
	}
	return Sums{orders[0].Currency, len(orders), Number(amount.String()), Number(discount.String()), Number(total.String())}
}
