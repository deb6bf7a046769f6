"""Nominations as people read them: tables in text and CSV, a page with bars."""
