"""The words of published pages that are in several languages: a file a language.

Knows where the files are. Must not know how one is read (`report.languages`), nor what it says.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from hustings.report.languages import REFERENCE, Shelf, Words

_OURS = Shelf(files(__name__), "hustings/report/words/{}.toml")

languages = _OURS.languages
__all__ = ["REFERENCE", "languages", "load"]


@lru_cache(maxsize=8)
def load(language: str = REFERENCE) -> Words:
    """The words of a language; errors as of `Shelf.load`."""
    return _OURS.load(language)
