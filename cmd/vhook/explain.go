package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/check"
	"github.com/vhook/vhook/pkg/report"
)

func newExplain(s *streams) *cobra.Command {
	var color colorFlag
	cmd := &cobra.Command{
		Use:   "explain [RULE]",
		Short: "Explain a rule: what it checks, why, and how to fix it",
		Long: "Explain a rule: what it checks, why, an example that breaks it, and how to fix it. Without a\n" +
			"RULE, list all rules.",
		Example:           "  vhook explain order/total",
		Args:              want("one RULE at most", cobra.MaximumNArgs(1)),
		ValidArgsFunction: completeArg(check.RuleIDs),
		RunE: func(_ *cobra.Command, args []string) error {
			palette := color.palette(s.out)
			if len(args) == 0 {
				return report.RuleList(s.out, check.Rules(), palette)
			}
			rule := check.FindRule(args[0])
			if rule == nil {
				return fmt.Errorf("%w\nvhook explain lists them", unknown("rule", args[0], check.RuleIDs()))
			}
			return report.Explain(s.out, rule, palette)
		},
	}
	color.add(cmd)
	return cmd
}
