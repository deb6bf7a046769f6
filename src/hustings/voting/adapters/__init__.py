"""Ballots handed to the counting rooms, and what comes back made ready to be published.

Knows how `hustings.counting` and `hustings.report` are asked. Must not know tables, folders or
pages of this site.
"""
