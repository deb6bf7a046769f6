"""What people read of one vote: sentences and tables, as text, as a page, as a document."""
