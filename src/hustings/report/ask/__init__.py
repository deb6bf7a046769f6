"""What people read of the answers to a question."""
