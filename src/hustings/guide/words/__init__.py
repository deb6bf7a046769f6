"""The words of the finder: a file a language here, and those beside a configuration.

Knows where the files are. `report.languages` reads one.
"""

from __future__ import annotations

from importlib.resources import files

from hustings.report.languages import Shelf

_OURS = Shelf(files(__name__), "hustings/guide/words/{}.toml")

languages = _OURS.languages
load = _OURS.load
