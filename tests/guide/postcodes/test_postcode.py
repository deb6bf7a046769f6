"""Reading what was typed: forms, slips, spaces, signs from anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.postcodes.examples import INCODES
from hustings.guide.postcodes.postcode import LONGEST, Reading, read


def sure(typed: str) -> list[Reading]:
    """The readings that may be taken for granted, those with fewer slips first."""
    ways = read(typed)
    return list(dict.fromkeys([*ways.exact, *ways.inside, *(r for m in ways.mended for r in m)]))


def written(typed: str) -> list[str]:
    return [reading.written for reading in sure(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # Full, of every form.
        ("M1 1AA", ["M1 1AA"]),
        ("M60 1NW", ["M60 1NW"]),
        ("CR2 6XH", ["CR2 6XH"]),
        ("DN55 1PT", ["DN55 1PT"]),
        ("W1A 1HQ", ["W1A 1HQ"]),
        ("EC1A 1BB", ["EC1A 1BB"]),
        # Any case, spacing, punctuation.
        ("ec1a1bb", ["EC1A 1BB"]),
        ("  eC1a   1bB\t", ["EC1A 1BB"]),
        ("E C 1 A 1 B B", ["EC1A 1BB"]),
        ("(EC1A-1BB).", ["EC1A 1BB"]),
        ("ec1a\u00a01bb", ["EC1A 1BB"]),
        ("EC1A\u200b1BB\ufeff", ["EC1A 1BB"]),
        ("\uff25\uff23\uff11\uff41\u3000\uff11\uff22\uff22", ["EC1A 1BB"]),
        ("EC1A\u20111BB", ["EC1A 1BB"]),
        # Slips, by position; fewer first.
        ("ECIA IBB", ["EC1A 1BB"]),
        ("SWIA OAA", ["SW1A 0AA"]),
        ("S014 4AA", ["SO14 4AA"]),
        ("0X1 1AA", ["OX1 1AA"]),
        ("CRO 2YR", ["CR0 2YR"]),
        ("E1O 1AA", ["E10 1AA", "EI0 1AA", "EL0 1AA"]),
        ("IM1 1AA", ["IM1 1AA"]),
        ("S01 4AA", ["SO1 4AA", "S0L 4AA"]),
        ("LSl 4AP", ["LS1 4AP"]),
        ("Ml1 4AP", ["ML1 4AP", "M11 4AP", "M1L 4AP"]),
        ("ml1 4ap", ["ML1 4AP", "M11 4AP", "M1L 4AP"]),
        # Half, and half with a part of the rest: a space says where it begins.
        ("M1", ["M1"]),
        ("m11", ["M11", "MI1", "ML1", "M1L"]),
        ("M1 1", ["M1 1"]),
        ("M1 1a", ["M1 1A"]),
        ("M 11", ["M11", "MI1", "ML1", "M1L"]),
        ("M1-1", ["M1 1"]),
        ("SW1A 1", ["SW1A 1"]),
        ("SW1A O", ["SW1A 0"]),
        ("SW1A1", ["SW1A 1"]),
        ("SW1A1A", ["SW1A 1A"]),
        # Nothing that could be one.
        ("", []),
        (" ", []),
        ("M", ["M"]),
        ("bt", ["BT"]),
        ("1", []),
        ("11", []),
        ("10 1AA", []),
        ("SW1A 1A0", []),
        ("SW1A 1AC", []),
        ("SW1A 1AAA", []),
        ("SW1A AAA", []),
        ("A1B2C3", []),
        ("M01 1AA", ["MO1 1AA", "M0L 1AA"]),
        # A space is never moved.
        ("EC1 A1BB", []),
        ("E1 W", []),
        ("EN1 1OA", []),
        ("CH6 65A", []),
        ("EN11OA", []),
        ("EC1A 1BB London", ["EC1A 1BB"]),
        ("SW1A 1AA😀", []),
        ("\u017fW1A 1AA", []),
        ("SW1A 1AÀ", []),
        ("SW٣A 1AA", []),
        ("\ud800", []),
        ("M1 1AA" * 10_000, []),
        (" " * LONGEST + "M1 1AA", []),
    ],
)
def test_readings(typed: str, expected: list[str]) -> None:
    assert written(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("JE2 3AB", Reading("JE2", "3AB", "jersey")),
        ("je2", Reading("JE2", "", "jersey")),
        ("GY10 1SB", Reading("GY10", "1SB", "guernsey")),
        ("IM1 1", Reading("IM1", "1", "isle-of-man")),
        ("1M99 1AA", Reading("IM99", "1AA", "isle-of-man")),
        ("BF1 1AA", Reading("BF1", "1AA", "forces")),
        ("BFPO 57", Reading("BFPO", "57", "forces")),
        ("bfp0 c/o 1234", Reading("BFPO", "1234", "forces")),
        ("BFPO", Reading("BFPO", "", "forces")),
        ("GX11 IAA", Reading("GX11", "1AA", "overseas")),
        ("GX11", Reading("GX11", "", "overseas")),
        ("FIQQ 1ZZ", Reading("FIQQ", "1ZZ", "overseas")),
        ("f1qq izz", Reading("FIQQ", "1ZZ", "overseas")),
        ("ASCN 1ZZ", Reading("ASCN", "1ZZ", "overseas")),
        ("STHL", Reading("STHL", "", "overseas")),
        ("TDCU 1Z", Reading("TDCU", "1Z", "overseas")),
        ("PCRN1ZZ", Reading("PCRN", "1ZZ", "overseas")),
        ("BBND 1ZZ", Reading("BBND", "1ZZ", "overseas")),
        ("BIQQ 1ZZ", Reading("BIQQ", "1ZZ", "overseas")),
        ("SIQQ 1ZZ", Reading("SIQQ", "1ZZ", "overseas")),
        ("TKCA 1ZZ", Reading("TKCA", "1ZZ", "overseas")),
        ("ai 2640", Reading("AI-2640", "", "overseas")),
        ("KY1-1001", Reading("KY1", "1001", "overseas")),
        ("VG1110", Reading("VG", "1110", "overseas")),
        ("MSR 1110", Reading("MSR", "1110", "overseas")),
    ],
)
def test_addresses_elsewhere(typed: str, expected: Reading) -> None:
    assert sure(typed)[0] == expected


def test_fife_is_not_the_cayman_islands() -> None:
    assert sure("KY1 1AA") == [Reading("KY1", "1AA", "")]


OUTCODES = st.from_regex(r"[A-Z]{1,2}([0-9]|[1-9][0-9]|[0-9][A-HJ-NP-Z])", fullmatch=True)
ANYTHING = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="OISLWAECMBFPQ0112 -", max_size=9),
    st.builds("{}{}".format, OUTCODES, st.sampled_from(INCODES)),
)


@given(ANYTHING)
def test_the_written_form_reads_as_itself(typed: str) -> None:
    ways = read(typed)
    for reading in (*sure(typed), *ways.doubtful):
        assert sure(reading.written)[0] == reading
    assert set(ways.rivals) <= set(ways.doubtful)


@given(OUTCODES, st.sampled_from(INCODES), st.lists(st.sampled_from(" -.\u00a0\u200b"), max_size=7))
def test_case_and_spaces_do_not_matter(outcode: str, incode: str, between: list[str]) -> None:
    whole = outcode + incode
    half = len(outcode) - 1
    between = [*between, *[""] * 7]
    between[half] = " "
    spread = "".join(a + b for a, b in zip(whole, between, strict=False))
    for one in (f"{outcode} {incode}", whole, whole.lower(), f"\n{whole}  ", spread):
        assert read(one).exact[0][:2] == (outcode, incode)


@given(OUTCODES, st.sampled_from(INCODES))
def test_slips_of_o_and_i_are_among_the_readings(outcode: str, incode: str) -> None:
    slip = f"{outcode} {incode}".translate(str.maketrans("01", "OI"))
    assert f"{outcode} {incode}" in written(slip)
