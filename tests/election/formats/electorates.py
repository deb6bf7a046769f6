"""Elections and profiles drawn by Hypothesis, as unruly as the nouns allow, and refusals.

Knows what a reader must be able to give back. Must not know any format.
"""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from hustings.election.formats import parse
from hustings.election.model import Candidate, Election
from hustings.election.profile import Profile, Ranking, ranking_of
from hustings.errors import InputError

# Everything that can stand on a line and be told from a blank at its ends.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8).map(
    str.strip
)
AWKWARD = st.sampled_from(
    [
        *(
            '"',
            '""',
            '"Jack"',
            'Jo "Jack" Ox',
            '"A" "B"',
            'A "B"',
            "\\",
            '\\"',
            "a\\",
            "#1",
            "A # b",
        ),
        *(
            "a;b",
            '"a";b',
            "a,b",
            "a=b",
            "a = b",
            "=",
            "=1+1",
            "'=1",
            "''@",
            "-",
            "0",
            "1",
            "1 2 0",
            "Number",
            "papers",
            "[tie 1]",
            "Ann [x]",
            "UWI",
            "Write-in",
            "overvote",
            "undervote",
            "N/A",
        ),
        *(
            "Choice 1",
            "1st",
            "/* x",
            "*/",
            "[tie 1]",
            "(a)",
            "Club Election",
            "A (Lab)",
            "'",
            "é",
            "✓",
        ),
        *("# seats: 3", "# ALTERNATIVE NAME 1: X", "a:b", "{1}", "a\u2028b", "\ufeffa", "x", "1,2"),
    ]
)
NAME = (TEXT | AWKWARD).filter(bool)
LINE = TEXT | AWKWARD


def refusal(text: str, input_format: str) -> str:
    """What the reader says of a file called votes.txt that it must refuse."""
    with pytest.raises(InputError) as caught:
        parse(text.encode(), source="votes.txt", input_format=input_format)
    said = str(caught.value)
    assert said.isprintable()
    return said


@st.composite
def rankings(
    draw: st.DrawFn,
    candidates: int,
    *,
    ties: bool = True,
    gaps: bool = True,
    last_gap: bool = True,
    repeats: bool = True,
    blank: bool = True,
) -> Ranking:
    """A ranking with what is asked for, in the form that `ranking_of` gives it."""
    order = draw(st.permutations(range(candidates)))
    order = order[: draw(st.integers(0 if blank else 1, candidates))]
    if repeats and order and draw(st.integers(0, 3)) == 0:
        order.append(draw(st.sampled_from(order)))
    ranks: list[list[int]] = []
    for candidate in order:
        kind = draw(st.integers(0, 5))
        if gaps and kind == 0:
            ranks.append([])
        if ties and kind == 1 and ranks and ranks[-1]:
            ranks[-1].append(candidate)
        else:
            ranks.append([candidate])
    if last_gap and gaps and draw(st.integers(0, 5)) == 0:
        ranks.append([])
    return ranking_of(ranks)


@st.composite
def elections(
    draw: st.DrawFn,
    *,
    withdrawn: bool = True,
    groups: bool = True,
    name: st.SearchStrategy[str] = NAME,
    title: st.SearchStrategy[str] = LINE,
) -> Election:
    """An election of one to six candidates with slates."""
    names = draw(st.lists(name, min_size=1, max_size=6, unique=True))
    group = st.lists(LINE, max_size=2).map(tuple) if groups else st.just(())
    candidates = tuple(
        Candidate(place, name, draw(LINE), draw(group)) for place, name in enumerate(names)
    )
    out = draw(st.sets(st.sampled_from(range(len(names))), max_size=2)) if withdrawn else set()
    return Election(draw(title), draw(st.integers(1, 9)), candidates, tuple(sorted(out)))


@st.composite
def profiles(
    draw: st.DrawFn, candidates: int, *, rejected: bool = True, **allowed: bool
) -> Profile:
    """A profile of up to eight different rankings, some on many papers."""
    papers = st.integers(1, 9) | st.integers(1, 2**40)
    totals = draw(st.dictionaries(rankings(candidates, **allowed), papers, max_size=8))
    refused = draw(st.lists(st.tuples(LINE, papers), max_size=2)) if rejected else []
    return Profile.from_totals(totals, refused)
