"""What a reminder says of how many have voted: roughly, and only what was told anyway."""

from __future__ import annotations

import pytest

from hustings.voting.config.file import load
from hustings.voting.domain.turnout.roughly import between
from hustings.web.folder import Folder
from voting.turning_out import days_go_by, opened, vote


@pytest.mark.parametrize(
    ("cast", "entitled", "said"),
    [
        (0, 0, None),
        (10, 100, None),
        (130, 1000, ("tenth", "quarter")),
        (400, 1000, ("third", "half")),
        (500, 1000, ("half", "two_thirds")),
        (751, 1000, ("three_quarters", "")),
        # A twelfth of two hundred is fewer than twenty.
        (60, 200, None),
        (80, 200, ("third", "half")),
    ],
)
def test_between(cast: int, entitled: int, said: object) -> None:
    assert between(cast, entitled) == said


def test_a_reminder_says_it_where_everybody_is_told(election: Folder) -> None:
    from hustings.voting.domain.voters import roll
    from hustings.voting.interfaces.mails.written import letter

    setup = opened(election)

    def said(kind: str, language: str = "") -> str:
        voter = roll.find("Rhyl 24")
        voter.language = language
        return letter(kind, election, load(election), voter).text

    vote("committee", {"North": 30, "South": 20})
    assert "of those who may vote have" not in said("reminder")
    days_go_by(election, setup)
    # Ten more have voted since, which nobody has been told.
    vote("committee", {"North": 55, "South": 40})
    told = "Committee: between a third and a half of those who may vote have voted.\n"
    assert told in said("reminder")
    assert "Committee: mae rhwng traean a hanner o’r rhai" in said("reminder", "cy")
    assert told not in said("invitation")
    with open(election.toml, encoding="utf-8") as file:
        text = file.read()
    with open(election.toml, "w", encoding="utf-8") as file:
        file.write(text.replace("public = true", "public = false"))
    assert told not in said("reminder")
