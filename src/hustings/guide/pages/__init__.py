"""The pages of a site: what each says."""
