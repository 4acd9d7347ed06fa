package check

// Rules on the redemption of rewards.

var rewardRules = []*Rule{
	{
		ID:       "reward/ids",
		Title:    "a reward redemption names the voucher, campaign and customer of the event",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "A reward redemption tells whose points, on which card of which campaign, were spent on a reward. Its ids are " +
			"those of the objects that the event carries. Null in place of the customer's is a warning.",
		Example: `{"reward_redemption": {"customer_id": "cust_4nDqL0"}, "customer": {"id": "cust_9ZkwR2"}}`,
		Fix:     "Send the reward redemption with its own card, campaign and customer.",
		checks: []objectCheck{
			{pairs: []members{{"reward_redemption.voucher_id", "voucher.id"}, {"reward_redemption.campaign_id", "campaign.id"}}, look: checkSame},
			{pairs: []members{{"reward_redemption.customer_id", "customer.id"}}, look: checkCustomer},
		},
	},
	{
		ID:       "reward/assignment",
		Title:    "reward redemption, assignment and reward belong together",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "A reward is offered in a campaign by an assignment. The reward redemption names the assignment in " +
			"reward_assignment_id, and the assignment names the reward in reward_id.",
		Example: `{"reward_assignment": {"id": "rewa_1aB2", "reward_id": "rew_1aB2"}, "reward": {"id": "rew_9Zx8"}}`,
		Fix:     "Take the ids from the assignment and the reward of the event.",
		checks: sameValues(
			members{"reward_redemption.reward_assignment_id", "reward_assignment.id"},
			members{"reward_assignment.reward_id", "reward.id"},
		),
	},
	{
		ID:       "reward/parts",
		Title:    "the assignment is one of the campaign, the reward one of the assignment and of the redemption",
		Severity: Warning,
		Objects:  []string{"data"},
		Why: "An assignment names the campaign that offers the reward in related_object_id, and a reward the assignment " +
			"by which it is offered in assignment_id; the redemption that paid for it repeats the reward. Few payloads are known, so a difference is no error.",
		Example: `{"reward_assignment": {"id": "rewa_1aB2"}, "reward": {"assignment_id": "rewa_9Zx8"}}`,
		Fix:     "Send the assignment and the reward of the event's campaign.",
		checks: sameValues(
			members{"reward_assignment.related_object_id", "campaign.id"},
			members{"reward.assignment_id", "reward_assignment.id"},
			members{"redemption.reward.id", "reward.id"},
		),
	},
	{
		ID:       "reward/source",
		Title:    "a reward redemption names the source of the event",
		Severity: Error,
		Objects:  []string{"data"},
		Why: "source says what led to the reward, mostly a redemption of points. source_id and source_type of the reward " +
			"redemption are its id and type.",
		Example: `{"reward_redemption": {"source_id": "r_1aB2", "source_type": "redemption"}, "source": {"id": "r_9Zx8", "type": "redemption"}}`,
		Fix:     "Take id and type from the source of the event.",
		checks: sameValues(
			members{"reward_redemption.source_id", "source.id"},
			members{"reward_redemption.source_type", "source.type"},
		),
	},
}
