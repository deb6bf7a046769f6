"""The folder of a site: built, published, served."""
