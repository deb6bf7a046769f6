"""What the other readers refuse, with the whole message: the line, what is wrong, what to do."""

from __future__ import annotations

import pytest

from election.formats.electorates import refusal

# Each: the file, the line (0 for the whole file), what is wrong, what to do.
SCOTTISH = [
    (
        "3,2,\n1,1,\n",
        3,
        "0 candidates are named, but line 1 announces 3",
        "name every candidate, then the ward, or correct the number",
    ),
    (
        "3,2,4,\n",
        1,
        "`3,2,4,` is not the header of a Scottish CSV file",
        "begin with the number of candidates and of seats, such as `9,4,`",
    ),
    (
        "a,b\n",
        1,
        "`a,b` is not the header of a Scottish CSV file",
        "begin with the number of candidates and of seats, such as `9,4,`",
    ),
    ("0,2,\n", 1, "the file announces 0 candidates", "give a number of candidates from 1 to 30000"),
    ("3,0,\n", 1, "the file announces 0 seats", "give a number of seats from 1 to 30000"),
    (
        '1,1,\n1,2,\n"Candidate 1","A","X",\n"W",',
        2,
        "`2` is on a ballot but is not a candidate",
        "candidates are numbered from 1 to 1 here",
    ),
    (
        '1,1,\n0,1,\n"Candidate 1","A","X",\n"W",',
        2,
        "`0,1,` is neither a ballot nor the name of a candidate",
        (
            "write a ballot as its number of papers and the candidates' numbers in order of"
            ' preference, such as `12,4,2,3,`, a name as `"Candidate 1","Name","Party",`'
        ),
    ),
    (
        '1,1,\n1,1,1,\n"Candidate 1","A","X",\n"W",',
        2,
        "candidate 1 is on one ballot twice",
        "correct the ballot, or keep it as marked with --faulty-ballots",
    ),
    (
        '2,1,\n1,,2,\n"Candidate 1","A","X",\n"Candidate 2","B","X",\n"W",',
        2,
        "a ballot has an empty preference before others",
        "correct the ballot, or keep it as marked with --faulty-ballots",
    ),
    (
        '1,1,\n1,1,\n"Candidate 2","A","X",\n"W",',
        3,
        '`"Candidate 2","A","X",` is not the line of candidate 1',
        'write it as `"Candidate 1","Name","Party (Abbr)",`',
    ),
    (
        '1,1,\n1,1,\n"Candidate 1","A,"X",\n"W",',
        3,
        '`"Candidate 1","A,"X",` is not the line of candidate 1',
        'write it as `"Candidate 1","Name","Party (Abbr)",`',
    ),
    (
        '1,1,\n1,1,\n"Candidate 1","","X",\n"W",',
        3,
        "candidate 1 has no name",
        "name every candidate",
    ),
    (
        '2,1,\n1,1,\n"Candidate 1","A","X",\n"Candidate 2","A","X",\n"W",',
        4,
        "candidates 1 and 2 are both called `A`",
        "give each a different name",
    ),
    (
        '1,1,\n1,1,\n"Candidate 1","A","X",\n"W",\n"V",',
        5,
        '`"V",` comes after the name of the ward',
        "take it out, or correct the number of candidates in the first line",
    ),
    (
        '1,1,\n1,x,\n"Candidate 1","A","X",\n"W",',
        2,
        "`x` is on a ballot but is not a candidate",
        "candidates are numbered from 1 to 1 here",
    ),
    (
        '1,1,\n1,1,\n"Candidate 1","A","X",\n"" ",',
        4,
        "the name of the ward is empty",
        "write it between quotation marks",
    ),
    (
        '1,1,\nhello\n"Candidate 1","A","X",\n"W",',
        2,
        "`hello` is neither a ballot nor the name of a candidate",
        (
            "write a ballot as its number of papers and the candidates' numbers in order of"
            ' preference, such as `12,4,2,3,`, a name as `"Candidate 1","Name","Party",`'
        ),
    ),
    (
        "99999999999,1,\n1,1,\n",
        1,
        "the file announces 99999999999 candidates",
        "give a number of candidates from 1 to 30000",
    ),
    (
        "1,1,\n" + "9" * 10_000 + ',1,\n"Candidate 1","A","X",\n"W",',
        2,
        (
            "`999999999999999999999999999999999999999…` is neither a ballot nor the name of a"
            " candidate"
        ),
        (
            "write a ballot as its number of papers and the candidates' numbers in order of"
            ' preference, such as `12,4,2,3,`, a name as `"Candidate 1","Name","Party",`'
        ),
    ),
    (
        '1,1,\n1,1,\n"Candidate 1","A\x01","X",\n"W",',
        3,
        "the name `A\\x01` holds a control character",
        "take the character out (often a line break or tab inside quotation marks)",
    ),
]

