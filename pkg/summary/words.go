package summary

import (
	"cmp"
	"fmt"
	"strings"
)

// What facts are worded with.

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// suffixed and prefixed say nothing of what is not there.
func suffixed[T ~string](text T, suffix string) string {
	return choose(text == "", "", string(text)+suffix)
}
func prefixed(prefix, text string) string { return choose(text == "", "", prefix+text) }

// counted is a number of things, named as one or as many.
func counted[N int | string | Number](n N, one, many string) string {
	number := fmt.Sprint(n)
	return number + " " + choose(number == "1", one, many)
}

// join joins the texts that are not empty.
func join(separator string, texts ...string) string {
	var kept []string
	for _, t := range texts {
		if t != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, separator)
}

// typeNames are the types of vouchers and campaigns in plain words.
var typeNames = map[string]string{
	"DISCOUNT_VOUCHER": "discount voucher",
	"GIFT_VOUCHER":     "gift card",
	"LOYALTY_CARD":     "loyalty card",
	"DISCOUNT_COUPONS": "discount coupons",
	"GIFT_VOUCHERS":    "gift cards",
	"LOYALTY_PROGRAM":  "loyalty program",
	"REFERRAL_PROGRAM": "referral program",
	"PROMOTION":        "promotion",
}

// typeWords returns the plain words for a type, and an unknown one as it is.
func typeWords(name string) string { return cmp.Or(typeNames[name], name) }
