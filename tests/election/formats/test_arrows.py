"""ABIF, the Condorcet Election Format and plain lists of `Ann > Bo = Cy`."""

from __future__ import annotations

from pathlib import Path

import pytest

from election.formats.electorates import refusal
from hustings.election.formats import BallotFile, parse, write
from hustings.election.model import make_election
from hustings.election.profile import SKIPPED, Profile, same_rank
from hustings.errors import InputError

FULL = """\
{"version": "0.1"}
{"title": "Club"}
{"ballotcount": 12}
# who stands
=ann:[Ann F.G.]
=Bo:[Bo: the second]
=Cy:[Cy]
5:ann>Bo=Cy
4: ann
2 : Cy = Bo > [Ann F.G.] # the full name
1:
"""
PLAIN = "Ann Bell > Bo\n# a comment\n\nBo > Ann Bell = Cy # second\nCy\n"
ABIF = (
    FULL,
    PLAIN,
    '# title: T\n# slate 1: L\n12: "Bell, Ann" > Bo\n[Bo]>["x"]\n3 * Bo/2>Cy/1: {"precinct": 5}\n',
    "ABIF 1.0 {}\n=A:[Ann]\n=[B b]:\n7:[B b]>A\n",
)
PARAMETERS = """\
# My election
#/Candidates: Ann ; Bo;Cy
#/Number of Seats: 2
#/Implicit Ranking: false
#/Weight Allowed: true
"""
VOTES = f"""\
{PARAMETERS}
Ann > Bo > Cy * 42
a@b.org , signature:55 || Ann > Bo > Cy # as above
Cy > Ann = Bo ^7 * 8
/EMPTY_RANKING/ * 2
Bo
"""
CEF = (
    VOTES,
    "Ann > Bo * 5\nBo ^ 2\n",
    "# title: T\n# slate 2: L\n#/Number of Seats: 1\nx || A > B\n",
)
TAKEN = (
    "The file does not list its candidates: the {} named on any ballot are taken, in alphabetical"
    " order."
)
FOUND = Path(__file__).resolve().parents[4] / "shared" / "data" / "counting" / "found"


def abif(text: str, **asked: int) -> BallotFile:
    return parse(text.encode(), source="votes.abif", input_format="abif", **asked)  # type: ignore[arg-type]


def cef(text: str, **asked: int) -> BallotFile:
    return parse(text.encode(), source="votes.cvotes", input_format="cef", **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FULL, id="as it is"),
        pytest.param(f"ABIF 0.1\n{FULL}", id="a header"),
        pytest.param(FULL.replace("\n", "\r\n"), id="Windows"),
        pytest.param(FULL.replace("[Ann F.G.] #", '"Ann F.G." #'), id="quotation marks"),
        pytest.param(FULL.replace("=ann:[", "=[ann]: ["), id="a token in brackets"),
        pytest.param(FULL.replace("[Cy]", "Cy"), id="a name without brackets"),
        pytest.param(FULL.replace("=Cy:[Cy]", "=Cy:"), id="no name but the token"),
        pytest.param(FULL.replace('{"title": "Club"}', "{title: 'Club'}"), id="not quite JSON"),
        pytest.param(FULL.replace("5:ann>Bo=Cy", "3:ann>Bo=Cy\n2:ann>Cy=Bo"), id="two lines"),
        pytest.param(FULL.replace("5:", "5*"), id="a star"),
    ],
)
def test_abif(text: str) -> None:
    file = abif(text, seats=2)
    assert file.election == make_election("Club", 2, ["Ann F.G.", "Bo: the second", "Cy"])
    totals = {(0, 1, same_rank(2)): 5, (0,): 4, (1, same_rank(2), 0): 2, (): 1}
    assert file.profile == Profile.from_totals(totals)
    assert file.notes == ()


