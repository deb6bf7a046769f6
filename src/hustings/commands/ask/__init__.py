"""What `hustings ask` does when it runs."""
