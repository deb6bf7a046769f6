"""election.toml: what is read, and every mistake with its line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from hustings.voting.config.file import examine, load
from hustings.voting.config.model import (
    Candidate,
    Condition,
    Contest,
    Dates,
    Mail,
    Order,
    Retention,
    Seal,
    Setting,
    Setup,
    Turnout,
)
from hustings.voting.config.remarks import remarks
from hustings.voting.config.template import written
from hustings.web.folder import Folder

HEAD = """\
title = { en = "Committee 2027", cy = "Pwyllgor 2027" }
organisation = "Tea Club"
address = "https://vote.example.org"
setting = "society"
trustees = 3
languages = ["en", "cy"]

[dates]
freeze = 2027-03-01
opens = 2027-03-15T09:00:00
closes = 2027-03-29T12:00:00

[mail]
from = "votes@example.org"
host = "smtp.example.org"
security = "tls"

[roll]
region = "Nation or region"

[texts]
help = "Ask."
"""
CONTEST = """
[[contests]]
id = "wales"
title = "Members in Wales"
seats = 1
rules = "irv"
order = "lot"
order_seed = "3 6 1"
ties = "seed"
ties_seed = "4 4 2"
voters = { region = ["Wales", "CYMRU"], councillor = true }

[[contests.candidates]]
name = "Ann Lee"
statement = "ann.md"

[[contests.candidates]]
name = "Bo Day"
slate = "Kettle"
statement = { en = "Tea.", cy = "Te." }

