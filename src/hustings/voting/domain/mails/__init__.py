"""Mails: who is to have which, what is sent, and links sent again."""
