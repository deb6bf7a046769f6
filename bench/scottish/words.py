"""The page on even splits in Scotland: tables and what they show.

Knows how the figures are laid out and read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from slates import (
    ADVICE,
    EQUAL,
    EVEN,
    NAMED,
    POPULAR,
    PROVED,
    SHARES,
    WHOLE,
    Advice,
    Change,
    Trial,
)

if TYPE_CHECKING:
    from example import Example, Fate

MINUS = "\N{MINUS SIGN}"
# A slate is listed if its seats change in at least this share of the splits.
LISTED = 0.5

View = Callable[["Trial"], dict[tuple[str, float], "Change"]]


def total(trials: Sequence[Trial], view: View, key: tuple[str, float]) -> tuple[float, float]:
    """Seats gained and seats lost a split, over all these slates."""
    changes = [view(trial)[key] for trial in trials]
    return sum(one.gained for one in changes), sum(one.lost for one in changes)


def error(trials: Sequence[Trial], view: View, key: tuple[str, float]) -> float | None:
    """Standard error of gains less losses: elections are what might have been others."""
    nets: dict[str, float] = {}
    for trial in trials:
        change = view(trial)[key]
        nets[trial.ward] = nets.get(trial.ward, 0.0) + change.gained - change.lost
    size = len(nets)
    if size < 2:
        return None
    mean = sum(nets.values()) / size
    squares = sum((net - mean) ** 2 for net in nets.values())
    return float((size / (size - 1) * squares) ** 0.5)


def signed(number: float, places: int = 1) -> str:
    """A change with its sign; a true minus sign."""
    text = f"{abs(number):.{places}f}"
    if not float(text):
        return text
    return ("+" if number > 0 else MINUS) + text


def percent(share: float, places: int = 0) -> str:
    """A share of one in hundredths."""
    return f"{100 * share:.{places}f} %"


def cell(trials: Sequence[Trial], view: View, key: tuple[str, float]) -> str:
    """Gained, lost, and the difference with its error."""
    gained, lost = total(trials, view, key)
    wrong = error(trials, view, key)
    about = f" ± {wrong:.1f}" if wrong is not None else ""
    return f"{gained:.1f} | {lost:.1f} | {signed(gained - lost)}{about}"


def by_size(trials: Sequence[Trial], view: View) -> str:
    """Seats gained and lost by slate size and share of followers."""
    lines = [
        "| slates of | slates | seats won | followers | gained | lost | net |",
        "|---|---|---|---|---|---|---|",
    ]
    sizes = sorted({trial.size for trial in trials})
    groups = [(str(size), [t for t in trials if t.size == size]) for size in sizes]
    for name, group in [*groups, ("**all**", list(trials))]:
        held = sum(trial.held for trial in group)
        for share in SHARES:
            figures = cell(group, view, (EVEN.key, share))
            lines.append(f"| {name} | {len(group)} | {held:,} | {percent(share)} | {figures} |")
    return "\n".join(lines)


def by_advice(trials: Sequence[Trial], view: View) -> str:
    """The same for all slates, by what followers are asked for."""
    head = " | ".join(f"{percent(share)} follow" for share in SHARES)
    lines = [f"| asked for | {head} |", "|---" * (len(SHARES) + 1) + "|"]
    for one in ADVICE:
        cells = []
        for share in SHARES:
            gained, lost = total(trials, view, (one.key, share))
            wrong = error(trials, view, (one.key, share))
            about = f" ± {wrong:.1f}" if wrong is not None else ""
            cells.append(f"{signed(gained - lost)}{about} ({gained:.1f}, {lost:.1f})")
        lines.append(f"| {one.key} | {' | '.join(cells)} |")
    return "\n".join(lines)


_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def by_year(trials: Sequence[Trial], view: View) -> str:
    """Net seats by the year in the names of the files; empty where they are all of one."""
    groups: dict[str, list[Trial]] = {}
    for trial in trials:
        year = _YEAR.search(trial.ward)
        groups.setdefault(year[0] if year else "no year", []).append(trial)
    if len(groups) < 2:
        return ""
    head = " | ".join(f"{percent(share)} follow" for share in SHARES)
    lines = [
        f"| year | elections with slates | slates | seats won | {head} |",
        "|---" * (4 + len(SHARES)) + "|",
    ]
    for year, group in sorted(groups.items()):
        cells = []
        for share in SHARES:
            gained, lost = total(group, view, (EVEN.key, share))
            wrong = error(group, view, (EVEN.key, share))
            about = f" ± {wrong:.1f}" if wrong else ""
            cells.append(f"{signed(gained - lost)}{about}")
        elections = len({trial.ward for trial in group})
        held = sum(trial.held for trial in group)
        lines.append(f"| {year} | {elections} | {len(group)} | {held:,} | {' | '.join(cells)} |")
    return "\n".join(lines)


def by_leader(trials: Sequence[Trial], view: View) -> str:
    """Slates of two by how uneven their first preferences are without advice, and by quotas."""
    head = " | ".join(f"{percent(share)} follow" for share in SHARES)
    lines = [
        f"| leader's share | quotas | slates | {head} |",
        "|---" * (len(SHARES) + 3) + "|",
    ]
    pairs = [trial for trial in trials if trial.size == 2]
    for low, high in ((0.5, 0.6), (0.6, 0.7), (0.7, 1.01)):
        for least, most in ((0.0, 1.2), (1.2, 1.6), (1.6, 2.0), (2.0, 9.0)):
            group = [
                trial
                for trial in pairs
                if low <= max(trial.natural) < high and least <= trial.quotas < most
            ]
            if not group:
                continue
            cells = []
            for share in SHARES:
                gained, lost = total(group, view, (EVEN.key, share))
                cells.append(signed((gained - lost) / len(group), 2))
            name = f"{100 * low:.0f} to {percent(min(high, 1))}"
            size = f"under {most:g}" if not least else f"{least:g} to {most:g}"
            size = f"{least:g} and more" if most > 8 else size
            lines.append(f"| {name} | {size} | {len(group)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def called(ward: str) -> str:
    """A file's name as a person reads it."""
    return ward.removesuffix(".csv").replace("_", " ").replace("ward", "ward ")


