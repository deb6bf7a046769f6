"""What the BLT reader refuses, with the whole message: the line, what is wrong, what to do."""

from __future__ import annotations

import pytest

from election.formats.electorates import refusal

NAMES = '0\n"A"\n"B"\n"C"\n"T"\n'
# Each: the file, the line (0 for the whole file), what is wrong, what to do.
BLT = [
    ("", 0, "the file is empty", "give a file of ballots"),
    (" \n\n", 0, "the file is empty", "give a file of ballots"),
    (
        "3\n1 1 0\n" + NAMES,
        1,
        "`3` is not the header of a BLT file",
        "begin with the number of candidates and the number of seats, such as `4 2`",
    ),
    (
        "3 2 1\n1 1 0\n" + NAMES,
        1,
        "`3 2 1` is not the header of a BLT file",
        "begin with the number of candidates and the number of seats, such as `4 2`",
    ),
    (
        "3 x\n1 1 0\n" + NAMES,
        1,
        "`3 x` is not the header of a BLT file",
        "begin with the number of candidates and the number of seats, such as `4 2`",
    ),
    (
        "999999999 3\n1 1 0\n" + NAMES,
        1,
        "the file announces 999999999 candidates",
        "give a number of candidates from 1 to 30000",
    ),
    (
        "3 0\n1 1 0\n" + NAMES,
        1,
        "the file announces 0 seats",
        "give a number of seats from 1 to 30000",
    ),
    (
        '0 2\n0\n"T"\n',
        1,
        "the file announces 0 candidates",
        "give a number of candidates from 1 to 30000",
    ),
    (
        "3 " + "9" * 10_000 + "\n1 1 0\n" + NAMES,
        1,
        "`3 9999999999999999999999999999999999999…` is not the header of a BLT file",
        "begin with the number of candidates and the number of seats, such as `4 2`",
    ),
    (
        "3 2\n-4\n1 1 0\n" + NAMES,
        2,
        "candidate `-4` is withdrawn, but there are 3 candidates",
        "give a number from -1 to -3",
    ),
    ("3 2\n-1 -1\n1 1 0\n" + NAMES, 2, "candidate `-1` is withdrawn twice", "take one of them out"),
    (
        "3 2\n-1 2\n1 1 0\n" + NAMES,
        2,
        "`2` is among the withdrawn candidates",
        "write each as a negative number on a line without ballots, such as `-2 -5`",
    ),
    (
        "3 2\n-0\n1 1 0\n" + NAMES,
        2,
        "candidate `-0` is withdrawn, but there are 3 candidates",
        "give a number from -1 to -3",
    ),
    (
        "3 2\n1 1 0\n-2\n" + NAMES,
        3,
        "`-2` is among the ballots",
        "put withdrawn candidates before the first ballot",
    ),
    (
        "3 2\n2\n1 1 0\n" + NAMES,
        2,
        "a number alone is neither a ballot nor the `0` that ends the ballots",
        "a withdrawn candidate is written `-2`, a blank ballot `1 0`, the end `0`",
    ),
    (
        "3 2\n1 4 0\n" + NAMES,
        2,
        "`4` is on a ballot but is not a candidate",
        "candidates are numbered from 1 to 3 here",
    ),
    (
        "3 2\n1 1 0\n1 1 2 1 0\n" + NAMES,
        3,
        "candidate 1 is on one ballot twice",
        "correct the ballot, or keep it as marked with --faulty-ballots",
    ),
    (
        "3 2\n1 1=1 0\n" + NAMES,
        2,
        "candidate 1 is on one ballot twice",
        "correct the ballot, or keep it as marked with --faulty-ballots",
    ),
    (
        "3 2\n1 1 0\n1 2\n" + NAMES,
        3,
        "the ballot `2` does not end with 0",
        "close it with a 0, as the first ballot is",
    ),
    (
        "3 2\n1 1 0 2 0\n" + NAMES,
        2,
        "there is a 0 within a ballot",
        "end each ballot with its only 0, one ballot to a line",
    ),
    (
        "3 2\n0 1 0\n" + NAMES,
        2,
        "a ballot on 0 papers: `0 1 0`",
        "take the line out, or give its number of papers",
    ),
    (
        "3 2\n1.5 1 0\n" + NAMES,
        2,
        "`1.5 1 0` is not a ballot",
        (
            "write a ballot as the number of papers, the candidates' numbers in order of"
            " preference and a closing 0, such as `1 4 2 3 0`"
        ),
    ),
    (
        "3 2\n99999999999999999 1 0\n" + NAMES,
        2,
        "`99999999999999999` papers are too many",
        "correct the number of papers",
    ),
    (
        "3 2\n9999999999999999 1 0\n" + NAMES,
        0,
        "the file holds 9999999999999999 papers, more than 9007199254740991",
        "correct the numbers of papers",
    ),
    (
        "3 2\n1 1 0\n2 1= 0\n" + NAMES,
        3,
        "an equals sign on a ballot is not beside a candidate",
        "write equal preferences as `2=3`",
    ),
    (
        "3 2\n1 (1 2 0\n" + NAMES,
        2,
        "a round bracket on a ballot is not closed or holds nothing",
        "write equal preferences as `2=3`",
    ),
    (
        "3 2\n1 x 0\n" + NAMES,
        2,
        "`x` is on a ballot but is not a candidate",
        "candidates are numbered from 1 to 3 here",
    ),
    (
        "3 2\n(7) 2 1 0\n" + NAMES,
        2,
        "`(7) 2 1 0` is not a ballot with an identifier",
        (
            "write the identifier in round brackets, then a ballot of one paper, such as `(A17)"
            " 1 4 2 3 0`"
        ),
    ),
    (
        "3 2\n(7) 1 1 0\n(7) 1 2 0\n" + NAMES,
        3,
        "a second ballot has the identifier `7`",
        "take the ballot out if it was entered twice, or correct the identifier",
    ),
    (
        "3 2\n1 " + "9" * 10_000 + " 0\n" + NAMES,
        2,
        "`999999999999999999999999999999999999999…` is on a ballot but is not a candidate",
        "candidates are numbered from 1 to 3 here",
    ),
    (
        "3 2\n1 " + "- " * 70_000 + "0\n" + NAMES,
        0,
        "a ballot has more than 65535 marks",
        "shorten the ballot",
    ),
    (
        "3 2\n1 1 " + NAMES,
        3,
        "the names begin before the ballots have ended",
        "put a line holding only `0` before the first name",
    ),
    (
        "3 2\n1 1 0\n",
        2,
        "the file ends before the ballots do",
        "end the ballots with a line `0` and give the candidates' names and the title",
    ),
    (
        '3 2\n1 1 0\n1\n"A"\n"B"\n"C"\n"T"\n',
        3,
        "a number alone is neither a ballot nor the `0` that ends the ballots",
        "a withdrawn candidate is written `-2`, a blank ballot `1 0`, the end `0`",
    ),
    (
        "3 2\n1 1 0\nB\n" + NAMES,
        3,
        "`B` is not a ballot",
        (
            "write a ballot as the number of papers, the candidates' numbers in order of"
            " preference and a closing 0, such as `1 4 2 3 0`"
        ),
    ),
    (
        "3 2\n1 1 0\n0\n",
        3,
        "0 names follow the ballots, but line 1 announces 3 candidates",
        "name every candidate and then the election, or correct the number",
    ),
    (
        '3 2\n1 1 0\n0\n"A"\n"B"\n',
        5,
        "2 names follow the ballots, but line 1 announces 3 candidates",
        "name every candidate and then the election, or correct the number",
    ),
    (
        '3 2\n1 1 0\n0\n"A"\n"B"\n"C"\n""\n',
        7,
        "the title is empty",
        "write the election's title between the quotation marks",
    ),
    (
        '3 2\n1 1 0\n0\n"A"\n"B"\n"Club Election"\n',
        6,
        (
            "3 names and a title are expected after the ballots, but there are only 3, the"
            " last of them `Club Election`"
        ),
        "add the missing name or title, or correct the number of candidates",
    ),
    (
        '3 2\n1 1 0\n0\n"A"\n"B"\n"C"\n"D"\n"T"\n',
        8,
        "3 names and a title are expected after the ballots, but there are 5",
        (
            "correct the number of candidates in the header, or take out the rest (a"
            " source and a comment may follow the title, both or neither)"
        ),
    ),
    (
        '3 2\n1 1 0\n0\n"A"\n"B"\n"C\n"T"\n',
        6,
        'the quotation marks do not match in `"C`',
        'put one mark before and one after the name, and write \\" for a mark inside it',
    ),
    (
        '3 2\n1 1 0\n0\n"A"\nB\n"C"\n"T"\n',
        5,
        "the name `B` has no quotation marks where the names before it have them",
        "put all names and the title in quotation marks",
    ),
    (
        '3 2\n1 1 0\n0\n"A"\n"B"\n"C"\nT\n',
        7,
        "the title `T` has no quotation marks where the names before it have them",
        "put all names and the title in quotation marks",
    ),
    (
        '3 2\n1 1 0\n0\nA\n"B"\nC\nT\n',
        5,
        "the name `B` has quotation marks where the names before it have none",
        "put all names and the title in quotation marks",
    ),
    (
        '3 2\n1 1 0\n0\n"A"\n"B"\n"A"\n"T"\n',
        6,
        "candidates 1 and 3 are both called `A`",
        "give each a different name",
    ),
    ('3 2\n1 1 0\n0\n"A"\n"B"\n" "\n"T"\n', 6, "candidate 3 has no name", "name every candidate"),
    (
        '3 2\n1 1 0\n0\n"A"\n"B"\n"C\x07"\n"T"\n',
        6,
        "the name `C\\x07` holds a control character",
        "take the character out (often a line break or tab inside quotation marks)",
    ),
    (
        "3 2\n1 1 0\n0\nA\nB\nC\n1 2 0\n",
        7,
        "`1 2 0` is where a name or the title is expected",
        "take it out, or put it in quotation marks if it is one",
    ),
    (
        "3 2\n1 1 0\n0\nA #1\nB\nC\nT\n",
        4,
        "the `#` in `A #1` may begin a comment or belong to the name",
        "put all names and the title in quotation marks",
    ),
    (
        '3 2\n1 1 0\n0\n"A"\n"B"\n"C"\n"T"\n1\n',
        8,
        "`1` comes after the title and belongs to nothing",
        "take it out",
    ),
    (
        "3 2\n[nick a b]\n1 a 0\n" + NAMES,
        2,
        "2 different nicknames are given for 3 candidates",
        "give each candidate a different nickname",
    ),
    (
        "3 2\n[nick a b 3]\n1 a 0\n" + NAMES,
        2,
        "`3` cannot be a nickname",
        'use a short word that is not a number and has none of = - ( ) [ ] " #',
    ),
    (
        "3 2\n[tie 3 2\n1 a 0\n" + NAMES,
        2,
        "the option `[tie 3 2` does not end with `]` on its line",
        "put the whole option, and nothing else, on one line",
    ),
    (
        "3 2\n[elected 3]\n1 1 0\n" + NAMES,
        2,
        "the option `[elected 3]` is not known",
        "take it out; known are nick, withdrawn, undeclared, tie and droop",
    ),
    (
        "3 2\n[withdrawn x]\n1 1 0\n" + NAMES,
        2,
        "`x` is not a candidate",
        "give a number from 1 to 3 or a nickname",
    ),
    (
        "3 2\n1 1 0 /* x\n" + NAMES,
        2,
        "a comment begins with `/*` and never ends",
        "close it with `*/`",
    ),
    (
        "# slate 9: X\n3 2\n1 1 0\n" + NAMES,
        1,
        "a slate is given for candidate 9 of 3",
        "correct the number",
    ),
    (
        "# slate 1: X\n# slate 1: Y\n3 2\n1 1 0\n" + NAMES,
        2,
        "a second line gives the slate",
        "take one of them out",
    ),
    (
        "1 1 0\n1 2 0\n" + NAMES,
        1,
        "`1 1 0` is not the header of a BLT file",
        "begin with the number of candidates and the number of seats, such as `4 2`",
    ),
    ("# x\n", 0, "there is nothing but comments", "give a file with ballots in it"),
]


@pytest.mark.parametrize(("text", "line", "what", "remedy"), BLT)
def test_refusals(text: str, line: int, what: str, remedy: str) -> None:
    where = f"votes.txt, line {line}" if line else "votes.txt"
    assert refusal(text, "blt") == f"{where}: {what}; {remedy}"
