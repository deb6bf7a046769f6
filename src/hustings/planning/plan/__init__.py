"""Plans: which sequence each region is asked for; plan.json, written and read."""