def short(slate: str) -> str:
    """A party's letters."""
    return slate.rpartition("(")[2].rstrip(")") or slate


def line(trial: Trial) -> str:
    """A slate's line in the list of those whose seats change."""
    changes = [trial.whole[EVEN.key, share] for share in SHARES]
    cells = " | ".join(signed(one.gained - one.lost, 2) for one in changes)
    natural = " / ".join(f"{100 * share:.0f}" for share in trial.natural)
    return (
        f"| {called(trial.ward)} | {short(trial.slate)} | {trial.seats} | {trial.quotas:.2f} |"
        f" {natural} | {trial.held} | {cells} |"
    )


def changed(trial: Trial) -> bool:
    """Whether a slate's seats change in half of the splits or more, for some share."""
    return any(
        max(more, fewer) >= LISTED
        for more, fewer in (trial.whole[EVEN.key, share].splits for share in SHARES)
    )


def example(one: Example) -> str:
    """Two counts of one ward side by side."""
    lines = [
        "| candidate | party | first preferences | elected | with all following | elected |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.name} | {short(row.slate)} | {row.real:,} | {'yes' if row.won else ''} |"
        f" {row.asked:,} | {'yes' if row.wins else ''} |"
        for row in one.rows
    ]
    return "\n".join(lines)


def fates(outcomes: Sequence[Fate]) -> str:
    """What became of a slate's candidates, in a clause each."""
    clauses = []
    for one in outcomes:
        how = "elected" if one.elected else "excluded"
        clauses.append(f"{one.name} is {how} at stage {one.stage} with {one.votes:,} votes")
    return ", ".join(clauses[:-1]) + " and " + clauses[-1]


def meanings() -> tuple[str, ...]:
    """What each advice is, where nobody has looked at what it brought."""
    return (
        f"*{NAMED.key}*: only those follow who name the candidate anyway; theirs come first, and"
        " nothing else changes.",
        f"*{EQUAL.key}*: nobody needs to know how first preferences fall; each candidate leads for"
        " as many followers as any other.",
        f"*{PROVED.key}*: only where the count of the half it is chosen from gains a seat by it.",
        f"*{WHOLE.key}*: followers also rank the slate's other names next.",
        f"*{POPULAR.key}*: the most popular first, everywhere.",
    )


def remarks(net: Callable[[Advice, float], str]) -> tuple[str, ...]:
    """What each advice is, and what it brought; `net` writes the seats."""
    least, half, most = SHARES
    return (
        f"*{NAMED.key}*: only those follow who name the candidate anyway; theirs come first, and"
        f" nothing else changes. With {percent(half)} following that brings {net(NAMED, half)}"
        f" instead of {net(EVEN, half)}; the rest is owed to followers who add a name of the slate"
        " that they had left off.",
        f"*{EQUAL.key}*: nobody needs to know how first preferences fall; each candidate leads for"
        " as many followers as any other. When everybody follows, it is the even split. With"
        f" {percent(least)} following it brings {net(EQUAL, least)} where the even split brings"
        f" {net(EVEN, least)}: knowing one's own first preferences is worth most of the gain.",
        f"*{PROVED.key}*: only where the count of the half it is chosen from gains a seat by it."
        " Hardly anything is lost then, but chances are missed too: a count of half of the ballots"
        " does not see them all.",
        f"*{WHOLE.key}*: followers also rank the slate's other names next. That adds little to the"
        " even first place.",
        f"*{POPULAR.key}*: the most popular first, everywhere. With {percent(least)} following it"
        f" brings {net(POPULAR, least)}, with {percent(half)} {net(POPULAR, half)}: the leader gets"
        " what the others needed. When everybody follows, keeping the whole ballot within the slate"
        f" makes up for it ({net(POPULAR, most)}).",
    )


