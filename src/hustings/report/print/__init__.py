"""Paper: lines set to fit, numbered lists, a page as a PDF."""
