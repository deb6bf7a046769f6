"""Plain CSV: ranks under names, names in order of preference, and the comment lines above them."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from hustings.election.formats import BallotFile, parse, write
from hustings.election.formats.request import Directions
from hustings.election.model import Candidate, Election, make_election
from hustings.election.profile import SKIPPED, Profile, same_rank
from hustings.errors import InputError

RANKS = "Ann,Bo,Cy,count\n1,2,,5\n,1,1,2\n3,,1,1\n,,,4\n2,1,2,1\n"
NAMES = """\
1st preference,2nd preference,3rd preference,papers
Cy,Ann,,5
,Bo,,2
Ann,,Cy,1
,,,4
Bo,Bo,Ann,1
"""
AS_RANKS = "Read as ranks under the candidates' names."
AS_NAMES = (
    "Read as names in order of preference; the 3 candidates are those whom any ballot names, by"
    " alphabet."
)


def variants(text: str) -> list[str]:
    return [
        text,
        text.rstrip("\n"),
        text.replace("\n", "\r\n"),
        text.replace(",", ";"),
        text.replace(",", "\t"),
        text.replace(",", " , "),
        text.replace("\n", ",,\n"),
        text.replace("\n", "\n\n"),
        "\n".join(
            ",".join(f'"{cell}"' for cell in row.split(",")) for row in text.split("\n")[:-1]
        ),
        text.replace("count", "Papers").replace("papers", "NUMBER"),
    ]


@pytest.mark.parametrize("text", variants(RANKS))
def test_ranks(text: str) -> None:
    totals = {(0, 1): 5, (1, same_rank(2)): 2, (2, SKIPPED, 0): 1, (): 4, (1, 0, same_rank(2)): 1}
    expected = BallotFile(
        make_election("", 2, ["Ann", "Bo", "Cy"]),
        Profile.from_totals(totals),
        "csv",
        (AS_RANKS,),
        {},
    )
    assert parse(text.encode(), seats=2)._replace(account={}) == expected


@pytest.mark.parametrize("text", variants(NAMES))
def test_names(text: str) -> None:
    totals = {(2, 0): 5, (SKIPPED, 1): 2, (0, SKIPPED, 2): 1, (): 4, (1, 1, 0): 1}
    expected = BallotFile(
        make_election("", 2, ["Ann", "Bo", "Cy"]),
        Profile.from_totals(totals),
        "csv",
        (AS_NAMES,),
        {},
    )
    assert parse(text.encode(), seats=2)._replace(account={}) == expected


@pytest.mark.parametrize("text", [RANKS, NAMES])
def test_the_order_of_rows_does_not_matter(text: str) -> None:
    header, *rows = text.rstrip("\n").split("\n")
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        turned = "\n".join([header, *rows])
        assert parse(turned.encode(), seats=1) == parse(text.encode(), seats=1)


@pytest.mark.parametrize(
    "header",
    [
        "1,2",
        "1st,2nd",
        "1st preference,2nd preference",
        "Choice 1,Choice 2",
        "choice1,choice2",
        "rank1,rank2",
        "Rank_1,Rank_2",
        "Preference #1,Preference #2",
        "First choice,Second choice",
    ],
)
def test_headings_of_preferences(header: str) -> None:
    file = parse(f"{header}\nBo,Ann\nBo,\n".encode(), seats=1)
    assert file.election.names == ("Ann", "Bo")
    assert file.profile == Profile.from_totals({(1, 0): 1, (1,): 1})


def test_a_ballot_a_row_without_counts() -> None:
    file = parse(b"Ann,Bo\n1,2\n1,2\n,\n2,1\n", seats=1)
    assert file.profile == Profile.from_totals({(0, 1): 2, (): 1, (1, 0): 1})


def test_counts_may_stand_in_any_column() -> None:
    first = parse(b"count,Ann,Bo\n5,1,2\n", seats=1)
    second = parse(b"Ann,count,Bo\n1,5,2\n", seats=1)
    assert first._replace(account={}) == second._replace(account={})
    assert first.profile == Profile(((0, 1),), (5,))


def test_candidates_whom_no_ballot_names_stand_in_the_comment() -> None:
    text = (
        '# title: Club\n# seats: 2\n# candidates: Cy; Ann; "B;o"\n# withdrawn: 2\n1st\nAnn\nB;o\n'
    )
    file = parse(text.replace("1st", "1st,2nd").encode())
    election = make_election("Club", 2, ["Cy", "Ann", "B;o"], withdrawn=(1,))
    assert (file.election, file.notes) == (election, ())
    assert file.profile == Profile.from_totals({(1,): 1, (2,): 1})


def test_equal_candidates_are_joined() -> None:
    text = "# candidates: A;B;A=B;C\nfirst,second\nA = B,C\nA=B,C\nC=A,B\n"
    profile = parse(text.encode(), seats=1).profile
    assert profile == Profile.from_totals(
        {(0, same_rank(1), 3): 1, (2, 3): 1, (0, same_rank(3), 1): 1}
    )


def test_candidates_who_differ_in_hardly_anything_are_noted() -> None:
    notes = parse(b"1st,2nd\nAnn Ox,Ann Fox\n", seats=1).notes
    assert notes[1:] == (
        "The candidates 'Ann Fox' and 'Ann Ox' differ in one letter: if they are one person, say so"
        " with --aliases FILE.",
    )
    with pytest.raises(InputError, match="the names `Ann Ox` and `ann  ox` differ in hardly any"):
        parse(b"1st,2nd\nAnn Ox,ann  ox\n", seats=1)


def test_single_column_and_its_own_comments() -> None:
    file = parse(b"# seats: 1\nchoice\nAnn\nBo\nAnn\n")
    assert file.profile == Profile.from_totals({(0,): 2, (1,): 1})


def test_a_rank_beyond_the_candidates_is_kept_within_bounds() -> None:
    profile = parse(b"A,B\n1,7\n1,2\n2,1\n", seats=1).profile
    assert profile == Profile.from_totals({(0, *[SKIPPED] * 5, 1): 1, (0, 1): 1, (1, 0): 1})


def test_what_the_writers_write() -> None:
    candidates = (Candidate(0, "A;a", "Labour"), Candidate(1, 'B "b"'), Candidate(2, "papers"))
    election = Election("Club", 2, candidates, (2,))
    totals = {(): 4, (0, same_rank(1)): 3, (1, SKIPPED, 0): 2}
    profile = Profile.from_totals(totals, [("spoilt", 5)])
    top = (
        '# title: Club\n# seats: 2\n# candidates: "A;a";"B ""b""";papers\n# withdrawn: papers\n'
        "# slate 1: Labour\n# rejected 5: spoilt\n"
    )
    assert write(election, profile, "csv").decode() == (
        f"# form: names\n{top}papers,1st preference,2nd preference,3rd preference\n4\n"
        '3,"A;a=B ""b"""\n2,"B ""b""",,A;a\n'
    )
    assert write(election, profile, "csv-ranks").decode() == (
        f'# form: ranks\n{top}"papers","A;a","B ""b""","papers"\n4,,,\n3,1,1,\n2,3,1,\n'
    )


