"""BLT: every dialect that is read, and what each part of a file comes to."""

from __future__ import annotations

import pytest

from hustings.election.formats import BallotFile, parse, write
from hustings.election.model import Candidate, Election, make_election
from hustings.election.profile import SKIPPED, Profile, same_rank

STRICT = """\
4 2
-2
1 4 1 3 2 0
7 2 4 1 3 0
1 3 0
3 0
0
"Amy"
"Bob"
"Chuck"
"Di"
"Club"
"""
ELECTION = make_election("Club", 2, ["Amy", "Bob", "Chuck", "Di"], withdrawn=(1,))
PROFILE = Profile(((), (1, 3, 0, 2), (2,), (3, 0, 2, 1)), (3, 7, 1, 1))
NAMES = '0\n"A"\n"B"\n"C"\n"T"\n'


def test_a_strict_file() -> None:
    assert parse(STRICT.encode()) == BallotFile(ELECTION, PROFILE, "blt", ())


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        pytest.param(STRICT.rstrip("\n").encode(), (), id="no final line feed"),
        pytest.param(STRICT.replace("\n", "\r\n").encode(), (), id="Windows line ends"),
        pytest.param(STRICT.replace("\n", "\r").encode(), (), id="old Mac line ends"),
        pytest.param(b"\xef\xbb\xbf" + STRICT.encode(), (), id="byte-order mark"),
        pytest.param(STRICT.encode("utf-16"), ("Read as UTF-16.",), id="UTF-16"),
        pytest.param(b"\xfe\xff" + STRICT.encode("utf-16-be"), ("Read as UTF-16.",), id="UTF-16BE"),
        pytest.param(STRICT.encode("utf-32"), ("Read as UTF-32.",), id="UTF-32"),
        pytest.param(STRICT.replace("\n", "  \n\n \t\n").encode(), (), id="blank lines"),
        pytest.param(STRICT.replace(" ", "   ").encode(), (), id="several blanks"),
        pytest.param(STRICT.replace(" ", "\t").encode(), (), id="tabs"),
        pytest.param(("\n" + STRICT).replace("\n", "\n  ").encode(), (), id="indented"),
        pytest.param(STRICT.replace("\n", " # note 0\n").encode(), (), id="comments on lines"),
        pytest.param(
            ("# x\n" + STRICT.replace("\n", "\n# x 1\n")).encode(), (), id="comment lines"
        ),
        pytest.param(
            (
                "/* a\nb */" + STRICT.replace("\n1 3 0\n", "\n1/**/3 /* 0 */ 0\n/* 1 2 0\n*/\n")
            ).encode(),
            (),
            id="C-style comments",
        ),
        pytest.param(STRICT.replace('"\n"', '" "').encode(), (), id="names on one line"),
        pytest.param(STRICT.replace('"', '""').encode(), (), id="doubled marks"),
        pytest.param(STRICT.replace('"', '""""').encode(), (), id="marks four times"),
        pytest.param(STRICT.replace('"', "").encode(), (), id="no marks at all"),
        pytest.param(STRICT.replace('"Amy"', '" Amy  "').encode(), (), id="blanks in marks"),
        pytest.param(
            STRICT.replace("4 2\n-2", "4 2 -2").encode(), (), id="withdrawn beside header"
        ),
        pytest.param(STRICT.replace("-2", "[withdrawn 2]").encode(), (), id="[withdrawn]"),
        pytest.param(
            STRICT.replace("\n", ",,\n").encode(),
            ("Commas at the ends of lines, as a spreadsheet leaves them, were passed over.",),
            id="commas of a spreadsheet",
        ),
        pytest.param(
            STRICT.replace("\n", " ").encode(),
            ("Ballots follow on the header's line: line ends were taken for spaces.",),
            id="all on one line",
        ),
        pytest.param(
            STRICT.replace("\n", " ").replace(" ", "\n").replace("\n", " ", 17).encode(),
            ("Ballots follow on the header's line: line ends were taken for spaces.",),
            id="a token on a line",
        ),
        pytest.param(
            STRICT.replace("1 4 1 3 2 0", "1 4 1 3 2").encode(),
            ("The ballot on line 3 has no closing 0: ballots are taken to end with their lines.",),
            id="ballots that end with their lines",
        ),
        pytest.param(
            STRICT.replace("-2", "-2\n[nick a b c d]\n[tie d c b a]")
            .replace("1 4 1 3 2 0", "1 d a c b 0")
            .encode(),
            (
                "Line 4 gives an order for breaking ties, `[tie d c b a]`, which is not acted on:"
                " give the lots as they fell with --lots FILE.",
            ),
            id="nicknames and an order for ties",
        ),
        pytest.param(
            STRICT.replace("-2", "-2\n[droop precision=5]").encode(),
            (
                "Line 3 holds options for the program Droop, `[droop precision=5]`, which are not"
                " acted on: choose the rules with --rules.",
            ),
            id="options for Droop",
        ),
        pytest.param(
            (STRICT + '"Annual meeting"\n"Room 2"\nA: 3 votes\n1 2\n').encode(),
            (
                "After the title: source `Annual meeting`.",
                "After the title: comment `Room 2`.",
                "The text after the title, from line 15 on, was passed over.",
            ),
            id="source, comment and free text",
        ),
        pytest.param(
            (STRICT + "\n\nA: 3 votes\n").encode(),
            ("The text after the title, from line 15 on, was passed over.",),
            id="free text",
        ),
        pytest.param(
            STRICT.replace('"Club"', "Club").replace('y"', 'y ""Lab"""').encode(),
            None,
            id="doubled marks in one name only, title without",
        ),
    ],
)
def test_dialects_of_one_election(data: bytes, notes: tuple[str, ...] | None) -> None:
    if notes is None:
        with pytest.raises(Exception, match="the title `Club` has no quotation marks"):
            parse(data)
        return
    assert parse(data) == BallotFile(ELECTION, PROFILE, "blt", notes)


