"""The words of sayings put to the test: a file a language.

Knows where the files are. `report.languages` reads one.
"""

from __future__ import annotations

from importlib.resources import files

from hustings.report.languages import Shelf

_OURS = Shelf(files(__name__), "hustings/report/ask/words/{}.toml")

languages = _OURS.languages
load = _OURS.load
