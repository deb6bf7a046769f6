"""All that posters and cards say, and what is told where letters of it cannot be set.

Knows which texts of a guide are printed. Must not know where on the paper they stand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import PurePath

from hustings.errors import InputError
from hustings.guide import words
from hustings.guide.model import Guide, Text
from hustings.inputs.text import shown
from hustings.report.print.scripts import Script, script


def printed(guide: Guide, beside: str, *, early: bool) -> tuple[str, ...]:
    """Each name and text on posters and cards.

    Args:
        beside: folder with further language files.
        early: whether the lists are not yet to be seen, nor whom they are for.
    """
    texts = [guide.slate, guide.organisation, guide.short, *_in_all_languages(guide.title)]
    if not early:
        texts = [name for order in guide.lists for name in order.sequence] + texts
        part = (guide.part.one, guide.part.several) if guide.part else ()
        titles = (region.title for region in guide.regions)
        for text in (guide.imprint, guide.later or Text(), *part, *titles):
            texts += _in_all_languages(text)
    table = ("part",) if guide.part else ()
    for language in guide.languages:
        texts += words.load(language, beside).texts(
            "poster", "card", *table, "months", "weekdays", "dates"
        )
    return tuple(dict.fromkeys(texts))


def _in_all_languages(text: Text) -> list[str]:
    return [words for _, words in text.said]


def refusal(missing: Mapping[str, str], fonts: Sequence[str]) -> InputError:
    """The error for texts with letters that cannot be set.

    Args:
        missing: of each text those letters.
        fonts: the names of the files that guide.toml has for them already.
    """
    what = "; ".join(f"{shown(text)}, for {_why(letters)}" for text, letters in missing.items())
    return InputError(f"posters and cards cannot show {what}", remedy=_remedy(missing, fonts))


def _by_script(letters: Iterable[str]) -> list[tuple[Script, list[str]]]:
    ordered = sorted(set(letters), key=lambda letter: (script(letter), letter))
    return [(one, list(same)) for one, same in groupby(ordered, script)]


def _why(letters: str) -> str:
    """Why these cannot be set, a clause for each script."""
    clauses = []
    for one, same in _by_script(letters):
        named = f"{', '.join(map(_named, same))} ({one.name})"
        clauses.append(f"{named} {one.why_not}" if one.why_not else f"their fonts have no {named}")
    return " and ".join(clauses)


def _named(letter: str) -> str:
    """A letter as a message shows it: one that stands on another or is not seen, by its number."""
    return f"U+{ord(letter):04X}" if unicodedata.category(letter)[0] in "MC" else letter


def _remedy(missing: Mapping[str, str], fonts: Sequence[str]) -> str:
    scripts = [one for one, _ in _by_script("".join(missing.values()))]
    given = {PurePath(name).stem.partition("-")[0] for name in fonts}
    # A font that is given already, and lacks the letters all the same, is no help.
    helps = [one for one in scripts if one.font and one.font.replace(" ", "") not in given]
    ways = []
    if helps:
        new = dict.fromkeys(f"{one.font.replace(' ', '')}-Regular.ttf" for one in helps)
        files = [*fonts, *new]
        named = ", ".join(f'"{file}"' for file in files)
        which = " and ".join(f"the font {one.font} (for {one.name})" for one in helps)
        ways.append(
            f"put {which} beside guide.toml and name {'it' if len(new) == 1 else 'them'} there:"
            f" `fallback_font = {named if len(files) == 1 else f'[{named}]'}`"
        )
    if len(helps) < len(scripts):
        ways.append("write such names in Latin letters")
    return (
        f"{', or '.join(ways)}, or build with --allow-missing-letters, which puts a box in place of"
        " each letter"
    )
