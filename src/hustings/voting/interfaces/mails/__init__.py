"""The mails of an election: what each says, and how they leave."""