@pytest.mark.parametrize("names", [254, 255, 256, 257, 600])
@pytest.mark.parametrize("shape", ["1st preference,2nd preference", "Time,1st preference,Note,2nd"])
def test_any_number_of_different_names(names: int, shape: str) -> None:
    """The last new name stands in the first column of a row, or in the last."""
    headings = shape.split(",")
    own = [f"N{place:03}" for place in range(names)]
    pairs = [(own[at], own[at + 1]) for at in range(0, names - 1, 2)] + [(own[-1], ""), ("", "")]
    lines = [
        ",".join(
            {"Time": f"12:{n % 60:02}", "Note": ""}.get(heading, pair[heading.startswith("2nd")])
            for heading in headings
        )
        for n, pair in enumerate([*pairs, *pairs[:3]])
    ]
    read = parse("\n".join([shape, *lines]).encode(), seats=1)
    assert [one.name for one in read.election.candidates] == own
    places = {name: place for place, name in enumerate(own)}
    assert read.profile == Profile.from_totals(
        Counter(tuple(places[name] for name in pair if name) for pair in [*pairs, *pairs[:3]])
    )


def test_ordinals_of_a_long_ballot() -> None:
    election = make_election("T", 1, [f"C{place}" for place in range(23)])
    header = write(election, Profile((tuple(range(23)),), (1,)), "csv").decode().split("\n")[4]
    assert header.split(",")[1:4] == ["1st preference", "2nd preference", "3rd preference"]
    assert header.split(",")[11:14] == ["11th preference", "12th preference", "13th preference"]
    assert header.split(",")[21:] == ["21st preference", "22nd preference", "23rd preference"]