def blt(ballots: str, names: str = NAMES, **asked: bool) -> BallotFile:
    return parse(f"3 1\n{ballots}\n{names}".encode(), input_format="blt", **asked)


@pytest.mark.parametrize(
    ("ballots", "rankings"),
    [
        ("1 2 0", {(1,): 1}),
        ("5 0", {(): 5}),
        ("1 02 0", {(1,): 1}),
        ("1 2 0\n4 2 0\n2  2 0", {(1,): 7}),
        ("1 2=3 1 0", {(1, same_rank(2), 0): 1}),
        ("1 3=2 1 0\n1 2=3 1 0", {(1, same_rank(2), 0): 2}),
        ("1 2 = 3 1 0", {(1, same_rank(2), 0): 1}),
        ("1 (2 3) 1 0", {(1, same_rank(2), 0): 1}),
        ("1 3(2 1) 0", {(2, 0, same_rank(1)): 1}),
        ("1 - 2 - - 1 0", {(SKIPPED, 1, SKIPPED, SKIPPED, 0): 1}),
        ("1 2 - 0", {(1, SKIPPED): 1}),
        ("(A 1) 1 2 0\n(A2) 1 2 0", {(1,): 2}),
        ("( x ) 1 2=3 0 # note", {(1, same_rank(2)): 1}),
        ("1 1 2 0#x\n\n2 1 # x\n", None),
        ("3 1\n2 1 0\n1 0\n1 10", None),
        ("3 1\n2 1 0\n1 2 3\n4 0", {(): 4, (0,): 5, (1, 2): 1}),
    ],
)
def test_ballots(ballots: str, rankings: dict[tuple[int, ...], int] | None) -> None:
    if rankings is None:
        with pytest.raises(Exception, match=r"^line \d: "):
            blt(ballots)
        return
    assert blt(ballots).profile == Profile.from_totals(rankings)


def test_repeated_candidates_are_kept_on_request() -> None:
    kept = blt("1 1 2 1 0\n2 3=3 0\n1 2 - 2 0", faulty_ballots=True).profile
    expected = {(0, 1, 0): 1, (2, same_rank(2)): 2, (1, SKIPPED, 1): 1}
    assert kept == Profile.from_totals(expected)


@pytest.mark.parametrize(
    "ballots", ["1 2 0", "1 0", "1 2=3 0", "1 2 - 3 0", "1 2 3 0\n1 3 2 0", "", "1 2 0\n1 0"]
)
def test_what_is_found_of_a_profile_on_the_way_is_true(ballots: str) -> None:
    read = blt(ballots).profile
    assert read.strict == Profile(read.rankings, read.papers).strict


