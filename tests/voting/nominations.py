"""An election in which bodies nominate, as the tests need it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hustings.voting.config.file import load
from hustings.voting.config.model import Body, Setup
from hustings.web.folder import Folder
from voting.elections import WHO

TOML = """\
title = { en = "Committee", cy = "Pwyllgor" }
organisation = "Tea Club"
address = "http://127.0.0.1:8000/"
languages = ["en", "cy"]

[seal]
practice = true

[dates]
opens = 2090-03-15T09:00:00
closes = 2090-03-29T12:00:00

[nominations]
opens = {opens}
closes = {closes}
most = 2
words = 5
{more}

[texts]
help = "Write to office@example.org."

[[contests]]
id = "committee"
title = { en = "Committee", cy = "Pwyllgor" }
seats = 2
rules = "ers97"
candidates = "nominated"

[[contests]]
id = "wales"
title = { en = "Wales", cy = "Cymru" }
seats = 1
rules = "irv"
voters = { region = "Wales" }
candidates = "nominated"

[[contests]]
id = "treasurer"
title = "Treasurer"
seats = 1
rules = "irv"

[[contests.candidates]]
name = "Tess"
[[contests.candidates]]
name = "Tom"
"""
OPENS, CLOSES = "2020-01-01T09:00:00", "2090-02-01T17:00:00"
PAST = "2021-01-01T17:00:00"


def setup(folder: Folder, more: str = "threshold = 2", *, closes: str = CLOSES) -> Setup:
    """The election of `TOML`, written into the folder.

    Args:
        more: lines under [nominations].
    """
    text = TOML.replace("{opens}", OPENS).replace("{closes}", closes).replace("{more}", more)
    Path(folder.toml).write_text(text, encoding="utf-8")
    return load(folder)


def over(folder: Folder, more: str = "threshold = 2") -> Setup:
    """The same election, once the time for nominations and for answers is over."""
    return setup(folder, more, closes=PAST)


def bodies(made: Setup, *names: str, kinds: Sequence[str] = ()) -> list[Any]:
    """Bodies of these names, taken in."""
    from django.conf import settings

    from hustings.voting.domain.nominations.bodies import take_in
    from hustings.voting.models import Nominator

    kinds = kinds or [""] * len(names)
    take_in(
        settings.ELECTION,
        [
            Body(name, "North", f"{name.lower()}@example.org", kind, "")
            for name, kind in zip(names, kinds, strict=True)
        ],
        made,
        WHO,
    )
    return [Nominator.objects.get(name=name) for name in names]


def choice(contest: str, *written: str, listed: Sequence[str] = ()) -> Any:
    """What a body nominates: names written down, and names from the list."""
    from hustings.voting.domain.nominations.nominating import Choice, Written, proposed

    chosen = [proposed(contest, name) for name in listed]
    return Choice(
        contest,
        tuple(one.pk for one in chosen if one),
        tuple(Written(name, f"{name.replace(' ', '.').lower()}@example.org") for name in written),
    )


def nominate(folder: Folder, made: Setup, body: Any, *choices: Any) -> Any:
    from hustings.voting.domain.nominations.nominating import nominate

    return nominate(folder, made, body, choices, "en")


def find(contest: str, name: str) -> Any:
    from hustings.voting.models import Nominee

    return Nominee.objects.get(contest=contest, name=name)


def accepted(made: Setup, *names: str, contest: str = "committee") -> None:
    """Let these accept, whatever the hour, and the officer say that they may stand."""
    from hustings.voting.domain.nominations import consent, deciding

    later = datetime.now(UTC) + timedelta(days=1)
    assert made.nominations
    rules = made.nominations._replace(accept_by=later)
    from dataclasses import replace

    for name in names:
        nominee = find(contest, name)
        consent.accept(nominee, replace(made, nominations=rules), {"en": f"{name} asks."}, "")
        deciding.decide(nominee.pk, True, WHO, "in order")
