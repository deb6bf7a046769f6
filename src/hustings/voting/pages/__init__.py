"""Pages: thin views and their templates: booth, office, board."""
