"""What it takes to stand, in the reader's language."""

from __future__ import annotations

from hustings.voting.domain.nominations.window import asked_for
from hustings.voting.pages.speaking import Speech


def needed(said: Speech, plain: str, kinds: str) -> str:
    """How many nominations, as a sentence.

    Args:
        plain, kinds: the keys of the sentence, and of the one that names kinds of bodies.
    """
    threshold = asked_for(said.setup).threshold
    if not threshold.by_kind:
        return said.words(plain, n=threshold.bodies)
    several = [said.words("nominations.kind", n=n, kind=kind) for kind, n in threshold.by_kind]
    return said.words(kinds, kinds=said.words.joined(several))
