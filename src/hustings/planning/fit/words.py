"""A fit as lines for a scenario's file, as JSON, and in sentences.

Knows how the figures are written, and which key of `scenario.toml` each belongs to.
"""

from __future__ import annotations

from typing import Any

from hustings.inputs.keys.kinds import written
from hustings.planning.fit.fitted import Comparison, Figure, Fitted, Habits
from hustings.planning.scenario.defaults import NO_SLATE

FORMAT = "hustings-fit/1"
# Of many slates, the affinity of as many is written down.
_LARGEST = 12
# Shares are written with so many places, and lengths until so little is left.
_PLACES = 4
_MOST_AFFINITY = 1000.0
_FACTOR = 100.0


def sentences(fitted: Fitted) -> tuple[str, ...]:
    """How well the fit does, and what to know of it; a sentence each."""
    if not fitted.held:
        return fitted.notes
    parts = [
        f"in the {one.what} {percent(one.differ)} (chance alone makes {percent(one.chance)})"
        for one in fitted.comparisons
    ]
    # What chance alone would do says nothing against the fit.
    worst = max(one.differ - one.chance for one in fitted.comparisons)
    how = "well" if worst < 0.02 else "fairly well" if worst < 0.04 else "only roughly"
    return (
        f"It fits {how}: the parameters were found again without {whole(fitted.held)} ballots"
        " held out; of ballots drawn from them, this share would have to change to agree with"
        f" those held out: {'; '.join(parts)}.",
        *(_largest_miss(one) for one in fitted.comparisons if one.differ - one.chance >= 0.02),
        *fitted.notes,
    )


def _largest_miss(one: Comparison) -> str:
    label, real, drawn = max(one.rows, key=lambda row: abs(row[1] - row[2]))
    return (
        f"The largest difference in the {one.what}: {label}, {percent(real)} of the ballots held"
        f" out, {percent(drawn)} of those drawn."
    )


def as_toml(fitted: Fitted) -> str:
    """Lines for `scenario.toml`: what the ballots tell, with its error in a comment."""
    lines = [
        f"# Learnt from {counted(fitted.papers, 'ballot')} on"
        f" {counted(fitted.ballot_papers, 'ballot paper')} by `hustings plan fit`;"
        " ± is one standard error.",
        *(f"# {line}" for sentence in sentences(fitted) for line in wrapped(sentence)),
        "",
    ]
    for name, voters in fitted.regions:
        lines += ["[[regions]]", f"name = {written(name)}", f"voters = {voters}", ""]
    for one in fitted.candidates:
        lines += ["[[candidates]]", f"name = {written(one.name)}"]
        if one.slate != NO_SLATE:
            lines.append(f"slate = {written(one.slate)}")
        if one.home:
            lines.append(f"region = {written(one.home)}")
        lines += [_line("appeal", one.appeal), ""]
    lines += _ranking(fitted)
    lines += _affinity(fitted)
    for place, name in enumerate(fitted.names):
        own = next((one for one in fitted.slates if one.name == name), None)
        if own is not None:
            lines += _slate(fitted, place, own)
    return "\n".join(lines).rstrip("\n") + "\n"


def _ranking(fitted: Fitted) -> list[str]:
    lines = ["[ranking]"]
    pairs = [one for one in fitted.sizes if one.size > 1]
    if pairs and not fitted.candidates:
        usual = max(pairs, key=lambda one: one.ballots)
        lines.append(f"# all slates of {_size(usual)}, {whole(usual.ballots)} supporters")
        lines += _habits(usual)
        for other in fitted.sizes:
            if other is not usual:
                what = f"slates of {_size(other)}" if other.size else "those who stand alone"
                lines.append(f"# {what}, {whole(other.ballots)} supporters:")
                lines += [f"#   {line}" for line in _habits(other)]
    if fitted.candidates:
        lines += ["position = 1.0  # any effect of it is given as appeal", "alphabet = 1.0"]
        lines.append("appeal_uncertainty = 0.0  # of these ballots; another election may differ")
    if fitted.position is not None:
        lines.append(_line("position", fitted.position))
    elif fitted.alphabet is not None:
        lines.append("position = 1.0  # given as alphabet")
    if fitted.alphabet is not None:
        lines.append(_line("alphabet", fitted.alphabet))
    if fitted.spread is not None:
        lines.append(_line("appeal_uncertainty", fitted.spread))
    if fitted.home_pull is not None:
        lines.append(_line("home_pull", fitted.home_pull, most=_FACTOR))
    return [*lines, ""]


def _size(one: Habits) -> str:
    return "4 or more" if one.size >= 4 else str(one.size)


def _habits(one: Habits) -> list[str]:
    lines = []
    if one.retention is not None:
        lines.append(_line("retention", one.retention))
    if one.slate_only is not None:
        lines.append(_line("slate_only", one.slate_only))
    shares = [round(figure.value, _PLACES) for figure in one.lengths]
    while len(shares) > 1 and shares[-1] == 0.0:
        shares.pop()
    lines.append(f"lengths = [{', '.join(f'{share:g}' for share in shares)}]")
    return lines


