"""An election as voters' pages need it: a long ballot, ticks, rotated names, others' contests."""

from __future__ import annotations

from pathlib import Path

from hustings.sealing.voters import links as codes
from hustings.voting.config.file import load
from hustings.web.folder import Folder
from voting.elections import WHO, officer_keys

NAMES = tuple(f"Name{number:02} Example" for number in range(1, 43))
SLATES = ('slate = "Red"\n', 'slate = "Blue"\n', "")
TOML = """\
title = { en = "Autumn election", cy = "Etholiad yr hydref" }
organisation = "Tea Club"
address = "http://127.0.0.1:8000/"
languages = ["en", "cy"]

[texts]
welcome = { en = "Every member has one vote.", cy = "Mae gan bob aelod un bleidlais." }
help = "Write to office@example.org."

[seal]
practice = true
SEAL

[dates]
opens = OPENS
closes = CLOSES

[[contests]]
id = "nec"
title = { en = "Members", cy = "Aelodau" }
seats = 9
rules = "ers97"
CANDIDATES
[[contests]]
id = "treasurers"
title = { en = "Treasurers", cy = "Trysoryddion" }
seats = 2
rules = "block-vote"
[[contests.candidates]]
name = "Fay"
[[contests.candidates]]
name = "Gil"
statement = { en = "I can count.", cy = "Gallaf gyfrif." }
[[contests.candidates]]
name = "Hal"

[[contests]]
id = "wales"
title = { en = "Wales", cy = "Cymru" }
seats = 1
rules = "irv"
order = "rotated"
voters = { region = "Wales", young_member = true }
[[contests.candidates]]
name = "Dai"
[[contests.candidates]]
name = "Eve"
[[contests.candidates]]
name = "Siân Ó Néill"
"""


def written(
    *,
    opens: str = "2020-03-15T09:00:00",
    closes: str = "2090-03-29T12:00:00",
    seal: str = "",
    statement: str = "I like tea. " * 12,
) -> str:
    """The text of election.toml."""
    candidates = "".join(
        f'[[contests.candidates]]\nname = "{name}"\n{slate}statement = "{statement}"\n'
        for name, slate in zip(NAMES, SLATES * 14, strict=True)
    )
    values = {"SEAL": seal, "OPENS": opens, "CLOSES": closes, "CANDIDATES": candidates}
    text = TOML
    for word, value in values.items():
        text = text.replace(word, value)
    return text


def frozen(folder: Folder, **options: str) -> bytes:
    """The election frozen, two voters on its roll: 1 in Wales, 2 with fewer contests; its id."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.voters import roll

    Path(folder.toml).write_text(written(**options), encoding="utf-8")
    made = load(folder)
    welsh = (("region", "Wales"), ("young_member", "yes"))
    english = (("region", "England"), ("young_member", ""))
    lines = [
        roll.Line("1", "Una", "una@example.org", "cy", "North", welsh),
        roll.Line("2", "Vic", "vic@example.org", "", "South", english),
    ]
    roll.apply(roll.compare(lines), made, WHO, file="roll.csv", refused=0)
    return poll.freeze(folder, made, tuple(key.public for key in officer_keys()), WHO)


# The database of an open election by what was asked for: made once, copied for every test.
_READY: dict[tuple[tuple[str, str], ...], bytes] = {}


def opened(folder: Folder, **options: str) -> None:
    """The same, open."""
    from django.db import connections

    from hustings.voting.domain import poll

    asked = tuple(sorted(options.items()))
    if asked not in _READY:
        frozen(folder, **options)
        poll.open_poll(WHO)
        connections.close_all()
        _READY[asked] = Path(folder.sqlite).read_bytes()
        return
    connections.close_all()
    Path(folder.sqlite).write_bytes(_READY[asked])
    Path(folder.toml).write_text(written(**options), encoding="utf-8")


def code(folder: Folder, member: str = "1") -> str:
    """A member's voting code, as it stands in the link."""
    from hustings.voting.domain.voters import links, roll

    return codes.fragment(links.token(folder, roll.find(member)))


def dump() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    from django.apps import apps

    return {
        model._meta.db_table: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models()
    }


def rankings(contest: str) -> list[tuple[int, ...]]:
    """What is on a contest's board, opened with the officer's key."""
    from hustings.sealing.ballots import envelope as sealing
    from hustings.sealing.ballots import payload
    from hustings.voting.models import Board
    from voting.elections import envelope

    own = officer_keys()[0].pair
    wrapped = envelope(contest)
    blobs = Board.objects.filter(contest=contest).order_by("n").values_list("blob", flat=True)
    return [
        payload.ranking(
            sealing.open_layer(bytes(blob), wrapped, "M1", own), payload.MOST_CANDIDATES
        )
        for blob in blobs
    ]