def test_whether_a_faulty_profile_is_strict() -> None:
    assert not blt("1 1 2 1 0", faulty_ballots=True).profile.strict


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ('"Amy (Lab)"\n"B"\n"C"\n"T"', ["Amy (Lab)", "B", "C", "T"]),
        ("Amy (Lab)\nBo\nCy\nWard 3, North", ["Amy (Lab)", "Bo", "Cy", "Ward 3, North"]),
        (
            '"A ""Lab"""\n"B ""SNP"""\n"C ""Ind"""\nWard 3',
            ['A "Lab"', 'B "SNP"', 'C "Ind"', "Ward 3"],
        ),
        ('"""A"" ""X"" "\n"B"\n"C"\n"""Ward 3"" "', ['"A" "X"', "B", "C", "Ward 3"]),
        ('Amy\nBo\nCy\n"Ward 3, North"', ["Amy", "Bo", "Cy", "Ward 3, North"]),
        ('"Jo \\"Jo\\" Ox"\n"a\\\\b"\n"c\\d"\n"\\"T\\""', ['Jo "Jo" Ox', "a\\b", "c\\d", '"T"']),
        ('"#1" # x\n"B" "C"# y\n"T"', ["#1", "B", "C", "T"]),
        ('"/* A */"\n"B" /* "X" */\n"C"\n"T"', ["/* A */", "B", "C", "T"]),
        (
            "# ALTERNATIVE NAME 1: Amy (Lab)\n# ALTERNATIVE NAME 2: Bo\n"
            "# ALTERNATIVE NAME 3: Cy\nWard 3",
            ["Amy (Lab)", "Bo", "Cy", "Ward 3"],
        ),
    ],
)
def test_names_and_title(names: str, expected: list[str]) -> None:
    read = blt("1 2 0", f"0\n{names}\n").election
    assert [*read.names, read.title] == expected


def test_a_title_left_out() -> None:
    read = blt("1 2 0", '0\n"A"\n"B"\n"C"\n')
    assert (read.election.title, read.notes) == (
        "",
        ("The file ends after the last name, C: it has no title.",),
    )


def test_a_title_given_by_the_caller_makes_a_missing_one_good() -> None:
    data = b'2 1\n1 1 0\n0\n"A"\n"Club Election"\n'
    read = parse(data, title="Ward 3")
    assert (read.election, read.notes) == (
        make_election("Ward 3", 1, ["A", "Club Election"]),
        (),
    )


def test_seats_and_title_given_by_the_caller() -> None:
    read = parse(STRICT.encode(), seats=3, title="Ward 3")
    assert (read.election.seats, read.election.title) == (3, "Ward 3")
    assert read.notes == ("The file says 2 seats; 3 are filled, as asked.",)


@pytest.mark.parametrize(
    ("name", "codec", "note"),
    [
        ("Zoë", "latin-1", "Not UTF-8: read as Windows-1252; check the accents in the names."),
        ("Š€", "cp1252", "Not UTF-8: read as Windows-1252; check the accents in the names."),
        ("é\x81.", "latin-1", None),
    ],
)
def test_files_that_are_not_utf_8(name: str, codec: str, note: str | None) -> None:
    data = STRICT.replace("Amy", name).encode(codec)
    if note is None:
        with pytest.raises(Exception, match=r"line 8: the name `\\xe9\\x81\.` holds a control"):
            parse(data)
        return
    read = parse(data)
    assert (read.election.names[0], read.notes) == (name, (note,))


def test_undeclared_write_ins_become_a_group() -> None:
    read = blt("[undeclared 3]\n1 2 0")
    assert read.election.candidates[2] == Candidate(2, "C", "", ("undeclared",))
    assert read.notes == (
        "Line 2 marks undeclared write-ins, `[undeclared 3]`: they are put in the group"
        " 'undeclared' and counted as any other candidate.",
    )


def test_what_the_writer_writes() -> None:
    candidates = (
        Candidate(0, 'Jo "Jo" Ox', "Labour", ("women", "a;b")),
        Candidate(1, "B\\", ""),
        Candidate(2, "C", "SNP"),
    )
    election = Election("", 2, candidates, (0, 2))
    totals = {(): 4, (0, same_rank(2), SKIPPED, 1): 3, (1, 2): 1}
    profile = Profile.from_totals(totals, [("spoilt", 7)])
    assert write(election, profile, "blt").decode() == (
        "# untitled:\n# slate 1: Labour\n"
        '# groups 1: women;"a;b"\n# slate 3: SNP\n# rejected 7: spoilt\n'
        '3 2\n-1 -3\n4 0\n3 1=3 - 2 0\n1 2 3 0\n0\n"Jo \\"Jo\\" Ox"\n"B\\\\"\n"C"\n'
    )