@pytest.mark.parametrize(
    ("output_format", "names", "ranking", "message"),
    [
        ("csv", ["A"], (0, SKIPPED), "a CSV file has no place for an empty last rank; write blt"),
        (
            "csv-ranks",
            ["A"],
            (SKIPPED,),
            "a CSV file has no place for an empty last rank; write blt",
        ),
        (
            "csv",
            ["A=", "B"],
            (0, same_rank(1)),
            "A=, B stand at one rank, and their names hold an equals sign; write blt or csv-ranks",
        ),
        (
            "csv",
            ["A", "B", "A=B"],
            (0, same_rank(1)),
            "A, B stand at one rank, and joined they are somebody else's name; write blt or"
            " csv-ranks",
        ),
        (
            "csv-ranks",
            ["A"],
            (0, 0),
            "a ballot names a candidate twice or has too many ranks for a table of ranks; write blt"
            " or csv",
        ),
        (
            "csv-ranks",
            ["A"],
            (*[SKIPPED] * 20, 0),
            "a ballot names a candidate twice or has too many ranks for a table of ranks; write blt"
            " or csv",
        ),
    ],
)
def test_what_they_cannot_hold(
    output_format: str, names: list[str], ranking: tuple[int, ...], message: str
) -> None:
    with pytest.raises(InputError) as caught:
        write(make_election("T", 1, names), Profile((ranking,), (1,)), output_format)
    assert str(caught.value) == message


def test_a_column_that_counts_up_under_a_heading_that_does_not_say_so_is_asked_about() -> None:
    with pytest.raises(InputError, match=r"the column `Rex` .* --columns \"Ann,Bo\""):
        parse(b"Rex,Ann,Bo\n1,2,3\n2,1,3\n3,1,2\n4,1,2\n", seats=1)


def test_preferences_after_a_write_in_that_is_left_out_move_up() -> None:
    file = parse(b"Q [Ann],Q [Bo],Q [UWI]\n2,3,1\n1,2,\n", seats=1)
    assert file.profile == Profile.from_totals({(0, 1): 2})


@pytest.mark.parametrize(
    ("headings", "rows", "cell", "line"),
    [
        ("Ann,Bo,Cy", "1 (worst),2,3 (best)\n3 (best),2,1 (worst)", "1 (worst)", 2),
        ("Ann,Bo", "1 (worst),2\n,1 (worst)\n5 (best),1 (worst)\n1 (worst),2", "1 (worst)", 2),
        ("Q [Ann],Q [Bo],Q [Cy]", "3,2,1\n1 - least preferred,2,3", "1 - least preferred", 3),
        ("Ann,Bo,Cy", "First (lowest),Second,Third\nThird,Second,", "First (lowest)", 2),
    ],
)
def test_a_scale_on_which_1_is_the_worst_is_to_be_turned_round(
    headings: str, rows: str, cell: str, line: int
) -> None:
    """No option is offered that would be refused at the next cell, with columns named or not."""
    for columns in ((), ("Ann", "Bo")):
        with pytest.raises(InputError) as caught:
            parse(f"{headings}\n{rows}\n".encode(), seats=1, directions=Directions(columns=columns))
        assert str(caught.value) == (
            f"line {line}: `{cell}` is not a rank, under `Ann`: 1 is the worst on this scale; turn"
            " the numbers round, so that 1 is the best"
        )


def test_a_scale_on_which_1_is_the_best_is_ranks() -> None:
    file = parse(b"Q [Ann],Q [Bo]\n1 (best),2 (worst)\n2 (worst),1 (best)\n", seats=1)
    assert dict(zip(file.profile.rankings, file.profile.papers, strict=True)) == {
        (0, 1): 1,
        (1, 0): 1,
    }


@pytest.mark.parametrize("headings", ["Choice 3,Choice 1,Choice 2", "x,y,z", "1st,3rd,5th"])
def test_columns_in_the_caller_s_order_are_said_to_be_what_they_are_counted_as(
    headings: str,
) -> None:
    columns = tuple(headings.split(","))
    for order in ((0, 1, 2), (1, 2, 0), (2, 0)):
        told = Directions(columns=tuple(columns[place] for place in order))
        file = parse(f"{headings}\nAnn,Bo,Cy\n".encode(), seats=1, directions=told)
        names = [file.election.names[candidate] for candidate in file.profile.rankings[0]]
        assert names == [("Ann", "Bo", "Cy")[place] for place in order]
        ranks = {place: f"rank {rank}" for rank, place in enumerate(order, 1)}
        assert file.account["columns"] == [
            {"heading": heading, "read_as": ranks.get(place, "left out")}
            for place, heading in enumerate(columns)
        ]


def test_a_name_with_a_tab_in_it_stays_on_the_line_of_the_message() -> None:
    with pytest.raises(InputError) as caught:
        parse(b"# seats: 1\n1st preference;2nd preference\nAn\tn;Bo\nAnn;Bo\n")
    assert str(caught.value).isprintable()
    assert "a line such as `Ann = An\\tn`" in str(caught.value)