def headline(slates: int, gained: float, lost: float, popular: float) -> tuple[str, str]:
    """What came out, in a sentence in bold, and what is said of one order for all."""
    if gained < 0.5:
        bold = "Hardly ever, in these elections."
    else:
        harms = "it rarely harms" if lost < gained / 5 else "it harms as well"
        bold = f"It would, in about one slate in {slates / gained:.0f}, and {harms}."
    costs = "cost their slates" if popular < 0 else "do not bring their slates as many"
    return bold, costs


def page(
    trials: Sequence[Trial],
    one: Example | None,
    *,
    elections: int,
    splits: int,
    known: bool = True,
) -> str:
    """The whole page.

    Args:
        one: the election that is shown; None for none.
        known: whether these are the elections of the project's own page.
    """
    whole: View = lambda trial: trial.whole  # noqa: E731
    halves: View = lambda trial: trial.halves  # noqa: E731

    def net(which: Advice, share: float) -> str:
        gained, lost = total(trials, whole, (which.key, share))
        return signed(gained - lost)

    listed = sorted((t for t in trials if changed(t)), key=lambda t: (t.ward, t.slate))
    least, half, _ = SHARES
    near = [t for t in trials if t.size == 2 and 1.6 <= t.quotas < 2]
    gained, lost = total(trials, whole, (EVEN.key, half))
    shares = " | ".join(f"{percent(share)}" for share in SHARES)
    popular = total(trials, whole, (POPULAR.key, half))
    bold, costs = headline(len(trials), gained, lost, popular[0] - popular[1])
    years = by_year(trials, whole)
    text = PAGE.format(
        elections=elections,
        splits=splits,
        slates=len(trials),
        candidates=f"{sum(t.size for t in trials):,}",
        held=f"{sum(t.held for t in trials):,}",
        pairs=sum(t.size == 2 for t in trials),
        near=len(near),
        near_one=sum(t.held < 2 for t in near),
        least=percent(least),
        half=percent(half),
        gained=f"{gained:.0f}",
        bold=bold,
        costs=costs,
        sets=SETS.format(years=years) + (OTHERS if known else "\n") if years else "",
        shown=_shown(one, splits) if one else "",
        last=LAST.format(elections=elections) if known else "",
        lost=f"{lost:.0f}",
        unlike=percent(sum(t.unlike for t in trials) / len(trials), 1),
        popular_half=net(POPULAR, half),
        whole=by_size(trials, whole),
        halves=by_size(trials, halves),
        advice=by_advice(trials, whole),
        remarks="\n".join(f"* {one}" for one in (remarks(net) if known else meanings())),
        most=MOST.format(half=percent(half)) if known else "",
        helps=HELPS if known else "",
        leader=by_leader(trials, whole),
        listed=len(listed),
        list="\n".join(
            [
                f"| election | party | seats | quotas | first preferences, % | won | {shares} |",
                "|---" * (6 + len(SHARES)) + "|",
                *map(line, listed),
            ]
        ),
    )
    return "\n\n".join(map(reflowed, text.split("\n\n")))


def _shown(one: Example, splits: int) -> str:
    """The section on one election."""
    return SHOWN.format(
        splits=splits,
        title=one.title,
        where=called(one.ward).rpartition(" ward ")[0].title() or called(one.ward),
        seats=one.seats,
        quota=f"{one.quota:,}",
        slate=one.slate.partition(" (")[0],
        quotas=f"{one.quotas:.2f}",
        size=one.size,
        example=example(one),
        fates=f"As it was, {fates(one.real)}. With the even split, {fates(one.asked)}.",
    )


def reflowed(block: str) -> str:
    """A heading, a paragraph or a list of items in lines of one width; a table as it is."""
    heading, break_, rest = block.partition("\n") if block.startswith("#") else ("", "", block)
    if rest.startswith("|") or not rest.strip():
        return block
    items = rest.split("\n* ")
    lines = []
    for place, item in enumerate(items):
        listed = place > 0 or item.startswith("* ")
        words = item.removeprefix("* ")
        lines.append(
            fill(
                " ".join(words.split()),
                width=100,
                initial_indent="* " if listed else "",
                subsequent_indent="  " if listed else "",
                break_on_hyphens=False,
            )
        )
    end = "\n" if block.endswith("\n") else ""
    return heading + break_ + "\n".join(lines) + end


