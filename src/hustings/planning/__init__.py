"""What if: scenarios, drawn electorates, plans and how well they do."""
