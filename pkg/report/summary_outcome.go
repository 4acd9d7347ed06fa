package report

import "github.com/vhook/vhook/pkg/summary"

func (r *rows) campaign(s *summary.Summary) {
	c := s.Campaign
	if c == nil {
		return
	}
	r.add("campaign", cell{text: c.Name}, cell{c.ID, code}, campaignType(s), inactive(c.Active))
	if t := c.Terms; t != nil {
		r.add("", cell{text: t.Description})
		r.add("", validity(t.Start, t.Expiration), cell{text: t.Updates})
		r.add("gives", cell{text: t.Gives})
		r.add("codes", cell{t.Codes, code}, counted(t.Vouchers, "voucher", "vouchers"), told("generation ", t.Generation))
	}
}

// campaignType names the type where a voucher beside it does not imply it.
func campaignType(s *summary.Summary) cell {
	switch s.Campaign.Type {
	case "DISCOUNT_COUPONS", "GIFT_VOUCHERS", "LOYALTY_PROGRAM":
		if len(s.Vouchers) > 0 {
			return cell{}
		}
	}
	return cell{text: s.Campaign.Words()}
}

func (r *rows) promotion(p *summary.Promotion) {
	if p == nil {
		return
	}
	r.add("promotion", cell{text: p.Name}, cell{p.ID, code}, cell{text: p.Words()}, inactive(p.Active))
	r.add("", told("banner: ", p.Banner))
}

func (r *rows) redemption(s *summary.Summary) {
	v := s.Redemption
	if v == nil {
		return
	}
	r.add("redemption", cell{v.ID, code}, outcome(v.Result), status(v), told("spent ", spent(s, v.Amount)), told("part of ", v.Parent))
	r.add("failure", cell{v.Failure, bad}, cell{text: v.Message})
}

// status is worth a word where it says more than the result.
func status(v *summary.Redemption) cell {
	switch v.Result + " " + v.Status {
	case "SUCCESS SUCCEEDED", "FAILURE FAILED":
		return cell{}
	}
	return cell{text: v.Status}
}

func outcome(result string) cell {
	switch result {
	case "SUCCESS":
		return cell{result, good}
	case "FAILURE":
		return cell{result, bad}
	}
	return cell{text: result}
}

// spent writes what a redemption took from a card, in the card's unit.
func spent(s *summary.Summary, n summary.Number) string {
	switch {
	case n == "":
		return ""
	case len(s.Vouchers) > 0 && s.Vouchers[0].Card != nil:
		return string(n) + " points"
	}
	return n.Money()
}

func (r *rows) rollback(s *summary.Summary) {
	v := s.Rollback
	if v == nil {
		return
	}
	r.add("rollback", cell{v.ID, code}, outcome(v.Result), told("reason: ", v.Reason))
	r.add("failure", cell{v.Failure, bad}, cell{text: v.Message})
	r.add("given back", cell{text: spent(s, v.Returned)})
	r.add("withdrawn", withdrawn(v))
}

// withdrawn says what the rollback did to the order.
func withdrawn(v *summary.Rollback) cell {
	if v.DiscountBefore == "" {
		return cell{}
	}
	text := "discount of " + v.DiscountBefore.Money()
	if v.TotalBefore != "" && v.TotalAfter != "" {
		text += ", order total " + v.TotalBefore.Money() + " -> " + v.TotalAfter.Money()
	}
	return cell{text: text}
}