PAGE = """\
# Even splits on real ballots: {elections} Scottish elections

Of {near} slates of two with votes for nearly two seats (1.6 to 2 quotas of first preferences),
{near_one} won one or none. Where one candidate has most of the slate's first preferences, the other
may be excluded before the surplus and other votes arrive, and part of what is passed on leaks away
to others. The old remedy is to share the first place out evenly. Would it have worked on the
ballots that people cast?

**{bold}** With {half} of a slate's voters
following, {slates} slates gain {gained} seats and lose {lost}. It depends on two things: the split
is chosen so that *all* the slate's first preferences come out even, followers making up for what
the others do; and nobody else reacts. Followers who all copy one popular order {costs}
seats ({popular_half} with {half} following).

`python bench/scottish -o docs/vote-management-scotland.md` makes this page; the same
figures come out every time. With `--data` it makes one like it of any folder or archive of such
ballots.

## What was done
* Slates are candidates with the same party text in one ward, two or more; independents are left
  out. There are {slates} slates ({pairs} of two) with {candidates} candidates, who won {held}
  seats.
* The ballots of a ward are dealt into two halves at random. One half tells how the slate's first
  preferences fall without advice; from that comes the split: whom its followers are to put first,
  and how many of them each, so that all its first preferences come out as even as they can.
* In the other half a share of the slate's voters follows, picked at random. Its voters are those
  whose first preference is for one of its candidates. A follower's ballot has the candidate asked
  for on top, whether it named that candidate before or not; everything else on it stays as it was.
* The count is by the Scottish rule. Every slate is tried on its own: nobody else changes anything.
* All of it {splits} times, with other halves and other followers. Figures are averages; the error
  is a standard error over elections: how far the total would move with other wards like these.

## Against the real result
All ballots of a ward are counted, and each half follows the split that is chosen from the other.
Seats gained and lost against the real result:

{whole}

{most}## The other half as an election of its own
Half of the ballots, for the same seats. Seats gained and lost against the count of the same half
without advice, over one half. (That count gives a slate other than its real seats in {unlike} of
cases: so much is chance.)

{halves}

## Other advice
All slates, all ballots counted: net seats, and in brackets those gained and lost.

{advice}

{remarks}

## Where it helps
Slates of two: net seats *for each slate*, by the leader's share of its first preferences and by its
first preferences in quotas.

{leader}

{helps}{sets}{shown}## Every slate whose seats change
Slates whose seats change in at least half of the {splits} splits, at one share of followers or
another: {listed} of {slates}. All ballots are counted; the last columns are average changes against
the seats really won. First preferences are shares within the slate, in ballot-paper order.

{list}

## What this does not show
* **A random half is not a region.** Followers here are spread evenly over all kinds of the slate's
  voters. A split by place asks the voters around a candidate for that candidate, whom many of them
  would have put first anyway; regions differ in size, and in how many follow. `hustings plan
  search` is for that.
* **The slate knew its first preferences**, from the other half of the same ballots. A campaign has
  canvass returns or the last result, which may be far off.
* **Followers were picked at random.** Those who follow advice may be those who would have voted for
  the leader anyway, or the other way round.
* **Nobody answered.** Other slates could split their votes too, and each seat gained here is one
  that somebody else loses.
* **How many stand is taken as it was.** Some parties may have asked for a split already;
  this is what was left to gain after that.
* **Wards of three and four seats, mostly slates of two.** For nine seats and slates of six it says
  only that such things happen.{last}
"""

MOST = """\
More followers than {half} bring nothing more: it is as even by then as it gets.

"""

HELPS = """\
It helps where one leads by far and the two have between one and two quotas. Where they are even
already, or have votes for two seats anyway, there is little to do.

"""

SETS = """\
## Other sets of elections
The same by year. Each is a set of its own: other voters, mostly other candidates.

{years}

"""

OTHERS = """\
Net seats against those really won, all ballots counted. In each of the three sets that are large
enough an even split gains a seat for one slate in seven to eleven, and no more with all following
than with half; of 2007 there are ten elections, in which nothing changes.

No other ballots at hand could be tried, because they do not say who stood with whom: the Assembly
of the Australian Capital Territory 2012, the Dail 2002, the Senate 2016, Portland 2024,
Minneapolis 2013 and Cambridge 2021 have names alone. Whoever has such ballots with parties can run
this on them.

"""

SHOWN = """\
## One election
{where}, {title}: {seats} seats, quota {quota}. {slate} has {quotas} quotas of first preferences and
{size} candidates. Below are the first preferences as cast, and those with all its voters
following, in the first of the {splits} splits.

{example}

{fates}

"""

LAST = """
* These are {elections} of the 1,070 elections of 2007 to 2022."""
