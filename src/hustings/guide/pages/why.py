"""Why a list is as it is, in a few sentences.

Knows which figures make which sentence. The sentences are strings of the language's file, table
[why].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.guide.model import Guide, PublishedSequence, Reason

if TYPE_CHECKING:
    from hustings.report.languages import Words

# A figure that is not this many standard errors from nothing counts as nothing.
CLEAR = 2.0
# Nor one that the digits shown would round away.
SHOWN = 0.005


def explanation(guide: Guide, order: PublishedSequence, words: Words) -> tuple[str, str]:
    """(language, text): the campaign's own words if it has any, else sentences of the figures."""
    if order.why:
        return order.why.given(words.language)
    if order.reason is None:
        return words.language, ""
    reason = order.reason
    sentences = [_beginning(guide, reason, words)]
    if guide.provenance.expected is not None:
        sentences.append(_expected(guide, reason, words))
    elif len(order.sequence) > 1:
        first, second = order.sequence[:2]
        sentences.append(words("why.transfer", first=first, second=second))
    return words.language, " ".join(sentences)


def numbers(order: PublishedSequence, words: Words) -> tuple[str, ...]:
    """The plan's figures of this list, a sentence each, whatever they speak for."""
    reason = order.reason
    if reason is None:
        return ()
    sentences = []
    if reason.start is not None:
        votes, quota = (words.number(round(figure)) for figure in reason.start)
        first = order.sequence[0]
        sentences.append(words("why.start", first=first, votes=votes, quota=quota))
    if reason.instead is not None:
        sentences.append(_tried(*reason.instead, words))
    if reason.chances:
        said = [f"{name} {_share(of)}" for name, of, _ in reason.chances]
        error = max(error for _, _, error in reason.chances)
        listed = words("joining.comma").join(said)
        sentences.append(words("why.chances", chances=listed, error=f"{100 * error:.0f}"))
    return tuple(sentences)


def _share(chance: float) -> str:
    """A share in per cent; no draws can show that something is certain."""
    if chance < 0.01:
        return "<1"
    return ">99" if chance > 0.99 else f"{100 * chance:.0f}"


def _beginning(guide: Guide, reason: Reason, words: Words) -> str:
    """Who comes first, here and on the other lists."""
    (first, times), *others = reason.beginnings
    lists = len(guide.lists)
    if lists == 1:
        return words("why.one_list", first=first)
    if not others:
        return words("why.all_alike", n=lists, first=first)
    said = {
        "who": first if reason.home is None else f"{first} ({_home(guide, reason.home, words)})",
        "others": words.joined([name for name, _ in others]),
        "n": len(reason.beginnings),
    }
    if times == 1:
        return words("why.first", **said)
    return words("why.first_on_several", times=times, lists=lists, **said)


def _home(guide: Guide, region: int, words: Words) -> str:
    return guide.regions[region].title.given(words.language)[1]


def _expected(guide: Guide, reason: Reason, words: Words) -> str:
    """What all lists together are expected to elect, beside one order for everybody."""
    about = guide.provenance
    assert about.expected is not None
    said: dict[str, object] = {
        "n": len(guide.lists),
        "draws": words.number(about.draws),
        "expected": f"{about.expected[0]:.1f}",
        "standing": about.standing,
    }
    if reason.gain is None:
        return words("why.expected", **said)
    mean, error = reason.gain
    if not _clear(mean, error):
        return words("why.expected_same", **said)
    key = "why.expected_more" if mean > 0 else "why.expected_fewer"
    return words(key, gain=f"{abs(mean):.2f}", error=f"{error:.2f}", **said)


def _tried(name: str, mean: float, error: float, words: Words) -> str:
    """What another beginning of this list would change."""
    said = {"other": name, "error": f"{error:.2f}"}
    if not _clear(mean, error):
        return words("why.instead_same", other=name)
    if mean > 0:
        return words("why.instead_more", more=f"{mean:.2f}", **said)
    return words("why.instead", fewer=f"{-mean:.2f}", **said)


def _clear(mean: float, error: float) -> bool:
    return abs(mean) >= SHOWN and abs(mean) >= CLEAR * error
