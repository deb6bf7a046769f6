"""BLT: the files of other programs that a strict reader must refuse or accept, and all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.election.formats import parse, read
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.errors import InputError

MARKS = r"put one mark before and one after the name, and write \" for a mark inside it"
BARE = (
    "a number alone is neither a ballot nor the `0` that ends the ballots; a withdrawn candidate is"
    " written `-2`, a blank ballot `1 0`, the end `0`"
)
TWICE = (
    "candidate 1 is on one ballot twice; correct the ballot, or keep it as marked with"
    " --faulty-ballots"
)
UNCLOSED = "does not end with 0; close it with a 0, as the first ballot is"
FIRST_NAME = (
    "the names begin before the ballots have ended; put a line holding only `0` before the first"
    " name"
)
AFTER_TITLE = "`1` comes after the title and belongs to nothing; take it out"
ALIKE = "put all names and the title in quotation marks"
# The files of should-fail that are refused, with line and message.
REFUSED = {
    "candidate-invalid-vote": (
        5,
        "`-1` is on a ballot but is not a candidate; candidates are numbered from 1 to 4 here",
    ),
    "candidate-not-existing": (
        5,
        "`5` is on a ballot but is not a candidate; candidates are numbered from 1 to 4 here",
    ),
    "candidate-repeated-twice": (5, TWICE),
    "candidate-repeated-vote-middle": (5, TWICE),
    "candidate-repeated-vote-start": (5, TWICE),
    "candidates-too-few": (
        17,
        "4 names and a title are expected after the ballots, but there are only 4, the last of"
        " them `Gardening Club Election`; add the missing name or title, or correct the number of"
        " candidates",
    ),
    "candidates-too-many": (
        19,
        "4 names and a title are expected after the ballots, but there are 6; correct the number"
        " of candidates in the header, or take out the rest (a source and a comment may"
        " follow the title, both or neither)",
    ),
    "eleven-candidates": (
        2,
        "`9` is on a ballot but is not a candidate; candidates are numbered from 1 to 2 here",
    ),
    "end-marker-incorrect": (13, BARE),
    "end-marker-missing": (13, FIRST_NAME),
    "extra-line-end": (19, AFTER_TITLE),
    "extra-line-letter": (
        13,
        "`B` is not a ballot; write a ballot as the number of papers, the candidates' numbers in"
        " order of preference and a closing 0, such as `1 4 2 3 0`",
    ),
    "extra-line-middle": (3, BARE),
    "extra-line-space-candidates": (20, AFTER_TITLE),
    "extra-line-space-middle": (20, AFTER_TITLE),
    "extra-line-space-start": (20, AFTER_TITLE),
    "name-misquoted": (16, f'the quotation marks do not match in `"Chuc"k`; {MARKS}'),
    "name-partially-quoted": (16, f'the quotation marks do not match in `"Chuck`; {MARKS}'),
    "name-unquoted": (
        16,
        f"the name `Chuck` has no quotation marks where the names before it have them; {ALIKE}",
    ),
    "seats-invalid": (1, "the file announces 0 seats; give a number of seats from 1 to 30000"),
    "seats-missing": (
        1,
        "`4` is not the header of a BLT file; begin with the number of candidates and the number of"
        " seats, such as `4 2`",
    ),
    "terminator-invalid": (5, f"the ballot `1 4 2 3 1` {UNCLOSED}"),
    "terminator-missing": (5, f"the ballot `1 4 2 3` {UNCLOSED}"),
    "title-misquoted": (
        18,
        f'the quotation marks do not match in `"Gardening Club" Election"`; {MARKS}',
    ),
    "title-missing": (
        18,
        "the title is empty; write the election's title between the quotation marks",
    ),
    "title-partially-quoted": (
        18,
        f'the quotation marks do not match in `Gardening Club Election"`; {MARKS}',
    ),
    "title-unquoted": (
        18,
        "the title `Gardening Club Election` has no quotation marks where the names before it have"
        f" them; {ALIKE}",
    ),
    "weighting-too-small": (
        5,
        "a ballot on 0 papers: `0 1 4 2 3 0`; take the line out, or give its number of papers",
    ),
    "withdrawn-invalid": (2, BARE),
    "withdrawn-not-existing": (
        2,
        "candidate `-5` is withdrawn, but there are 4 candidates; give a number from -1 to -4",
    ),
}
# Those that are read, and why (docs/formats.md).
ACCEPTED = {
    "comments-present",
    "four-candidates-with-withdrawal",
    "space-additional",
    "space-prepended",
    "space-trailing",
    "weighting-unequal",
}
CLUB = make_election("Gardening Club Election", 2, ["Amy", "Bob", "Chuck", "Diane"], withdrawn=(1,))
TEMPLATE = {
    (0, 1, 3, 2): 1,
    (0, 3, 1, 2): 1,
    (0, 3, 2): 1,
    (1, 2, 3, 0): 1,
    (1, 3, 0, 2): 1,
    (2, 1, 3, 0): 1,
    (2, 3, 0, 1): 2,
    (3, 0, 2, 1): 1,
    (3, 2, 1): 1,
}


@pytest.fixture(scope="module")
def blt_format(data: Path) -> Path:
    return data / "counting" / "bltformat" / "blt-format"


def test_should_fail_is_all_told_here(blt_format: Path) -> None:
    names = {path.stem for path in (blt_format / "should-fail").iterdir()}
    assert names == {*REFUSED, *ACCEPTED}


@pytest.mark.parametrize("name", REFUSED)
def test_should_fail(blt_format: Path, name: str) -> None:
    path = str(blt_format / "should-fail" / f"{name}.blt")
    line, message = REFUSED[name]
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value) == f"{path}, line {line}: {message}"


@pytest.mark.parametrize("name", sorted(ACCEPTED))
def test_should_fail_but_is_a_dialect_of_ours(blt_format: Path, name: str) -> None:
    file = read(str(blt_format / "should-fail" / f"{name}.blt"))
    totals = TEMPLATE | {(0, 3, 1, 2): 2} if name == "weighting-unequal" else TEMPLATE
    assert (file.election, file.profile) == (CLUB, Profile.from_totals(totals))
    assert (file.format, file.notes) == ("blt", ())


@pytest.mark.parametrize("name", ["template", "template-annotated"])
def test_templates(blt_format: Path, name: str) -> None:
    file = read(str(blt_format / f"{name}.blt"))
    assert (file.election, file.profile) == (CLUB, Profile.from_totals(TEMPLATE))


def test_should_pass(blt_format: Path) -> None:
    four = read(str(blt_format / "should-pass" / "four-candidates-without-withdrawal.blt"))
    assert four.election == make_election(CLUB.title, 2, CLUB.names)
    assert four.profile == Profile.from_totals(TEMPLATE)
    two = read(str(blt_format / "should-pass" / "two-candidates-one-seat.blt"))
    assert two.election == make_election(CLUB.title, 1, ["Amy", "Bob"])
    assert two.profile == Profile.from_totals({(0,): 1, (0, 1): 1, (1,): 2, (1, 0): 1})


def test_example_is_an_ordinary_file_and_the_other_has_no_header(data: Path) -> None:
    example = read(str(data / "counting" / "bltformat" / "example.blt"))
    assert (example.election.title, example.election.seats) == ("Hack election", 2)
    assert (example.profile.total, len(example.profile.rankings)) == (41, 23)
    path = str(data / "counting" / "bltformat" / "invalid-header.blt")
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value) == (
        f"{path}, line 1: `2` is not the header of a BLT file; begin with the number of candidates"
        " and the number of seats, such as `4 2`"
    )


def test_the_model_election_in_lines_and_strictly(data: Path) -> None:
    folder = data / "counting" / "ers97-model"
    lined, strict = read(str(folder / "ers97.blt")), read(str(folder / "ers97_strict.blt"))
    assert (lined.election, lined.profile) == (strict.election, strict.profile)
    assert (strict.election.seats, strict.profile.total, strict.notes) == (6, 753, ())
    assert lined.notes == (
        "The ballot on line 5 has no closing 0: ballots are taken to end with their lines.",
    )


def test_withdrawn_candidates_in_either_spelling(data: Path) -> None:
    folder = data / "counting" / "droop" / "blt"
    minus, option, none = (read(str(folder / f"SC{end}.blt")) for end in ("w", "wopt", ""))
    assert minus == option
    assert minus.election.withdrawn == (3,)
    assert (none.election.withdrawn, none.profile) == ((), minus.profile)


def test_every_other_file_is_read(data: Path) -> None:
    paths = [path for path in (data / "counting").rglob("*.blt") if "bltformat" not in path.parts]
    assert len(paths) == 74
    assert {read(str(path)).format for path in paths} == {"blt"}


def test_the_order_of_ballot_lines_does_not_matter(data: Path) -> None:
    path = data / "counting" / "scottish-official" / "glasgow_2007_linn.blt"
    lines = path.read_bytes().split(b"\n")
    end = lines.index(b"0")
    turned = b"\n".join([lines[0], *lines[end - 1 : 0 : -1], *lines[end:]])
    assert turned != path.read_bytes()
    assert parse(turned) == parse(path.read_bytes())