def test_abif_with_more_than_rankings() -> None:
    text = '3: B/5>A/2: {"county": "Bronx"}\n{"tally_method": "IRV"}\nA>B\n'
    file = abif(text, seats=1)
    assert file.election == make_election("", 1, ["A", "B"])
    assert file.profile == Profile.from_totals({(1, 0): 3, (0, 1): 1})
    assert file.notes == (
        'Line 2, `{"tally_method": "IRV"}`, is not acted on.',
        TAKEN.format(2),
        "The scores after `/` were passed over: the order is that of the arrows.",
        "The data in braces after ballots were passed over.",
        "Lines without a number of papers were taken for one paper each.",
    )


def test_a_plain_list() -> None:
    file = abif(PLAIN, seats=1)
    assert file.election == make_election("", 1, ["Ann Bell", "Bo", "Cy"])
    totals = {(0, 1): 1, (1, 0, same_rank(2)): 1, (2,): 1}
    assert file.profile == Profile.from_totals(totals)
    assert file.notes == (TAKEN.format(3),)
    assert parse(PLAIN.encode(), seats=1) == file


@pytest.mark.parametrize(
    ("text", "line", "what", "remedy"),
    [
        ("3:A>>B\n", 1, "a name is missing beside `>` or `=` in `A>>B`", "on both sides of each"),
        ("3:A>B\n3:>\n", 2, "a name is missing beside `>` or `=` in `>`", "on both sides"),
        ("3:A<B\n", 1, "an arrow points to the left in `A<B`", "write the first preference first"),
        ("0:A>B\n", 1, "`0` is not a number of papers", "give a whole number, 1 or more"),
        ("9" * 41 + ":A>B\n", 1, "`999999999999999999999999999999999999999…` is not a number", ""),
        ("5:A/5,B/2\n", 1, "this ballot gives scores or weights, not a ranking", "write the order"),
        ("5:A*1>B*2\n", 1, "this ballot gives scores or weights, not a ranking", "write the order"),
        (
            "5:A,B\n",
            1,
            "there is a comma, semicolon or tab on the ballot `A,B`",
            "in square brackets",
        ),
        ("5:A>B>A\n", 1, "candidate 1 is on one ballot twice", "--faulty-ballots"),
        ("=A:[Ann]\n5:A>B\n", 2, "`B` is on a ballot but is not a candidate", "`=Token:[Name]`"),
        ("=A:[Ann]\n=A:[Bo]\n", 2, "the candidate `A` is listed twice, or has no token", ""),
        ("=A:[Ann]\n=B:[Ann]\n5:A\n", 2, "candidates 1 and 2 are both called `Ann`", ""),
        (
            "=A:[B]\n=B:[C]\n5:A\n",
            2,
            "`B` is the token of one candidate and the name of another",
            "",
        ),
        ("=A\n5:A\n", 1, "`=A` is not the line of a candidate", "write it as `=Token:[Name]`"),
        ("=A:[x]y]\n", 1, "`=A:[x]y]` is not the line of a candidate", ""),
        ("{title: 'x\n1:A\n", 1, "`{title: 'x` is not a line of metadata", ""),
        ('{title: "x}\n1:A\n', 1, 'the quotation marks do not match in `"x`', ""),
        (
            '{"ballotcount": 5}\n4:A>B\n',
            0,
            "the metadata say 5 ballots, but the lines hold 4",
            "",
        ),
        ("3:[A>B\n", 1, "the brackets or quotation marks do not match in `[A>B`", "one pair"),
        ("3:[A]x>B\n", 1, "there are words beside a name in brackets or quotation marks", "inside"),
        ("3:[]>B\n", 1, "a name is empty", "name the candidate"),
        ("3:A#1>B\n", 1, "the `#` in `A#1>B` may begin a comment or belong to a name", ""),
        (
            "12 Ann > Bo\n",
            1,
            "the name `12 Ann` begins with a number, or holds a colon",
            "`12: Ann",
        ),
        ("Ann > Bo\nann > Bo\n", 2, "`Ann` and `ann` are nearly the same, and the file", ""),
        ("# nothing\n", 0, "the ballots have 0 different names", ""),
    ],
)
def test_abif_that_is_refused(text: str, line: int, what: str, remedy: str) -> None:
    said = refusal(text, "abif")
    assert said.startswith(f"votes.txt{f', line {line}' if line else ''}: {what}"), said
    assert remedy in said.partition("; ")[2]


