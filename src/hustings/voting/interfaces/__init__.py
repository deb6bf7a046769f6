"""What goes in and out besides pages: the roll's files, mails, exports."""
