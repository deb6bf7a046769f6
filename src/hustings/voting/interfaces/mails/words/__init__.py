"""The words of the mails, a file a language."""

from __future__ import annotations

from importlib.resources import files

from hustings.report.languages import Shelf

load = Shelf(files(__name__), "hustings/voting/interfaces/mails/words/{}.toml").load