def test_abif_without_seats_is_refused() -> None:
    assert refusal("3:A>B\n", "abif") == (
        "votes.txt: the file does not say how many seats are to be filled; give --seats N"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(VOTES, id="as it is"),
        pytest.param(VOTES.replace("#/Number of Seats", "#/NUMBER OF SEATS"), id="capitals"),
        pytest.param(VOTES.replace(" > ", ">").replace(" * 42", "*42"), id="no blanks"),
        pytest.param(VOTES.replace("Ann > Bo > Cy * 42\n", "Ann > Bo > Cy\n" * 42), id="one each"),
    ],
)
def test_cef(text: str) -> None:
    file = cef(text)
    assert file.election == make_election("", 2, ["Ann", "Bo", "Cy"])
    totals = {(0, 1, 2): 43, (2, 0, same_rank(1)): 56, (): 2, (1,): 1}
    assert file.profile == Profile.from_totals(totals)
    assert file.notes == (
        "Weights are allowed here: a vote with a weight counts as so many papers.",
        "The tags before `||` were passed over.",
    )


def test_cef_by_its_defaults() -> None:
    file = cef("Ann > Bo ^ 2 * 5\nBo\n", seats=1)
    assert file.profile == Profile.from_totals({(0, 1): 5, (1,): 1})
    assert file.notes == (
        TAKEN.format(2),
        "Some votes have weights, but the file does not allow them: each counts once.",
        "Candidates that a ballot does not name are not ranked on it: the format's implicit last"
        " rank is for"
        " counts by pairs.",
    )


def test_cef_parameters_that_are_not_acted_on() -> None:
    text = "#/Voting Methods: Schulze; Minimax\n#/Colour: red\n#/Number of seats: 1\nA > B * 2\n"
    assert cef(text).notes[:2] == (
        "The file asks for `Schulze; Minimax`: choose the rules with --rules.",
        "Line 2 has a parameter of another program, `#/Colour: red`, which is not acted on.",
    )


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (f"{PARAMETERS}Ann < Bo > Cy\n", 6, "an arrow points to the left in `Ann < Bo > Cy`"),
        (f"{PARAMETERS}Ann > Bo > Ann\n", 6, "candidate 1 is on one ballot twice"),
        (
            f"{PARAMETERS}Ann > Bo * 8 ^7\n",
            6,
            "`* 8 ^7` is neither a weight nor a number of papers",
        ),
        (f"{PARAMETERS}Ann > /EMPTY_RANKING/\n", 6, "one of ; , / | is on the ballot"),
        (f"{PARAMETERS}Ann > Di\n", 6, "`Di` is on a ballot but is not a candidate"),
        (f"{PARAMETERS}Ann > ann\n", 6, "`ann` is on a ballot but is not a candidate"),
        (f"{PARAMETERS}Ann > Bo * x\n", 6, "`* x` is neither a weight nor a number of papers"),
        (f"{PARAMETERS}Ann > Bo * 0\n", 6, "`* 0` is not a number of papers"),
        (f"{PARAMETERS}Ann > * 5\n", 6, "a name is missing beside `>` or `=` in `Ann >`"),
        (f"{PARAMETERS}* 5\n", 6, "a name is missing beside `>` or `=` in ``"),
        (f"{PARAMETERS}x || y || Ann > Bo\n", 6, "`x || y || Ann > Bo` has `||` where no tags can"),
        (f"{PARAMETERS}Ann\n#/Colour: red\n", 7, "the parameter `#/Colour: red` is among"),
        (f"{PARAMETERS}#/candidates: Di\nAnn\n", 6, "`#/candidates: Di` is not a parameter, or"),
        ("#/Candidates\nAnn\n", 1, "`#/Candidates` is not a parameter, or is given twice"),
        ("#/Candidates: A;;B\nA\n", 1, "candidate 2 has no name"),
        ("#/Candidates: A;A\nA\n", 1, "candidates 1 and 2 are both called `A`"),
        ("#/Candidates:\nA\n", 1, "the file announces 0 candidates"),
        ("#/Number of Seats: two\nA\n", 1, "`two` is not a number of seats"),
        ("#/Weight Allowed: yes\nA\n", 1, "`yes` is neither true nor false"),
    ],
)
def test_cef_that_is_refused(text: str, line: int, what: str) -> None:
    assert refusal(text, "cef").startswith(f"votes.txt, line {line}: {what}")


