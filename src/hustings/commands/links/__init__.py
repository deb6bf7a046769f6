"""What the body does that makes and mails the links of an organisation's election.

Knows folders, tables and passphrases. Must not know how a link is made.
"""
