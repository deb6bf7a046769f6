"""Feed every reader of ballot files with damaged and random input.

Knows how to damage a file. A reader should hand back a ballot file or refuse it with one line,
soon, and without growing; and what it accepts can be written as BLT and read back the same.

    python bench/fuzz_readers.py [--inputs 5000] [--full] [--seed 1] [--reader blt …]

`--full` is 100,000 inputs each. For "xlsx", "ods", "gzip", "xz", "bzip2" and "zip" what is in the
archive is damaged, or the archive itself.
"""

from __future__ import annotations

import argparse
import bz2
import contextlib
import gzip
import io
import lzma
import os
import random
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from hustings.election.formats import parse, write
from hustings.election.formats.registry import FORMATS
from hustings.errors import InputError

BLT = (
    b'4 2\n-2\n1 4 1 3 2 0\n7 2 4 1 3 0\n1 3 0\n3 0\n0\n"Amy"\n"Bob"\n"Chuck"\n"Di"\n"Club"\n',
    b'# slate 2: Labour\n3 1\n[nick a b c]\n[tie c b a]\n2 a=b c 0 # x\n(A1) 1 - c 0\n0\n"A" "B"\n'
    b'"C \\"x\\""\n"T"\n"source"\n"comment"\nfree text\n',
    b"3 2\n5 1 2\n1 3 2 0\n0\nAnn O'Hara (Ind)\nBo\n\xc3\x89va\nWard 3\n",
    b'2 1\r\n9 1 2 0\r\n1 (1 2) 0\r\n0\r\n""Ann""\r\n""Bo""\r\n"Bo ""Lab"""\r\n',
)
SCOTTISH = (
    b'3,2,\n10,1,2,\n2,3,\n1,3,1,2,\n4,\n"Candidate 1","Ann","Labour (Lab)",\n'
    b'"Candidate 2","Bo","Green (Gr)",\n"Candidate 3","Cy","Independent (Ind)",\n"Ward 1",',
    b'2,1,\n1,1,2,\n"Candidate 1","A ""B"" C","X",\n"Candidate 2","D","",\n""Ward 2"",\n',
)
PREFLIB = (
    b"# TITLE: Club\n# DATA TYPE: toc\n# SEATS: 2\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 8\n"
    b"# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bo\n# ALTERNATIVE NAME 3: Cy\n"
    b"5: 1,{2,3}\n2: 3,2,1\n1: {1,2},3\n",
    b"3\n1,Ann\n2,Bo\n3,Cy\n8,8,3\n5,1,{2,3}\n2,3\n1,2,1,3\n",
)
CSV = (
    b"# title: Club\n# seats: 2\nAnn,Bo,Cy,count\n1,2,,5\n,1,1,2\n3,,1,1\n,,,4\n",
    b'1st preference;2nd preference;papers\nAnn;Bo;5\n;Cy;1\n"Bo ""x""";Ann;2\n',
    b'# form: names\n# seats: 1\n# candidates: Ann;Bo;"C;y"\n# withdrawn: Bo\n'
    b"papers,1st preference,2nd preference\n5,Ann,Bo\n1,Ann=Bo,C;y\n2,,Ann\n",
    b"Choice 1\tChoice 2\nAnn\tBo\nBo\t\nBo\tAnn\n",
)
ABIF = (
    b'{"title": "Club"}\n# seats: 2\n=Ann:[Ann Bell]\n=Bo:[Bo: the second]\n27:Ann>Bo\n'
    b"3: [Ann Bell] = Bo # x\n1:\n",
    b'Ann Bell > Bo\n12: "Cy, D" > [Bo] = Ann Bell\n3*Bo/5>Cy/2: {"precinct": 5}\n',
)
CEF = (
    b"# c\n#/Candidates: Ann ; Bo;Cy\n#/Number of Seats: 2\n#/Weight Allowed: true\n"
    b"# slate 1: L\n\nAnn > Bo = Cy ^2 * 5\na@b , c || Bo # x\n/EMPTY_RANKING/ * 2\n",
    b"Ann > Bo * 5\nBo ^ 2\n",
)
STV = (
    b"title=Club\nmethod=BC\nseats=2\ncandidate=a Ann Bell\ncandidate=b Bo\nballots=2\n31X a b\nb\n"
    b"end\n",
    b"title=T\nseats=1\ncandidate=a A\ncandidate=b B\norder=b a\nballots=3\n1 -\n2 2\n1 3\nend\n",
)
DEVOTEE = (
    b"Tally\n  Option 1----->: Ann\n /  Option 2---> B: Bo\nV: 12\tabc\nV: -1\tabd\nV: 33\tabe\n",
)
SEEDS = dict(zip(FORMATS, (BLT, SCOTTISH, PREFLIB, CSV, ABIF, CEF, STV, DEVOTEE), strict=True))
PIECES = (
    b"0", b"1", b"-1", b"-", b"=", b",", b";", b"\t", b" ", b"\n", b"\r", b'"', b'""', b"\\", b"#",
    b"(", b")", b"[", b"]", b"{", b"}", b"/*", b"*/", b":", b"99999", b"9" * 40, b"\x00", b"\xff",
    b"\xef\xbb\xbf", b"\xff\xfe", "é✓\u2028".encode(), b"# slate 1: x\n", b"# seats: 3\n", b"30000",
    b">", b"<", b"^2", b" * 3", b"||", b"[A]", b"/5", b"31X", b"end\n", b"V: 12\tx\n", b"=A:[B]\n",
    b"# withdrawn: 1\n", b"# rejected 3: x\n", b"# untitled:\n", b"count", b"1.5", b"X", b"\x85",
)  # fmt: skip


