"""A small election as the tests need it: a club with one contest or two, three voters, open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hustings.sealing import manifest
from hustings.sealing.ballots import envelope as sealing
from hustings.sealing.ballots import payload
from hustings.sealing.holders import keys
from hustings.voting.config.file import load
from hustings.voting.config.model import Setup
from hustings.web.folder import Folder

TOML = """\
title = "Committee"
organisation = "Tea Club"
address = "http://127.0.0.1:8000/"

[seal]
practice = PRACTICE

[dates]
opens = 2020-03-15T09:00:00
closes = 2090-03-29T12:00:00

[[contests]]
id = "committee"
title = "Committee"
seats = 2
rules = "ers97"

[[contests.candidates]]
name = "Ann"
[[contests.candidates]]
name = "Ben"
[[contests.candidates]]
name = "Cát"
statement = "More tea."

[[contests]]
id = "wales"
title = "Wales"
seats = 1
rules = "irv"
voters = { region = "Wales" }

[[contests.candidates]]
name = "Dai"
[[contests.candidates]]
name = "Eve"
"""
WHO = "Olive"


def setup(folder: Folder, *, practice: bool = True, seal: str = "", database: str = "") -> Setup:
    """The election of `TOML`, written into the folder.

    Args:
        seal: one more line under [seal].
        database: its address, where it is not SQLite.
    """
    lines = filter(None, ("true" if practice else "false", seal))
    text = TOML.replace("PRACTICE", "\n".join(lines))
    if database:
        text = f'database = "{database}"\n{text}'
    Path(folder.toml).write_text(text, encoding="utf-8")
    return load(folder)


def officer_keys() -> tuple[keys.Key, keys.Key]:
    """The officer's key for the one layer, and the one to sign with."""
    return (
        keys.make(WHO, "Committee", "M1", random=lambda size: b"\x11" * size),
        keys.make(WHO, "Committee", "sign", random=lambda size: b"\x12" * size),
    )


def fill(folder: Folder, made: Setup) -> None:
    """Three voters, one of them in Wales."""
    from hustings.voting.domain.voters import roll

    lines = [
        roll.Line("1", "Una", "una@example.org", "", "North", (("region", "Wales"),)),
        roll.Line("2", "Vic", "vic@example.org", "", "South", (("region", "England"),)),
        roll.Line("3", "Win", "win@example.org", "", "South", (("region", ""),)),
    ]
    roll.apply(roll.compare(lines), made, WHO, file="roll.csv", refused=0)


def opened(folder: Folder, *, seal: str = "") -> bytes:
    """A poll that is open; its id."""
    from hustings.voting.domain import poll

    made = setup(folder, seal=seal)
    fill(folder, made)
    eid = poll.freeze(folder, made, tuple(key.public for key in officer_keys()), WHO)
    poll.open_poll(WHO)
    return eid


def crowded(folder: Folder, voters: int, *, database: str = "") -> list[bytes]:
    """A poll of one contest that is open, `committee`; the tokens of so many voters."""
    from hustings.sealing.voters import links
    from hustings.voting.domain import poll
    from hustings.voting.domain.keys import link_key
    from hustings.voting.domain.voters import roll

    made = setup(folder, database=database)
    # Wales has no voters here.
    made = replace(made, contests=made.contests[:1])
    lines = [roll.Line(f"{n}", "", f"m{n}@example.org", "", "", ()) for n in range(voters)]
    roll.apply(roll.compare(lines), made, WHO, file="", refused=0)
    eid = poll.freeze(folder, made, tuple(key.public for key in officer_keys()), WHO)
    poll.open_poll(WHO)
    return [links.token(link_key(folder), eid, line.member, 1) for line in lines]


def envelope(contest: str) -> sealing.Envelope:
    """What ballots of a contest are sealed in."""
    from hustings.voting.domain import poll

    return manifest.envelope(poll.manifest(), poll.eid(), contest)


def ballot(contest: str, *ranking: int) -> bytes:
    """A sealed ballot, another in every call."""
    return sealing.seal(payload.vote(ranking), envelope(contest))


def token(folder: Folder, member: str) -> bytes:
    """A member's token."""
    from hustings.voting.domain.voters import links, roll

    return links.token(folder, roll.find(member))
