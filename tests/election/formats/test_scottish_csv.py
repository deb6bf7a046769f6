"""Scottish council CSV: the 559 files at hand, what each part comes to, and the dialects met."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.election.formats import BallotFile, parse, read, write
from hustings.election.model import make_election
from hustings.election.profile import SKIPPED, Profile
from hustings.errors import InputError

PLAIN = """\
3,2,
10,1,2,
2,3,
1,3,1,2,
4,
"Candidate 1","Ann O'Hara","Labour (Lab)",
"Candidate 2","Bo","Green (Gr)",
"Candidate 3","Zoë","Independent (Ind)",
"Ward 1 - North",
"""
FILE = BallotFile(
    make_election(
        "Ward 1 - North",
        2,
        ["Ann O'Hara", "Bo", "Zoë"],
        slates=["Labour (Lab)", "Green (Gr)", "Independent (Ind)"],
    ),
    Profile(((), (0, 1), (2,), (2, 0, 1)), (4, 10, 2, 1)),
    "scottish-csv",
    (),
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PLAIN, id="as published"),
        pytest.param(PLAIN.rstrip("\n"), id="no final line feed"),
        pytest.param(PLAIN.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param("\n" + PLAIN.replace("\n", " \n\n"), id="blanks and blank lines"),
        pytest.param(PLAIN.replace(",\n", "\n"), id="no final commas"),
        pytest.param(PLAIN.replace(",\n", ",,,,\n"), id="commas to the width of a sheet"),
        pytest.param(PLAIN.replace("10,1,2,", "10, 1 ,2,"), id="blanks in a ballot"),
        pytest.param(PLAIN.replace("10,1,2,", "4,1,2,\n6,1,2,"), id="a ranking on two lines"),
        pytest.param(PLAIN.replace('"Ward 1 - North"', '""Ward 1 - North""'), id="doubled marks"),
        pytest.param(PLAIN.replace('"Ward 1 - North"', '"""" Ward 1 - North"" ""'), id="worse"),
        pytest.param(PLAIN.replace('"Ward 1 - North"', "Ward 1 - North"), id="a bare ward"),
    ],
)
def test_dialects_of_one_election(text: str) -> None:
    assert parse(text.encode()) == FILE


def test_marks_and_commas_in_names() -> None:
    text = PLAIN.replace("Bo", 'Bo ""B"" Ox, Jr').replace("Ward 1 - North", "Lenzie, North")
    election = parse(text.encode()).election
    assert (election.names[1], election.title) == ('Bo "B" Ox, Jr', "Lenzie, North")


def test_a_ward_without_a_name_and_a_candidate_without_a_party() -> None:
    text = PLAIN.replace('"Ward 1 - North",\n', "").replace(',"Green (Gr)"', "")
    file = parse(text.encode())
    assert (file.election.title, file.election.candidates[1].slate) == ("", "")
    assert file.notes == ("The file ends after the last candidate: the ward has no name.",)


def test_faulty_ballots_are_kept_on_request() -> None:
    text = PLAIN.replace("10,1,2,", "10,1,1,\n5,1,,2,")
    file = parse(text.encode(), faulty_ballots=True)
    totals = {(): 4, (0, 0): 10, (0, SKIPPED, 1): 5, (2,): 2, (2, 0, 1): 1}
    assert file.profile == Profile.from_totals(totals)
    assert not file.profile.strict


def test_a_repeated_candidate_is_refused_with_its_line() -> None:
    text = PLAIN.replace("2,3,\n1,3", "2,3,\n\n1,3,3,\n1,3")
    with pytest.raises(InputError) as caught:
        parse(text.encode(), source="w.csv")
    assert str(caught.value) == (
        "w.csv, line 5: candidate 3 is on one ballot twice; correct the ballot, or keep it"
        " as marked with --faulty-ballots"
    )


def test_all_elections_at_hand(scot_elex: Path) -> None:
    paths = sorted(scot_elex.glob("*.csv"))
    assert len(paths) == 559
    papers = distinct = 0
    for path in paths:
        file = read(str(path))
        assert (file.format, file.notes) == ("scottish-csv", ())
        assert all(candidate.slate for candidate in file.election.candidates)
        assert not set('"\n') & set("".join(file.election.names))
        assert file.profile.strict == Profile(file.profile.rankings, file.profile.papers).strict
        papers += file.profile.total
        distinct += len(file.profile.rankings)
    assert (papers, distinct) == (2_856_143, 496_659)


def test_what_the_writer_writes() -> None:
    assert write(FILE.election, FILE.profile, "scottish-csv").decode() == (
        '3,2,\n4,\n10,1,2,\n2,3,\n1,3,1,2,\n"Candidate 1","Ann O\'Hara","Labour (Lab)",\n'
        '"Candidate 2","Bo","Green (Gr)",\n"Candidate 3","Zoë","Independent (Ind)",\n'
        '"Ward 1 - North",\n'
    )


@pytest.mark.parametrize("title", ['The "Ward"', ",x"])
def test_titles_it_cannot_hold(title: str) -> None:
    election = make_election(title, 1, ["A"])
    with pytest.raises(InputError, match=r"^a Scottish CSV file has no place for .*; write blt"):
        write(election, Profile((), ()), "scottish-csv")
