"""What is published of an election, `election.zip`: its members, how it is packed and verified."""