[[contests.candidates]]
name = "Cy Ash"
"""


LATER = """
[retention]
roll = 365
[turnout]
by = "region"
"""


def folder(tmp_path: Path, text: str) -> Folder:
    (tmp_path / "election.toml").write_text(text, encoding="utf-8")
    (tmp_path / "ann.md").write_text("More *tea*.\n", encoding="utf-8")
    return Folder(str(tmp_path))


def test_everything_is_read(tmp_path: Path) -> None:
    assert load(folder(tmp_path, HEAD + CONTEST + LATER)) == Setup(
        title=(("en", "Committee 2027"), ("cy", "Pwyllgor 2027")),
        organisation="Tea Club",
        address="https://vote.example.org/",
        setting=Setting.SOCIETY,
        trustees=3,
        seal=Seal(least_decoys=1000),
        languages=("en", "cy"),
        dates=Dates(
            zone="Europe/London",
            freeze=date(2027, 3, 1),
            opens=datetime(2027, 3, 15, 9, tzinfo=UTC),
            closes=datetime(2027, 3, 29, 12, tzinfo=timezone(timedelta(hours=1))),
            grace=timedelta(minutes=5),
        ),
        contests=(
            Contest(
                id="wales",
                title=(("en", "Members in Wales"),),
                seats=1,
                rules="irv",
                ticks=False,
                # by SHA-256 of "hustings-lots/1", the seed and the name
                candidates=(
                    Candidate("Cy Ash"),
                    Candidate("Bo Day", "Kettle", (("en", "Tea."), ("cy", "Te."))),
                    Candidate("Ann Lee", statement=(("en", "More *tea*."),)),
                ),
                order=Order.LOT,
                order_seed="3 6 1",
                ties_seed="4 4 2",
                voters=(
                    Condition("councillor", ("1", "true", "x", "y", "yes")),
                    Condition("region", ("cymru", "wales")),
                ),
                line=24,
            ),
        ),
        mail=Mail("votes@example.org", "smtp.example.org", 465, "tls"),
        headings=(("region", "Nation or region"),),
        texts=(("help", (("en", "Ask."),)),),
        retention=Retention(30, 365),
        turnout=Turnout("region", public=False),
    )


def test_what_new_writes_is_an_election(tmp_path: Path) -> None:
    setup = load(folder(tmp_path, written()))
    assert [contest.id for contest in setup.contested] == ["committee"]
    assert remarks(setup) == (
        "in a club the officer's key opens every ballot: everybody trusts the officer",
        "no mails are sent: links are shown on the officer's page",
    )


def test_what_new_writes_names_another_database(tmp_path: Path) -> None:
    text = written("postgresql://ann@db/tea")
    assert 'database = "postgresql://ann@db/tea"\n' in text
    assert load(folder(tmp_path, text)).title == (("en", "Election of the committee"),)


def test_reminders(tmp_path: Path) -> None:
    planned = "reminders = [2027-03-22T09:00:00, 2027-03-29T09:00:00]\n"
    text = (HEAD + CONTEST).replace('"tls"\n', f'"tls"\n{planned}')
    # The clocks go forward between them.
    assert load(folder(tmp_path, text)).mail.reminders == (
        datetime(2027, 3, 22, 9, tzinfo=UTC),
        datetime(2027, 3, 29, 8, tzinfo=UTC),
    )


def test_observers(tmp_path: Path) -> None:
    text = (HEAD + CONTEST).replace('"tls"\n', '"tls"\nobservers = ["a@x.org", "b@x.org"]\n')
    assert load(folder(tmp_path, text)).mail.observers == ("a@x.org", "b@x.org")


def test_names_by_surname(tmp_path: Path) -> None:
    text = HEAD + CONTEST.replace('order = "lot"\norder_seed = "3 6 1"', 'order = "alphabetical"')
    names = [one.name for one in load(folder(tmp_path, text)).contests[0].candidates]
    assert names == ["Cy Ash", "Bo Day", "Ann Lee"]


def test_block_votes_tick(tmp_path: Path) -> None:
    contest = load(folder(tmp_path, HEAD + CONTEST.replace('"irv"', '"block-vote"'))).contests[0]
    assert contest.ticks


def test_who_may_vote(tmp_path: Path) -> None:
    contest = load(folder(tmp_path, HEAD + CONTEST)).contests[0]
    assert contest.may_vote({"region": " wales", "councillor": "Yes"})
    assert not contest.may_vote({"region": "Wales", "councillor": ""})
    assert not contest.may_vote({"region": "England", "councillor": "yes"})
    assert not contest.may_vote({"councillor": "yes"})


def test_unopposed_is_said_and_not_voted_on(tmp_path: Path) -> None:
    text = HEAD + CONTEST.replace("seats = 1", "seats = 4").replace('"irv"', '"ers97"')
    setup = load(folder(tmp_path, text))
    assert setup.contested == ()
    assert remarks(setup) == (
        "`Members in Wales` is not voted on: 3 standing for 4, so all are elected and 1 left empty",
        "`Members in Wales`: no statement of Cy Ash",
        "`Members in Wales` has no title in `cy`",
    )


def test_every_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    text = (HEAD + CONTEST).replace("https", "http").replace("trustees = 3", "trustee = 3")
    text = text.replace('"irv"', '"av"').replace('"ann.md"', '"bob.md"').replace("29T", "09T")
    text = text.replace('"Cy Ash"', '"bo day"').replace('"seed"', '"coin"')
    place = folder(tmp_path, text)
    setup, faults = examine(place)
    assert setup is None
    assert [str(fault).removeprefix(f"{place.toml}, ") for fault in faults] == [
        f"{place.toml}: `trustees` is missing from the file; add `trustees = …`",
        "line 3: `address` is not encrypted: whoever is on the way reads links and ballots;"
        " write https://vote.example.org",
        "line 5: `trustee` is not a key of the file; did you mean `trustees`?",
        "line 11: `closes` (2027-03-09 12:00+00:00) is not after `opens`"
        " (2027-03-15 09:00+00:00); correct one of them",
        "line 28: no rule set is called 'av'; did you mean irv?",
        'line 31: `ties` cannot be `coin`; write "officer" if the officer draws lots,'
        ' "seed" to draw from `ties_seed`',
        f"line 37: `{place.path}/bob.md` cannot be read: No such file or directory;"
        " name a file beside election.toml",
        "line 45: `bo day` stands on line 40 too; add what tells them apart, or take one out",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"wales"', '"Wales"', "line 25: the id `Wales` cannot stand in an address"),
        ("seats = 1", "seats = 2", "line 28: irv fills one seat, not 2"),
        ("true }", "3 }", "line 33: `councillor` must be text, a list of texts, true or false"),
        (
            '{ region = ["Wales", "CYMRU"], councillor = true }',
            "{ region = [] }",
            "line 33: `region`",
        ),
        ('order_seed = "3 6 1"\n', "", "line 24: `order_seed` is missing from contest 1"),
        ('order = "lot"', 'order = "listed"', "line 30: `order_seed` is given, but nothing"),
        ('"society"', '"club"', "line 5: a club has no trustees"),
        ("opens = 2027-03-15T09:00:00", "opens = 2027-03-28T01:30:00", "line 10: `opens` does not"),
        ("12:00:00\n", '12:00:00\nzone = "Mars/Base"\n', "line 10: this machine does not"),
        ("closes = 2027-03-29T12:00:00", "closes = 2027-03-29", "line 11: `closes` is a day"),
        ('"Nation or region"', '"Nation"\nregoin = "x"', "line 20: `regoin` is not a key"),
        (
            '"tls"',
            '"tls"\nreminders = [2027-03-20T09:00:00, 2027-03-21T01:00:00]',
            "line 17: reminder 2 (2027-03-21 01:00+00:00) is not a day after the one before",
        ),
        (
            '"tls"',
            '"tls"\nreminders = [2027-03-30T09:00:00]',
            "line 17: reminder 1 (2027-03-30 09:00+01:00) is not while voting goes on",
        ),
        ('"tls"', '"tls"\nreminders = [2027-03-20]', "line 17: reminder 1 is a day without a time"),
        ('"tls"', '"tls"\nreminders = 2027-03-20', "line 17: `reminders` must be a list, not a"),
        (
            '"tls"',
            '"tls"\nreminders = [2027-03-28T01:30:00]',
            "line 17: reminder 1 does not exist: that night the clocks go forward",
        ),
        (
            'host = "smtp.example.org"',
            "reminders = [2027-03-20T09:00:00]",
            "line 15: reminders are planned, but no mail server",
        ),
        ('"tls"', '"tls"\nobservers = ["Ann"]', "line 17: `Ann` is not an e-mail address"),
        (
            'from = "votes@example.org"\nhost = "smtp.example.org"',
            'observers = ["a@x.org"]',
            "line 14: observers are named, but no mail server",
        ),
        ('"tls"', '"ssl"', "line 16: `security` cannot be `ssl`"),
    ],
)
def test_a_mistake(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = HEAD + CONTEST
    assert old in text
    place = folder(tmp_path, text.replace(old, new))
    _, faults = examine(place)
    assert len(faults) == 1
    assert str(faults[0]).startswith(f"{place.toml}, {fault}")


def test_more_names_than_a_ballot_holds_are_refused(tmp_path: Path) -> None:
    names = "".join(f'\n[[contests.candidates]]\nname = "C{n}"\n' for n in range(61))
    _, faults = examine(folder(tmp_path, HEAD + CONTEST + names))
    assert [fault.what for fault in faults] == ["there are 64 candidates"]
    shorter = names.rpartition("\n[[")[0]
    assert examine(folder(tmp_path, HEAD + CONTEST + shorter))[1] == ()
