"""What it takes to stand, in the reader's language."""

from __future__ import annotations

from hustings.voting.domain.nominations.window import asked_for
from hustings.voting.pages.speaking import Speech


def needed(said: Speech, where: str = "nominations.threshold") -> str:
    """How many nominations, as a sentence.

    Args:
        where: the key of the sentence; the one for kinds of bodies ends in "_kinds".
    """
    threshold = asked_for(said.setup).threshold
    if not threshold.by_kind:
        return said.words(where, n=threshold.bodies)
    kinds = [said.words("nominations.kind", n=n, kind=kind) for kind, n in threshold.by_kind]
    return said.words(f"{where}_kinds", kinds=said.words.joined(kinds))