def test_what_is_written() -> None:
    election = make_election("Club", 2, ["Ann", "Bo", "Cy"], slates=["", "L", ""], withdrawn=(2,))
    profile = Profile.from_totals({(0, 1): 3, (1, same_rank(2)): 2, (): 1})
    assert write(election, profile, "abif").decode() == (
        '{"version": "0.1"}\n# title: Club\n# seats: 2\n# withdrawn: Cy\n# slate 2: L\n=Ann:[Ann]\n'
        "=Bo:[Bo]\n=Cy:[Cy]\n1:\n3:Ann>Bo\n2:Bo=Cy\n"
    )
    assert write(election, profile, "cef").decode() == (
        "#/Candidates: Ann ; Bo ; Cy\n#/Number of Seats: 2\n#/Implicit Ranking: false\n"
        "#/Weight Allowed: false\n# title: Club\n# withdrawn: Cy\n# slate 2: L\n\n"
        "/EMPTY_RANKING/ * 1\nAnn > Bo * 3\nBo = Cy * 2\n"
    )
    longer = make_election("", 1, ["Ann Bell", "Bo"])
    assert (
        "=C1:[Ann Bell]\n=C2:[Bo]\n1:C1>C2\n"
        in write(longer, Profile(((0, 1),), (1,)), "abif").decode()
    )


@pytest.mark.parametrize("output_format", ["abif", "cef"])
def test_empty_ranks_are_not_written(output_format: str) -> None:
    with pytest.raises(InputError) as caught:
        write(make_election("", 1, ["A"]), Profile(((SKIPPED, 0),), (1,)), output_format)
    assert str(caught.value) == "arrows have no place for empty ranks; write blt or csv"


@pytest.mark.parametrize(
    ("name", "output_format", "message"),
    [
        (
            "A [x]",
            "abif",
            "the name `A [x]` holds a square bracket, which ABIF has no way to write",
        ),
        (
            "A/B",
            "cef",
            "the name `A/B` holds one of # * , / ; < = > ^ |, which the format reserves",
        ),
    ],
)
def test_names_that_cannot_be_written(name: str, output_format: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        write(make_election("", 1, [name]), Profile(((0,),), (1,)), output_format)
    assert str(caught.value) == f"{message}; write blt or csv"


@pytest.mark.skipif(not FOUND.is_dir(), reason="the shared data are not there")
def test_files_that_people_hold() -> None:
    club = parse((FOUND / "club.cvotes").read_bytes())
    assert (club.format, club.election) == ("cef", make_election("", 2, ["Ann", "Bo", "Cy"]))
    assert club.profile == Profile.from_totals({(0, 1, 2): 5, (1, 2): 3, (2, 0, same_rank(1)): 2})
    towns = parse((FOUND / "small.abif").read_bytes(), seats=1)
    assert (towns.format, towns.election.names) == ("abif", ("Chat", "Knox", "Memph", "Nash"))
    totals = {(2, 3, 0, 1): 42, (3, 0, 1): 26, (0, same_rank(1), 3): 15}
    assert towns.profile.total == sum(totals.values())
