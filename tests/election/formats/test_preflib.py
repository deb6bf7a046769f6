"""PrefLib: the newer and the older form, ties, and what our own comment lines add."""

from __future__ import annotations

import pytest

from hustings.election.formats import BallotFile, parse, write
from hustings.election.model import Candidate, Election, make_election
from hustings.election.profile import SKIPPED, Profile, same_rank
from hustings.errors import InputError

NEW = """\
# FILE NAME: 00001-00000001.toi
# TITLE: Club
# DESCRIPTION:
# DATA TYPE: toi
# MODIFICATION TYPE: original
# RELATED FILES: 00001-00000001.toc
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 17
# NUMBER UNIQUE ORDERS: 4
# ALTERNATIVE NAME 1: Ann F.G.
# ALTERNATIVE NAME 2: Bo: the second
# ALTERNATIVE NAME 3: Cy
# ALTERNATIVE NAME 4: Di
10: 3,1,{2,4}
4: 1
2: {4,2},3
1: 2,4,1,3
"""
OLD = """\
4
1,Ann F.G.
2,Bo: the second
3,Cy
4,Di
17,17,4
10,3,1,{2,4}
4,1
2,{4,2},3
1,2,4,1,3
"""
NAMES = ["Ann F.G.", "Bo: the second", "Cy", "Di"]
PROFILE = Profile.from_totals(
    {(2, 0, 1, same_rank(3)): 10, (0,): 4, (1, same_rank(3), 2): 2, (1, 3, 0, 2): 1}
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(NEW, "Club", id="new"),
        pytest.param(NEW.replace("# NUMBER VOTERS: 17\n", ""), "Club", id="no number of voters"),
        pytest.param(NEW.replace("# NUMBER ALTERNATIVES: 4\n", ""), "Club", id="no number"),
        pytest.param(NEW.replace("TYPE: toi", "TYPE:"), "Club", id="no type"),
        pytest.param(NEW.replace("\n", "\r\n").replace(",", " , "), "Club", id="blanks"),
        pytest.param(NEW.replace("\n", "\n   "), "Club", id="indented"),
        pytest.param(NEW.replace("4: 1\n", "1: 1\n3:1\n"), "Club", id="an order on two rows"),
        pytest.param(NEW.replace("{2,4}", "{ 4, 2 }"), "Club", id="a tie turned round"),
        pytest.param(NEW.replace("# TITLE: Club\n", "") + "# TITLE: Club", "Club", id="late title"),
        pytest.param(OLD, "", id="old"),
        pytest.param(OLD.replace(",", ", "), "", id="old with blanks"),
    ],
)
def test_one_election_in_both_forms(text: str, title: str) -> None:
    expected = BallotFile(make_election(title, 2, NAMES), PROFILE, "preflib", ())
    assert parse(text.encode(), seats=2) == expected


def test_rankings_are_kept_as_marked() -> None:
    text = "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n3: 1,1\n2: {2,2}\n4:\n"
    profile = parse(text.encode()).profile
    assert profile == Profile.from_totals({(0, 0): 3, (1, same_rank(1)): 2, (): 4})


def test_the_voters_of_an_old_file_are_compared_with_its_rows() -> None:
    with pytest.raises(InputError) as caught:
        parse(OLD.replace("17,17,4", "18,18,4").encode(), seats=1, source="x")
    assert str(caught.value) == (
        "x: the header says 18 voters, but the rows hold 17; complete the file, or correct the"
        " number"
    )


def test_what_the_writer_writes() -> None:
    candidates = (Candidate(0, "A", "Labour"), Candidate(1, "B", "", ("x", "y")))
    election = Election("Club", 2, candidates, (1,))
    profile = Profile.from_totals({(0, same_rank(1)): 3, (1,): 2}, [("spoilt", 5)])
    assert write(election, profile, "preflib").decode() == (
        "# TITLE: Club\n# DATA TYPE: toi\n# SEATS: 2\n# WITHDRAWN: B\n# SLATE 1: Labour\n"
        "# GROUPS 2: x;y\n# REJECTED 5: spoilt\n# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: 5\n"
        "# NUMBER UNIQUE ORDERS: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n"
        "3: {1,2}\n2: 2\n"
    )


@pytest.mark.parametrize(
    ("rankings", "kind"),
    [
        ([(0, 1), (1, 0)], "soc"),
        ([(0, 1), (1,)], "soi"),
        ([(0, same_rank(1)), (1, 0)], "toc"),
        ([(0, 0), (1, 0)], "soi"),
    ],
)
def test_the_type_tells_ties_and_completeness(rankings: list[tuple[int, ...]], kind: str) -> None:
    profile = Profile.from_totals(dict.fromkeys(rankings, 1))
    written = write(make_election("T", 1, ["A", "B"]), profile, "preflib").decode()
    assert written.split("\n")[1] == f"# DATA TYPE: {kind}"


@pytest.mark.parametrize("ranking", [(), (SKIPPED, 0), (0, SKIPPED)])
def test_what_it_cannot_hold(ranking: tuple[int, ...]) -> None:
    with pytest.raises(InputError) as caught:
        write(make_election("T", 1, ["A"]), Profile((ranking,), (1,)), "preflib")
    assert str(caught.value) == (
        "a PrefLib file has no place for blank papers or empty ranks; write blt or csv"
    )
