"""An election in which bodies nominate, as the tests need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from hustings.voting.config.file import load
from hustings.voting.config.model import Body, Setup
from hustings.web.folder import Folder
from voting.elections import WHO, officer_keys

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
    for name in names:
        nominee = find(contest, name)
        consent.accept(nominee, replace(made, nominations=rules), {"en": f"{name} asks."}, "")
        deciding.decide(nominee.pk, True, WHO, "in order")


PICTURED = "threshold = 1\nphotographs = true"
JO, ANN = {"en": "Jo by the kettle"}, {"cy": "Ann wrth y tebot", "en": "Ann by the pot"}


def picture(shade: int, size: tuple[int, int] = (480, 480)) -> bytes:
    """A JPEG of one shade of grey."""
    written = BytesIO()
    Image.new("L", size, shade).save(written, "JPEG")
    return written.getvalue()


def given(shade: int, texts: dict[str, str]) -> Any:
    """A photograph as a candidate gives it."""
    from hustings.voting.domain.nominations.photographs import Given

    return Given(picture(shade), texts, False)


def pictured(folder: Folder) -> Setup:
    """Three who stand in the committee, Jo and Ann with photographs, Ed with none."""
    from hustings.voting.domain.nominations import consent, deciding

    made = setup(folder, PICTURED)
    leeds, york = bodies(made, "Leeds", "York")
    nominate(folder, made, leeds, choice("committee", "Jo Ash", "Ed Elm"), choice("wales", "Dai"))
    nominate(folder, made, york, choice("committee", "Ann Ox"))
    photographs = {"Jo Ash": given(60, JO), "Ann Ox": given(200, ANN), "Ed Elm": None}
    for name, photograph in photographs.items():
        nominee = find("committee", name)
        consent.accept(nominee, made, {"en": f"{name} asks."}, "", photograph)
        deciding.decide(nominee.pk, True, WHO, "in order")
    accepted(made, "Dai", contest="wales")
    return made


def on_the_ballot(folder: Folder) -> Setup:
    """The same three on the ballot, and the election ready to be sealed."""
    from hustings.voting.domain.nominations import deciding
    from hustings.voting.domain.voters import roll

    pictured(folder)
    made = over(folder, PICTURED)
    deciding.close(made, WHO)
    deciding.adopt(folder, made, WHO)
    text = Path(folder.toml).read_text(encoding="utf-8")
    text = text.replace("opens = 2090-03-15T09:00:00", "opens = 2022-03-15T09:00:00")
    Path(folder.toml).write_text(text, encoding="utf-8")
    made = load(folder)
    lines = [roll.Line("1", "Una", "una@example.org", "", "", ())]
    roll.apply(roll.compare(lines), made, WHO, file="", refused=0)
    return made


def sealed(folder: Folder) -> Setup:
    """The same, sealed, and the poll open."""
    from hustings.voting.domain import poll

    made = on_the_ballot(folder)
    poll.freeze(folder, made, tuple(key.public for key in officer_keys()), WHO)
    poll.open_poll(WHO)
    return made
