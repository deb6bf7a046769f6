"""A vote on its way to the board: what stands between, and the board it joins."""
