package main

import (
	"bufio"
	"errors"

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
			out := bufio.NewWriter(s.out)
			palette := color.palette(s.out)
			if len(args) == 0 {
				return errors.Join(report.RuleList(out, check.Rules(), palette), out.Flush())
			}
			rule := check.FindRule(args[0])
			if rule == nil {
				return unknown("rule", args[0], check.RuleIDs())
			}
			return errors.Join(report.Explain(out, rule, palette), out.Flush())
		},
	}
	color.add(cmd)
	return cmd
}
