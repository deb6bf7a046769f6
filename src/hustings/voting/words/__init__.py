"""The words of voters' pages and mails: a file a language.

Knows where the files are. Must not know how one is read (`report.languages`), nor what it says.
"""

from __future__ import annotations

from importlib.resources import files

from hustings.report.languages import Shelf

_OURS = Shelf(files(__name__), "hustings/voting/words/{}.toml")

languages = _OURS.languages
load = _OURS.load