PREFLIB = [
    (
        "# TITLE: x\n1: 1\n",
        0,
        "the file announces 0 candidates",
        "give a number of candidates from 1 to 30000",
    ),
    (
        "# ALTERNATIVE NAME 1: A\n1: 1\n",
        0,
        "the file does not say how many seats are to be filled",
        "give --seats N",
    ),
    (
        "# SEATS: 1\n# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n1: 1\n",
        2,
        "the names given are not those of the alternatives from 1 to 2",
        "name each alternative from 1 up, or correct the number",
    ),
    (
        "# SEATS: 0\n# ALTERNATIVE NAME 1: A\n1: 1\n",
        1,
        "`0` is not a number of seats",
        "give a whole number from 1 to 30000",
    ),
    (
        "# SEATS: 1\n# DATA TYPE: cat\n# ALTERNATIVE NAME 1: A\n1: 1\n",
        2,
        "PrefLib data of type `cat` are not rankings",
        "give a file of type soc, soi, toc or toi",
    ),
    (
        "# SEATS: 1\n# NUMBER ALTERNATIVES: two\n# ALTERNATIVE NAME 1: A\n1: 1\n",
        2,
        "`two` is not a number",
        "write it in digits",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 1: B\n1: 1\n",
        3,
        "`1` is not the number of another alternative",
        "number the names from 1 up, each once",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: A\n1: 1\n",
        3,
        "candidates 1 and 2 are both called `A`",
        "give each a different name",
    ),
    (
        "# SEATS: 1\n# NUMBER VOTERS: 5\n# ALTERNATIVE NAME 1: A\n1: 1\n",
        0,
        "the header says 5 voters, but the rows hold 1",
        "complete the file, or correct the number",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n0: 1\n",
        3,
        "`0: 1` is not a row of ballots",
        "write the number of papers, a colon and the order, such as `12: 3,1,{2,4}`",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n1 1\n",
        3,
        "`1 1` is not a row of ballots",
        "write the number of papers, a colon and the order, such as `12: 3,1,{2,4}`",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n1: 2\n",
        3,
        "`2` is on a ballot but is not an alternative",
        "alternatives are numbered from 1 to 1 here",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n1: {1\n",
        3,
        "the braces do not match in `{1`",
        "write alternatives at one rank as `{2,4}`",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n1: 1}\n",
        3,
        "the braces do not match in `1}`",
        "write alternatives at one rank as `{2,4}`",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n1: {1,{1}}\n",
        3,
        "the braces do not match in `{1,{1}}`",
        "write alternatives at one rank as `{2,4}`",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n1: 1,,1\n",
        3,
        "there is an empty place in the order `1,,1`",
        "alternatives are numbered from 1 to 1 here",
    ),
    (
        "# SEATS: 1\n# ALTERNATIVE NAME 1: A\n1: " + "1," * 70_000 + "1\n",
        0,
        "a ballot has more than 65535 marks",
        "shorten the ballot",
    ),
    (
        "2\n1,A\n2 B\n1,1,1\n1,1\n",
        3,
        "`2 B` is not the name of a candidate",
        "write each as its number, a comma and the name",
    ),
    (
        "2\n1,A\n2,B\n1,1\n1,1\n",
        4,
        "`1,1` is not the line of totals",
        "write voters, their sum and the number of different orders after the names",
    ),
    (
        "2\n1,A\n2,B\n5,5,1\n1,1\n",
        0,
        "the file does not say how many seats are to be filled",
        "give --seats N",
    ),
    (
        "99999999999999999999\n1,A\n",
        1,
        "the number of candidates cannot be read",
        "give a number of candidates from 1 to 30000",
    ),
]

