"""Forms and machine exports: right, or refused with a line that works when it is obeyed.

The inputs are written by another hand than the reader's: `samples` one by one, `builder` by the
thousand. `python tests/election/formats/forms/judge.py 20000` tries as many as one likes.
"""

from __future__ import annotations

import random
import re
import shlex
from collections import Counter

import pytest

from hustings.election.formats import BallotFile
from hustings.errors import InputError

from .builder import build
from .counted import read, verdict
from .samples import SAMPLES, Sample

# Layouts of the tools that docs/bring-your-ballots.md names; of these hardly any may be refused.
NAMED = {
    *("ranks in brackets", "names by rank", "order in one cell", "Qualtrics", "LimeSurvey"),
    *("SurveyMonkey", "rctab", "RCTab generic", "CIVS", "BetterVoting"),
}


def tried(data: bytes, arguments: tuple[str, ...] = ()) -> BallotFile | InputError:
    try:
        return read(data, arguments)
    except InputError as error:
        return error


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_is_read_right_or_refused(sample: Sample) -> None:
    file = tried(sample.data)
    if isinstance(file, InputError):
        assert sample.refused or sample.doubt, str(file)
        assert file.exit_status == 2
        assert file.remedy
        assert "\n" not in str(file)
    else:
        assert not sample.refused
        assert verdict(sample, file) == ""


@pytest.mark.parametrize(
    "sample", [one for one in SAMPLES if one.obey], ids=lambda sample: sample.name
)
def test_what_settles_a_refused_sample(sample: Sample) -> None:
    file = tried(sample.data, sample.obey)
    assert isinstance(file, BallotFile), str(file)
    assert verdict(sample, file) == ""


def test_a_refusal_that_shows_an_option_works_when_it_is_obeyed() -> None:
    """The very words of the message, taken as a shell would."""
    obeyed = 0
    for sample in SAMPLES:
        error = tried(sample.data)
        if not isinstance(error, InputError):
            continue
        if found := re.search(r"(--(?:columns|contest) .*)", error.remedy):
            words = shlex.split(found[1].split(";")[0])
            file = tried(sample.data, tuple(words[:2]))
            assert isinstance(file, BallotFile), (sample.name, str(error), str(file))
            obeyed += 1
    assert obeyed >= 8


@pytest.mark.parametrize("start", range(0, 1200, 300))
def test_built_forms_are_never_counted_wrong(start: int) -> None:
    """Nobody but candidates is ever elected: wrong readings with exit status 0 are not one."""
    tries: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for seed in range(start, start + 300):
        built = build(random.Random(seed))
        file = tried(built.text.encode())
        if isinstance(file, BallotFile):
            assert verdict(built, file) == "", (seed, built.layout)
        if not built.doubt and built.layout in NAMED:
            tries[built.layout] += 1
            refused[built.layout] += isinstance(file, InputError)
    assert refused.total() * 20 < tries.total()
