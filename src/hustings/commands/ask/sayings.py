"""`hustings ask [SCENARIO | BALLOTS] [--saying NAME]`: sayings about the vote, put to the test.

Knows the way from a scenario, or from ballots, to what is found, and to a text or a document.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from hustings.commands.ballots import DEFAULT_RULES, Call, draw, read, rules_of
from hustings.commands.plan import call as plan
from hustings.commands.shell.streams import check_inputs, width
from hustings.commands.shell.watch import INTERRUPTED
from hustings.errors import InputError
from hustings.face.options import Options

if TYPE_CHECKING:
    from hustings.election.model import Election
    from hustings.planning.sayings.ground import Ground
    from hustings.planning.sayings.model import Asked

SCENARIO = ".toml"


class Wish(NamedTuple):
    """What is asked, None where nothing is given.

    Attributes:
        sayings: by name; none for all.
        slate: for whom.
        slates: a file that says who is on which slate.
        draws: electorates to draw, or times to draw the papers again.
    """

    sayings: tuple[str, ...] = ()
    slate: str | None = None
    slates: str | None = None
    draws: int | None = None
    seed: int | None = None
    cores: int | None = None
    language: str = "en"


def run(file: str, wish: Wish, **asked: Any) -> int:
    """Ask and report; the exit status.

    Raises:
        HustingsError: the call, the scenario or the ballots are wrong.
        OSError: a file cannot be read or written.
    """
    ballots = Call((file,), **asked)
    if ballots.many:
        raise InputError("sayings are put to one election at a time", source=file)
    call = plan.Call(
        draws=wish.draws,
        seed=wish.seed,
        cores=wish.cores,
        format=ballots.format,
        output=ballots.output,
        quiet=ballots.quiet,
    ).shaped("text", "json", "html")
    inputs = [one for one in (file, ballots.lots, wish.slates) if one is not None]
    check_inputs(*inputs)
    plan.needs("numpy", "numba")
    from hustings.planning.sayings.ask import ask
    from hustings.planning.sayings.catalogue import chosen
    from hustings.report.ask.words import load

    # What is wrong is refused before anything is drawn.
    chosen(wish.sayings)
    load(wish.language)
    with call.out(*inputs) as out:
        ground = _ground(file, wish, ballots, call)
        answer, watch = plan.watched(
            "asking",
            call,
            lambda cores, progress: ask(ground, wish.sayings, cores=wish.cores, progress=progress),
        )
        if not answer.complete:
            plan.stopped_note(call, answer.draws, ground.draws)
        out.write(_rendered(answer, call, wish.language))
    return INTERRUPTED if watch.stopped and not answer.complete else 0


def _ground(file: str, wish: Wish, ballots: Call, call: plan.Call) -> Ground:
    """What the sayings are put to."""
    from hustings.planning.sayings.ground import AGAIN, DRAWS, on_ballots, on_scenario

    if os.path.splitext(file)[1].lower() == SCENARIO:
        _refuse_for_scenario(file, wish, ballots)
        return on_scenario(
            plan.scenario_of(file, call),
            slate=wish.slate,
            draws=wish.draws or DRAWS,
            rules=ballots.rules,
        )
    from hustings.commands.shell.compiling import note_compiling
    from hustings.counting.parts.validity import admit, with_policies
    from hustings.election.packed import PackedProfile, pack, unpack

    note_compiling(quiet=ballots.quiet)
    lots = draw(ballots.lots)
    rules = rules_of(ballots)
    if ballots.rules is None:
        ballots.note(f"counted under {DEFAULT_RULES}; --rules NAME chooses other rules")
    read_ballots = read(ballots, file)
    for note in read_ballots.notes:
        ballots.note(f"{file}: {note}")
    election = read_ballots.election
    for name in ballots.withdraw:
        election = election.withdraw(election.find(name))
    if wish.slates is not None:
        election = with_slates(election, wish.slates, ballots)
    profile = read_ballots.profile
    if not isinstance(profile, PackedProfile) or not profile.strict or election.withdrawn:
        loose = unpack(profile) if isinstance(profile, PackedProfile) else profile
        validity = with_policies(rules.validity, ballots.options.policies, rules.instrument.name)
        profile = pack(admit(election, loose, validity).profile)
    return on_ballots(
        election,
        profile,
        rules,
        lots=lots(election),
        slate=wish.slate,
        draws=wish.draws or AGAIN,
        **({} if wish.seed is None else {"seed": wish.seed}),
    )


def _refuse_for_scenario(file: str, wish: Wish, ballots: Call) -> None:
    """Refuse options that belong to ballots.

    Raises:
        InputError: one of them is given.
    """
    given: dict[str, object] = {"slates": wish.slates}
    given |= {name: getattr(ballots, name) for name in ("lots", "withdraw", *Options._fields)}
    for name, value in given.items():
        if value not in (None, (), False):
            raise InputError(
                f"--{name.replace('_', '-')} is for ballots; a scenario says it itself",
                remedy="leave it out",
                source=file,
            )


def with_slates(election: Election, path: str, call: Call) -> Election:
    """The election with the slates of a file.

    Raises:
        InputError: the file cannot be read, or names somebody who is not a candidate.
    """
    from hustings.election.nominations.file import slates_of

    listed, notes = slates_of(path, aliases=call.options.directions.aliases)
    for note in notes:
        call.note(note)
    slates: dict[int, str] = {}
    for name, (slate, line) in listed.items():
        try:
            slates[election.find(name)] = slate
        except InputError as error:
            raise InputError(error.what, remedy=error.remedy, source=path, line=line) from None
    missing = [election.names[c] for c in election.standing if c not in slates]
    if missing:
        call.note(f"{path} does not say the slate of {', '.join(missing)}: taken as of none")
    return replace(
        election,
        candidates=tuple(
            replace(one, slate=slates.get(one.index, "")) for one in election.candidates
        ),
    )


def _rendered(answer: Asked, call: plan.Call, language: str) -> str:
    if call.format == "json":
        from hustings.commands.shell.jsonout import as_json
        from hustings.report.ask.sayings.document import to_json

        return as_json(to_json(answer), indent=1)
    if call.format == "html":
        from hustings.report.ask.sayings import html

        return html.render(answer, language=language)
    from hustings.report.ask.sayings import text

    return text.render(answer, width=width(call.output), language=language)
