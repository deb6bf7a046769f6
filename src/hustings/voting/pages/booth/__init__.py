"""The voter's side: one link, one page, a receipt."""
