"""`hustings ask FILE --vote NAMES`: where one vote goes, and what it changes.

Knows how a person writes a vote, and the way from a file of ballots to the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hustings.commands.ballots import Call, counted, draw, read, rules_of
from hustings.commands.sheet import shape_of
from hustings.commands.shell.progress import Line, Progress
from hustings.commands.shell.streams import Output, check_inputs, width
from hustings.counting.engine import count
from hustings.counting.own_vote import ask
from hustings.counting.parts.validity import admit, with_policies
from hustings.election.profile import Profile
from hustings.errors import InputError, LotNeeded
from hustings.inputs.text import shown

if TYPE_CHECKING:
    from hustings.counting.own_vote import OwnVote
    from hustings.counting.record import CountRecord
    from hustings.election.model import Election

SEPARATOR = ">"


class Vote(NamedTuple):
    """A vote as somebody wrote it: whom it ranks, and whom of them nobody can vote for."""

    ranking: tuple[int, ...]
    withdrawn: tuple[int, ...]


def run(file: str, vote: str, friends: int | None, **asked: Any) -> int:
    """Answer; the exit status.

    Raises:
        HustingsError: the call, the vote or the file is wrong, or a lot has not been drawn.
        OSError: a file cannot be read or written.
    """
    call = Call((file,), **asked)
    if call.many:
        raise InputError("a vote is asked of one file of ballots", source=file)
    if file.lower().endswith(".toml"):
        raise InputError(
            "a vote is asked of ballots, and this is a scenario",
            remedy="give the file of ballots, or leave out --vote",
            source=file,
        )
    if call.may_compile:
        from hustings.commands.shell.compiling import note_compiling

        note_compiling(quiet=call.quiet)
    check_inputs(file, call.lots)
    shape = shape_of(call)
    if shape == "csv":
        raise InputError(
            "what one vote does is no table", remedy="end the name in .txt, .json or .html"
        )
    with Output(call.output, for_machines=shape != "text", inputs=(file,)) as out:
        answer, passed_over = _answered(call, vote, friends)
        out.write(_rendered(answer, passed_over, call, shape))
    return 0


def parsed(text: str, election: Election) -> Vote:
    """A vote from names with `>` between them.

    Raises:
        InputError: a name is missing, nobody's or there twice, or nobody standing is named.
    """
    names = [" ".join(part.split()) for part in text.split(SEPARATOR)]
    if not all(names):
        raise InputError(
            f"a name is missing in the vote {shown(text)}",
            remedy='write names in order with > between them: "Ash > Birch > Fir"',
        )
    ranked: list[int] = []
    for name in names:
        candidate = election.find(name)
        if candidate in ranked:
            raise InputError(
                f"the vote names {election.names[candidate]!r} twice", remedy="name each once"
            )
        ranked.append(candidate)
    withdrawn = tuple(c for c in ranked if c in election.withdrawn)
    ranking = tuple(c for c in ranked if c not in election.withdrawn)
    if not ranking:
        raise InputError(
            "everybody whom the vote names has withdrawn", remedy="name somebody who stands"
        )
    return Vote(ranking, withdrawn)


def _answered(call: Call, text: str, friends: int | None) -> tuple[OwnVote, tuple[int, ...]]:
    source = call.files[0]
    rules = rules_of(call)
    lots_drawn = draw(call.lots)
    call.note_rules()
    progress, line = Progress(source, quiet=call.quiet), Line(quiet=call.quiet)
    try:
        ballots = read(call, source)
        election = ballots.election
        for name in call.withdraw:
            election = election.withdraw(election.find(name))
        for name in call.keep:
            election = election.keep(election.find(name))
        vote = parsed(text, election)
        record = counted(call, rules, lots_drawn, ballots, source, progress=progress)
        progress.clear()
        profile = ballots.profile
        if not isinstance(profile, Profile):
            from hustings.election.packed import unpack

            profile = unpack(profile)
        validity = with_policies(rules.validity, call.options.policies, rules.instrument.name)
        papers = admit(election, profile, validity).profile
        lots = lots_drawn(election)
        counts = 0

        def again(changed: Profile) -> CountRecord:
            nonlocal counts
            counts += 1
            if line.due:
                line.show(f"{source}: counted again {counts} times")
            return count(election, changed, rules, lots=lots)

        try:
            answer = ask(record, papers, rules, vote.ranking, again, friends=friends)
        except LotNeeded:
            line.clear()
            call.note(f"{source}: no paper ranks so; with this vote added a lot is needed")
            raise
    finally:
        progress.clear()
        line.clear()
    return answer, vote.withdrawn


def _rendered(answer: OwnVote, passed_over: tuple[int, ...], call: Call, shape: str) -> str:
    match shape:
        case "json":
            from hustings.commands.shell.jsonout import as_json
            from hustings.report.ask.vote.document import to_json

            return as_json(to_json(answer, passed_over), indent=1)
        case "html":
            from hustings.report.ask.vote.html import render as html

            return html(answer, passed_over)
        case _:
            from hustings.report.ask.vote.text import render as text

            return text(answer, passed_over, width=width(call.output))