def damage(draw: random.Random, seeds: tuple[bytes, ...]) -> bytes:
    """A seed with a few changes, a mixture of two, or bytes without any sense."""
    kind = draw.random()
    if kind < 0.1:
        return draw.randbytes(draw.randrange(200))
    if kind < 0.15:
        return b"".join(draw.choices(PIECES, k=draw.randrange(60)))
    data = bytearray(draw.choice(seeds))
    for _ in range(draw.choice((1, 1, 1, 2, 3, 6))):
        at = draw.randrange(len(data) + 1)
        to = min(len(data), at + draw.choice((1, 1, 2, 5, 20)))
        match draw.randrange(8):
            case 0:
                data[at:to] = b""
            case 1:
                data[at:at] = draw.choice(PIECES)
            case 2:
                data[at:to] = draw.choice(PIECES)
            case 3:
                data[at:at] = data[at:to] * draw.choice((1, 2, 50))
            case 4:
                data[at:to] = draw.randbytes(draw.randrange(4))
            case 5:
                del data[at:]
            case 6:
                other = draw.choice(seeds)
                data[at:] = other[draw.randrange(len(other)) :]
            case _:
                lines = data.split(b"\n")
                draw.shuffle(lines)
                data = bytearray(b"\n".join(lines))
    return bytes(data)


def feed(name: str, inputs: int, seed: int) -> str:
    """One line on how the reader `name` took `inputs` inputs.

    Raises:
        AssertionError: a refusal of several lines, or an accepted file that does not come back.
        Exception: whatever a reader should not have raised; the input is printed first.
    """
    for data in SEEDS[name]:  # imports and compiled patterns are not the input's doing
        parse(data, input_format=name, seats=2, faulty_ballots=True)
    draw = random.Random(f"{name} {seed}")
    accepted = refused = 0
    slowest, slowest_input = 0.0, b""
    for _ in range(inputs):
        data = damage(draw, SEEDS[name])
        seats = draw.choice((None, 2))
        faulty = draw.random() < 0.5
        started = time.process_time()
        try:
            file = parse(data, source="f", input_format=name, seats=seats, faulty_ballots=faulty)
        except InputError as error:
            refused += 1
            file, said = None, str(error)
            if not said.isprintable() or not said.startswith("f"):
                raise AssertionError(data, said) from error
        except BaseException:
            print(f"{name}: {data!r} seats={seats} faulty_ballots={faulty}", file=sys.stderr)
            raise
        spent = time.process_time() - started
        if spent > slowest:
            slowest, slowest_input = spent, data
        if file is None:
            continue
        accepted += 1
        written = write(file.election, file.profile, "blt")
        again = parse(written, input_format="blt", faulty_ballots=True)
        same = (again.election, again.profile) == (file.election, file.profile)
        assert same, (data, written)
    return (
        f"{name}: {inputs} inputs, {accepted} accepted (and the same again by way of BLT),"
        f" {refused} refused; slowest {slowest * 1000:.1f} ms (CPU) for {len(slowest_input)} bytes"
    )


