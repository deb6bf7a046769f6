"""The finder is never sure of the wrong list: every outcode with every slip, and pasted lines."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from guide.postcodes.examples import ALIKE, INCODES, TAKEN, pasted, slips
from hustings.guide.postcodes.file import bundled
from hustings.guide.postcodes.index import Answer, Outcome, lookup

OUTCODES = tuple(
    sorted([name for name, _ in bundled().outcodes] + [one.outcode for one in bundled().straddling])
)
KNOWN = frozenset(OUTCODES)
LETTERS = frozenset(re.split("[0-9]", name)[0] for name in OUTCODES) | {"JE", "GY", "IM", "BF"}
SURE = (Outcome.FOUND, Outcome.SPLIT, Outcome.ELSEWHERE)
# Those that the finder mends.
MENDED = ("0O", "1I")


def stands(text: str) -> bool:
    """Whether these characters are, as they are, another postcode, half, beginning or area."""
    first, _, rest = text.partition(" ")
    if text[:-1] in KNOWN and text[-1].isdigit():
        return True
    if " " not in text and text[-3:] in INCODES and text[:-3] in KNOWN:
        return True
    return (first in KNOWN and (rest in INCODES or not rest)) or text in LETTERS


def asked() -> Iterator[tuple[str, str]]:
    """(what is meant, what is typed): in full, without the space, and the first half alone."""
    for at, outcode in enumerate(OUTCODES):
        full = f"{outcode} {TAKEN[at % len(TAKEN)]}"
        for meant in (full, outcode):
            yield from ((meant, typed) for typed in slips(meant))
        yield from ((full, typed.replace(" ", "")) for typed in slips(full))


@cache
def answered(typed: str) -> Answer:
    return lookup(bundled(), typed)


def places(answer: Answer) -> set[object]:
    return {*answer.areas, answer.route} - {""}


def test_every_slip_of_every_outcode_is_answered_right_or_asked_about() -> None:
    outcomes: Counter[str] = Counter()
    for meant, typed in asked():
        answer = answered(typed)
        outcomes[answer.outcome.value] += 1
        if answer.outcome in SURE and not stands(typed):
            assert places(answered(meant)) <= places(answer), (meant, typed, answer)
    assert sum(outcomes.values()) > 30_000
    assert outcomes["found"] > 17_000


def test_a_typed_space_is_never_moved_in_silence() -> None:
    """CH6 6OA is not CH66 0A: wherever a longer outcode lies elsewhere, both are offered."""
    asked = 0
    for outcode in OUTCODES:
        for digit in "0123456789":
            longer, shorter = answered(outcode + digit), answered(outcode)
            if outcode + digit not in KNOWN or longer.areas == shorter.areas:
                continue
            for sign in "O05":
                answer = answered(f"{outcode} {digit}{sign}A")
                assert answer.outcome is Outcome.UNSURE, (outcode, digit, sign, answer)
                found = {one.postcode.split()[0] for one in answer.choices}
                assert found >= {outcode, outcode + digit}
                together = answered(f"{outcode}{digit}{sign}A")
                if together.outcome in SURE:
                    assert together.areas == shorter.areas, together
                asked += 1
    assert asked > 500


def test_a_slip_of_o_or_i_for_a_digit_is_put_right() -> None:
    """Also the other way about; where another reading is as good, it is among those to choose."""
    for meant, typed in asked():
        pairs = zip(meant.replace(" ", ""), typed.replace(" ", ""), strict=True)
        slip = "".join(sorted(next(pair for pair in pairs if pair[0] != pair[1])))
        if slip not in MENDED or stands(typed):
            continue
        expected, answer = answered(meant), answered(typed)
        assert expected in (answer, *answer.choices), (meant, typed, answer)


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("EN1 1OA", ["EN1", "EN11 0A"]),
        ("EN1 10A", ["EN1", "EN11 0A"]),
        ("EN11OA", ["EN1", "EN11 0A"]),
        ("CH6 6OA", ["CH6", "CH66 0A"]),
        ("CH6 65A", ["CH6", "CH66 5A"]),
        ("CH665A", ["CH66 5A", "CH6"]),
        ("CH6 6 5A", ["CH66 5A", "CH6"]),
        ("EC1 A1BB", ["EC1", "EC1A 1BB"]),
        ("E1 W", ["E1", "E1W"]),
        ("SW1A 1AAA", ["SW1A"]),
        ("SW1A 1A0", ["SW1A"]),
        ("SW1 1AA", ["SW1"]),
        ("LL1 1AA", ["L11 1AA"]),
        ("Ml1 4AP", ["ML1 4AP", "M11 4AP"]),
        ("N E1 1AA", ["NE1 1AA", "E1 1AA"]),
        ("Flat B1, 2nd floor", ["B1 2ND"]),
        ("Unit B1, Old Mill Lane", ["B1 0LD"]),
    ],
)
def test_what_is_in_doubt_is_quoted_and_asked_about(typed: str, choices: list[str]) -> None:
    answer = lookup(bundled(), typed)
    assert (answer.outcome, answer.postcode) == (Outcome.UNSURE, typed)
    assert [one.postcode for one in answer.choices] == choices
    assert (answer.areas, answer.route) == ((), "")


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("London NW1 6XE", "NW1 6XE"),
        ("NW1 6XE (home)", "NW1 6XE"),
        ("Postcode: M1 1AE", "M1 1AE"),
        ("221B Baker Street\r\nLondon\r\nNW1 6XE\r\nUnited Kingdom", "NW1 6XE"),
        ("1 E1 1AA", "E1 1AA"),
        ("Unit B1, Old Mill Lane, Leeds LS1 4AP", "LS1 4AP"),
        ("sw1a 1aa, that is SW1A1AA", "SW1A 1AA"),
        ("LSl 4AP", "LS1 4AP"),
        ("Leeds LSl 4AP", "LS1 4AP"),
        ("WR89L", "WR8 9L"),
        ("M1 lAA", "M1 1AA"),
        ("M1 1A1", "M1 1AL"),
        ("12 Station Road, NW 1 6XE", "NW1 6XE"),
        ("Ref. QX12 3AB, NW1 6XE", "NW1 6XE"),
    ],
)
def test_a_postcode_is_found_among_other_words(typed: str, postcode: str) -> None:
    answer = lookup(bundled(), typed)
    assert answer.outcome in SURE
    assert answer == lookup(bundled(), postcode)


def test_of_two_postcodes_it_is_asked_which() -> None:
    index = bundled()
    answer = lookup(index, "Home NW1 6XE, work m1 1ae (JE2 3AB in summer)")
    choices = tuple(lookup(index, one) for one in ("NW1 6XE", "M1 1AE", "JE2 3AB"))
    assert answer == Answer(Outcome.SEVERAL, "", choices=choices)
    # One that is not known is no reason to take the other.
    strange = lookup(index, "LL1 1AA or NW1 6XE")
    assert (strange.outcome, strange.choices) == (Outcome.UNSURE, choices[:1])


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("BT", {"Northern Ireland"}),
        ("ze", {"Scotland"}),
        ("M", {"North West"}),
        ("CH", {"North West", "Wales"}),
        ("E", {"London", "East of England"}),
        ("JE", {"jersey"}),
        ("GY", {"guernsey"}),
        ("IM", {"isle-of-man"}),
        ("BF", {"forces"}),
        ("GX", {"overseas"}),
    ],
)
def test_letters_alone_lead_where_every_postcode_of_theirs_does(
    letters: str, expected: set[str]
) -> None:
    index = bundled()
    answer = lookup(index, letters)
    assert {index.areas[area].name for area in answer.areas} | {answer.route} - {""} == expected
    assert answer.outcome in SURE


def test_the_letters_of_every_outcode() -> None:
    index = bundled()
    for name in OUTCODES:
        letters = re.split("[0-9]", name)[0]
        assert set(lookup(index, name).areas) <= set(lookup(index, letters).areas)


@pytest.mark.parametrize("typed", ["GIR 0AA", "S01 4AA", "zz99 9zz", "  XX1\t 1AA "])
def test_what_is_not_known_is_quoted_as_it_was_typed(typed: str) -> None:
    assert lookup(bundled(), typed) == Answer(Outcome.UNKNOWN, " ".join(typed.split()))


def test_5000_pasted_lines() -> None:
    index, draw = bundled(), random.Random(5000)
    outcomes: Counter[str] = Counter()
    for _ in range(5_000):
        line, postcodes = pasted(OUTCODES, draw)
        answer = lookup(index, line)
        outcomes[answer.outcome.value] += 1
        expected = tuple(lookup(index, one) for one in postcodes)
        if len(expected) == 1:
            assert answer == expected[0], line
        elif expected:
            assert answer == Answer(Outcome.SEVERAL, "", choices=expected), line
        else:
            assert answer.outcome is not Outcome.FOUND, line
    assert outcomes["found"] > 3_000
    assert outcomes["several"] > 800
    assert outcomes["malformed"] > 300


def test_every_pair_alike_is_among_the_slips() -> None:
    told = {"".join(sorted((a, b.upper()))) for one in ("0AA", "1SS", "58B", "2G6", "LZO", "I")
            for typed in slips(one) for a, b in zip(one, typed, strict=True) if a != b}  # fmt: skip
    assert told == set(ALIKE)