def _affinity(fitted: Fitted) -> list[str]:
    shown = [place for place in range(len(fitted.names)) if any(fitted.turned[place])][:_LARGEST]
    if not shown:
        return []
    lines = ["# Where voters turn, against what the first preferences there suggest."]
    lines.append("[ranking.affinity]")
    for own in shown:
        factors = [
            f"{written(fitted.names[to])} = {min(fitted.affinity[own][to], _MOST_AFFINITY):.3g}"
            for to in shown
        ]
        seen = sum(fitted.turned[own])
        lines.append(f"{written(fitted.names[own])} = {{ {', '.join(factors)} }}  # {whole(seen)}")
    return [*lines, ""]


def _slate(fitted: Fitted, place: int, own: Habits) -> list[str]:
    lines = [f"[slates.{written(own.name)}]  # {whole(own.ballots)} supporters"]
    support = fitted.support[place]
    if len(support) == 1:
        share = f"support = {round(support[0], _PLACES):g}"
        # On many ballot papers not everybody stands everywhere: the shares do not add up.
        lines.append(share if fitted.candidates else f"# {share}, over all ballot papers")
    else:
        shares = [
            f"{written(name)} = {round(share, _PLACES):g}"
            for (name, _), share in zip(fitted.regions, support, strict=True)
        ]
        lines.append(f"by_region = {{ {', '.join(shares)} }}")
    return [*lines, *_habits(own), ""]


def document(fitted: Fitted) -> dict[str, Any]:
    """The fit as one JSON document."""
    return {
        "format": FORMAT,
        "ballots": fitted.papers,
        "unclear": fitted.unclear,
        "ballot_papers": fitted.ballot_papers,
        "regions": [{"name": name, "ballots": ballots} for name, ballots in fitted.regions],
        "support": {
            name: [round(share, 6) for share in shares]
            for name, shares in zip(fitted.names, fitted.support, strict=True)
        },
        "slates": {one.name: _as_dict(one) for one in fitted.slates},
        "sizes": [_as_dict(one) for one in fitted.sizes],
        "candidates": [
            {
                "name": one.name,
                "slate": one.slate,
                "region": one.home,
                "appeal": _figure(one.appeal),
            }
            for one in fitted.candidates
        ],
        "home_pull": _figure(fitted.home_pull),
        "position": _figure(fitted.position),
        "alphabet": _figure(fitted.alphabet),
        "appeal_uncertainty": _figure(fitted.spread),
        "affinity": {
            own: {
                to: {"factor": round(fitted.affinity[i][j], 6), "seen": fitted.turned[i][j]}
                for j, to in enumerate(fitted.names)
                if fitted.turned[i][j]
            }
            for i, own in enumerate(fitted.names)
        },
        "fit": {
            "held_out": fitted.held,
            "comparisons": [
                {
                    "what": one.what,
                    "differ": round(one.differ, 6),
                    "chance": round(one.chance, 6),
                    "largest": [
                        {"what": label, "real": round(real, 6), "drawn": round(drawn, 6)}
                        for label, real, drawn in one.rows
                    ],
                }
                for one in fitted.comparisons
            ],
        },
        "sentences": list(sentences(fitted)),
    }


def _as_dict(one: Habits) -> dict[str, Any]:
    seen = one.observed
    return {
        "size": one.size,
        "ballots": one.ballots,
        "retention": _figure(one.retention),
        "slate_only": _figure(one.slate_only),
        "lengths": [_figure(figure) for figure in one.lengths],
        "observed": None
        if seen is None
        else {
            "slates": seen.slates,
            "second_stays": _figure(seen.second_stays),
            "first_only": _figure(seen.first_only),
            "nobody_outside": _figure(seen.only),
            "all_and_nobody_else": _figure(seen.complete),
            "all_on_top": _figure(seen.all_on_top),
            "leader_median": round(seen.leader, 6),
            "first_surname_leads": _figure(seen.alphabet),
        },
    }


def _figure(figure: Figure | None) -> dict[str, float] | None:
    if figure is None:
        return None
    return {"value": round(figure.value, 6), "standard_error": round(figure.error, 6)}


def _line(key: str, figure: Figure, *, most: float = 0.0) -> str:
    value = min(figure.value, most) if most else figure.value
    return f"{key} = {value:.4f}  # ± {figure.error:.4f}"


def percent(share: float) -> str:
    """A share with one decimal: 8.5 %."""
    return f"{100 * share:.1f} %"


def whole(number: int) -> str:
    """A whole number with commas between thousands."""
    return f"{number:,}"


def counted(number: int, what: str) -> str:
    """3 ballots, 1 ballot."""
    return f"{whole(number)} {what}" + "s" * (number != 1)


def wrapped(text: str) -> list[str]:
    """A sentence in the lines of a comment, without its mark."""
    from textwrap import wrap

    # A number stays with its unit.
    return [line.replace("\0", " ") for line in wrap(text.replace(" %", "\0%"), 96)]
