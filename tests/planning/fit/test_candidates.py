"""Slates and homes given beside ballots that do not have them."""

from __future__ import annotations

from pathlib import Path

from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.planning.fit.candidates import slates_and_homes
from hustings.planning.scenario.regional import Part


def test_of_several_slates_the_first_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    path.write_text("name,slate,region\nAnn,Red; Blue,North\nBob,Blue,\nCat,,\n", encoding="utf-8")
    election = make_election("Council", 2, ["Ann", "Bob", "Cat"])
    part = Part(election, Profile.gather([((0, 1), 3)]), "North")
    (slated,), homes = slates_and_homes(str(path), [part])
    assert [one.slate for one in slated.election.candidates] == ["Red", "Blue", ""]
    assert homes == {"Ann": "North"}