CSV = [
    ("A,B\n1,2\n", 0, "the file does not say how many seats are to be filled", "give --seats N"),
    (
        "# seats: 1\nA,B\nX,1\n",
        3,
        "`X` is not a rank, under `A`",
        (
            "write ranks as whole numbers from 1 to 20, and leave the cells of candidates"
            " without a rank empty"
        ),
    ),
    (
        "# seats: 1\nA,B\n1.5,1\n",
        3,
        "`1.5` is not a rank, under `A`",
        (
            "write ranks as whole numbers from 1 to 20, and leave the cells of candidates"
            " without a rank empty"
        ),
    ),
    (
        "# seats: 1\nA,B\n0,1\n",
        3,
        "`0` is not a rank, under `A`",
        (
            "write ranks as whole numbers from 1 to 20, and leave the cells of candidates"
            " without a rank empty"
        ),
    ),
    (
        "# seats: 1\nA,B\n-1,1\n",
        3,
        "`-1` is not a rank, under `A`",
        (
            "write ranks as whole numbers from 1 to 20, and leave the cells of candidates"
            " without a rank empty"
        ),
    ),
    (
        "# seats: 1\nA,B\n1000000000,1\n",
        3,
        "`1000000000` is not a rank, under `A`",
        (
            "write ranks as whole numbers from 1 to 20, and leave the cells of candidates"
            " without a rank empty"
        ),
    ),
    (
        "# seats: 1\nA,B\n1,2,3\n",
        3,
        "the row has 3 cells, but the header only 2",
        "give every column a heading, or quote cells that hold the separator",
    ),
    (
        "# seats: 1\nA,A\n1,2\n",
        2,
        "candidates 1 and 2 are both called `A`",
        "give each a different name",
    ),
    ("# seats: 1\nA,,B\n1,3,2\n", 2, "candidate 2 has no name", "name every candidate"),
    (
        "# seats: 1\nA,B,count\n1,2,x\n",
        3,
        "`x` is not a number of papers",
        "give a whole number from 1 on",
    ),
    ("# seats: 1\nA,B,count\n1,2\n", 3, "the count is missing", "give a whole number from 1 on"),
    (
        "# seats: 1\nA,B,count\n1,2,0\n",
        3,
        "`0` is not a number of papers",
        "give a whole number from 1 on",
    ),
    (
        "# seats: 1\nA,count,Papers\n1,2,1\n",
        2,
        "2 columns could be the number of papers",
        "keep one of count, papers, number and weight",
    ),
    (
        "# seats: 1\n1st,2nd\n1,2\n",
        2,
        "the numbers under `1st, 2nd` may be ranks or candidates",
        "put the candidates' names in the header, or in the cells",
    ),
    (
        "# seats: 1\n1st,2nd\n,\n",
        0,
        "0 different names stand in the cells",
        "give ballots with 1 to 30000 candidates between them",
    ),
    (
        "# seats: 1\n1st,2nd\n1001,Bob\n",
        3,
        "the number `1001` stands among candidates' names",
        (
            "keep only the columns of preferences and one of counts, or list the candidates in"
            " a line `# candidates: Name;Name` at the top"
        ),
    ),
    (
        '# seats: 1\nA,"B\n1,2\n',
        3,
        "the quotation marks of a cell do not match",
        'close every quotation mark, and write "" for a mark inside a quoted cell',
    ),
    (
        '# seats: 1\nA,B\n"1"x,2\n',
        3,
        "the quotation marks of a cell do not match",
        'close every quotation mark, and write "" for a mark inside a quoted cell',
    ),
    (
        "# seats: two\nA,B\n1,2\n",
        1,
        "`two` is not a number of seats",
        "give a whole number from 1 to 30000",
    ),
    (
        "# seats: 1\n# seats: 2\nA,B\n1,2\n",
        2,
        "a second line gives the seats",
        "take one of them out",
    ),
    (
        "# seats: 1\n# candidates: A;B\n1st,2nd\nA,C\n",
        4,
        "`C` is not among the candidates that the comment lists",
        "correct the name, or add it to the line `# candidates:`",
    ),
    (
        "# seats: 1\n# candidates: A;B\n# withdrawn: C\n1st,2nd\nA,B\n",
        3,
        "`C` cannot be withdrawn: no candidate is called that, or it is there twice",
        "name each withdrawn candidate once, separated by semicolons",
    ),
    (
        '# seats: 1\n# candidates: A;"B\n1st,2nd\nA,B\n',
        2,
        '`A;"B` is not a list',
        "separate the items with semicolons and close every quotation mark",
    ),
    (
        "# seats: 1\n# form: table\nA,B\n1,2\n",
        2,
        "`table` is not a form of CSV",
        "write ranks or names",
    ),
    ("# seats: 1\n", 0, "there is nothing but comments", "give a file with ballots in it"),
    (
        "# seats: 1\n# form: ranks\n# candidates: A;C\nA,B\n1,2\n",
        4,
        "the header does not name the candidates that the comment lists",
        "write the same names in the same order",
    ),
    (
        '# seats: 1\nChoice 1\nDi\n"Amy\tBob"\n',
        4,
        "the name `Amy\\tBob` holds a control character",
        "take the character out (often a line break or tab inside quotation marks)",
    ),
    (
        "# seats: 1\nA,B\n" + "9" * 10_000 + ",1\n",
        3,
        "`999999999999999999999999999999999999999…` is not a rank, under `A`",
        (
            "write ranks as whole numbers from 1 to 20, and leave the cells of candidates"
            " without a rank empty"
        ),
    ),
    (
        "# seats: 1\n# slate 3: X\nA,B\n1,2\n",
        2,
        "a slate is given for candidate 3 of 2",
        "correct the number",
    ),
]


@pytest.mark.parametrize(
    ("input_format", "text", "line", "what", "remedy"),
    [
        (name, *case)
        for name, cases in (("scottish-csv", SCOTTISH), ("preflib", PREFLIB), ("csv", CSV))
        for case in cases
    ],
)
def test_refusals(input_format: str, text: str, line: int, what: str, remedy: str) -> None:
    where = f"votes.txt, line {line}" if line else "votes.txt"
    assert refusal(text, input_format) == f"{where}: {what}; {remedy}"