def archive(members: dict[str, bytes]) -> bytes:
    """A zip archive of `members`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            # A date of its own, so that a seed gives the same bytes every day.
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


XLSX = {
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": b'<Relationships><Relationship Id="b" Type="x/officeDocument"'
    b' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": b'<workbook xmlns:r="x/relationships"><workbookPr date1904="0"/><sheets>'
    b'<sheet name="Form" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="r1" Type="x/worksheet"'
    b' Target="s1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="/xl/strings.xml"/>'
    b'<Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>',
    "xl/strings.xml": b"<sst><si><t>Ann</t></si><si><r><t>Bo</t></r><rPh><t>x</t></rPh></si></sst>",
    "xl/styles.xml": b'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy-mm"/></numFmts>'
    b'<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>',
    "xl/s1.xml": b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s">'
    b'<v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>1+1</f><v>2.0</v></c></row>'
    b'<row r="4" hidden="1"><c r="B4" t="str"><v>1</v></c></row><row r="5"><c r="A5" t="inlineStr">'
    b"<is><t>2</t></is></c></row></sheetData></worksheet>",
}
_URN = b"urn:oasis:names:tc:opendocument:xmlns:"
ODS = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": b'<o:d xmlns:o="' + _URN + b'office:1.0" xmlns:table="' + _URN + b'table:1.0"'
    b' xmlns:text="' + _URN + b'text:1.0"><table:table table:name="Form"><table:table-row>'
    b"<table:table-cell><text:p># form: ranks</text:p></table:table-cell></table:table-row>"
    b"<table:table-row>"
    b"<table:table-cell><text:p>Ann</text:p></table:table-cell><table:table-cell><text:p>B"
    b'<text:s text:c="1"/>o</text:p></table:table-cell></table:table-row>'
    b'<table:table-row table:number-rows-repeated="2"><table:table-cell'
    b' o:value-type="float" o:value="1" table:number-columns-repeated="1"><text:p>1</text:p>'
    b"</table:table-cell><table:table-cell/></table:table-row></table:table></o:d>",
}
WRAPPED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "xz": lzma.compress,
    "bzip2": bz2.compress,
    "zip": lambda data: archive({"a.blt": data}),
}
READERS = (*FORMATS, *WRAPPED, "xlsx", "ods")


def wrapped(name: str, draw: random.Random) -> bytes:
    """A compressed file or spreadsheet, damaged in a member or as a whole."""
    inside = draw.random() < 0.7
    if name in WRAPPED:
        data = WRAPPED[name](draw.choice(BLT))
    else:
        members = dict(XLSX if name == "xlsx" else ODS)
        if inside:
            for _ in range(draw.choice((1, 1, 2))):
                member = draw.choice(list(members))
                members[member] = damage(draw, (members[member] or b" ",))
        data = archive(members)
    return data if inside and name not in WRAPPED else damage(draw, (data,))


def feed_wrapped(name: str, inputs: int, seed: int) -> str:
    """One line on how compressed files or spreadsheets of one kind were taken.

    Raises:
        AssertionError: a refusal of several lines.
        Exception: whatever should not have been raised; the input is printed first.
    """
    draw = random.Random(f"{name} {seed}")
    for _ in range(3):  # imports are not the input's doing
        with contextlib.suppress(InputError):
            parse(wrapped(name, random.Random(0)), seats=1)
    accepted = 0
    slowest, slowest_input = 0.0, b""
    for _ in range(inputs):
        data = wrapped(name, draw)
        started = time.process_time()
        try:
            parse(data, source="f", seats=1, faulty_ballots=True)
            accepted += 1
        except InputError as error:
            said = str(error)
            if not said.isprintable() or not said.startswith("f"):
                raise AssertionError(data, said) from error
        except BaseException:
            print(f"{name}: {data!r}", file=sys.stderr)
            raise
        spent = time.process_time() - started
        if spent > slowest:
            slowest, slowest_input = spent, data
    return (
        f"{name}: {inputs} inputs, {accepted} accepted, {inputs - accepted} refused; slowest"
        f" {slowest * 1000:.1f} ms (CPU) for {len(slowest_input)} bytes"
    )


def main() -> None:
    """Feed each reader in a process of its own, so that peak memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--inputs", type=int, default=5_000)
    parser.add_argument("--full", action="store_true", help="100,000 inputs each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", action="append", choices=READERS)
    asked = parser.parse_args()
    failed = 0
    inputs = 100_000 if asked.full else asked.inputs
    for name in asked.reader or READERS:
        child = os.fork()
        if not child:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            line = (feed if name in FORMATS else feed_wrapped)(name, inputs, asked.seed)
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            print(f"{line}; peak memory {before // 1024} MB before, {grown // 1024} MB more")
            sys.stdout.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        failed |= status
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
