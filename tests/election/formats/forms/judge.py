"""Tries many built forms and says how many were read wrong, and what share was refused.

PYTHONPATH=tests python tests/election/formats/forms/judge.py 20000 [FIRST-SEED]
"""

from __future__ import annotations

import random
import sys
from collections import Counter

from election.formats.forms.builder import build
from election.formats.forms.counted import read, verdict
from hustings.errors import InputError


def main(number: int, first: int = 0) -> int:
    """The number of forms that were read wrong."""
    wrong = 0
    tries: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for seed in range(first, first + number):
        built = build(random.Random(seed))
        kind = f"{built.layout}{', in doubt' if built.doubt else ''}"
        tries[kind] += 1
        try:
            file = read(built.text.encode())
        except InputError:
            refused[kind] += 1
            continue
        if told := verdict(built, file):
            wrong += 1
            print(f"seed {seed}, {kind}: {told[:200]}")
    for kind in sorted(tries):
        print(f"{kind}: {tries[kind]} tried, {refused[kind]} refused")
    print(f"{number} forms, {wrong} read wrong, {refused.total()} refused")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
