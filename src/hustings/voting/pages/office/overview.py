"""How far the election is, what comes next, what is wrong with it; the log."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from hustings.errors import NotVerified
from hustings.sealing.manifest import Manifest, Setting
from hustings.voting.config.file import examine
from hustings.voting.config.key_files import key_faults
from hustings.voting.config.remarks import remarks
from hustings.voting.domain import poll
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.late import since_the_seal
from hustings.voting.domain.nominations import deciding
from hustings.voting.domain.office import log as acts_log
from hustings.voting.domain.queries import acts, closing, status, unready
from hustings.voting.domain.results import running
from hustings.voting.domain.script import altered
from hustings.voting.domain.steps import steps
from hustings.voting.domain.turnout import alike
from hustings.voting.pages.office.after import undrawn
from hustings.voting.pages.office.shown import folder, officer, page, said, titles

# Which page is for which step.
PAGES = {
    "setup": "office-check",
    "nominations": "office-nominations",
    "roll": "office-roll",
    "seal": "office-seal",
    "keys": "office-seal",
    "open": "office-open",
    "invite": "office-mails",
    "close": "office-close",
    "count": "office-after",
    "publish": "office-after",
}
MOST_ACTS = 200


@officer
def overview(request: HttpRequest) -> HttpResponse:
    """State, steps, turnout."""
    setup, _ = examine(folder())
    every = steps(folder(), setup)
    end, frozen = closing(), bool(poll.eid())
    manifest = poll.manifest() if frozen else None
    over = end is not None and now() >= end
    following = next((step.name for step in every if not step.done), "")
    # Whoever was not invited by the end cannot vote any more.
    following = "close" if following == "invite" and over else following
    named = titles()
    runs, progress = running.seen(folder())
    return page(
        request,
        "overview",
        following=following,
        next_page=PAGES.get(following, ""),
        broken=setup is None,
        agreed=poll.opening_agreed(),
        opens=manifest.opens if manifest else None,
        early=manifest is not None and now() < manifest.opens,
        over=over,
        refused=altered(),
        server_seals=manifest is not None and manifest.server_seals,
        practice=manifest is not None and manifest.practice,
        untried=manifest is not None and manifest.practice and not poll.tried(),
        club=manifest is not None and manifest.setting is Setting.CLUB,
        runs=runs,
        tie=undrawn(progress),
        steps=[(step.name, step.done, step.name == following, PAGES[step.name]) for step in every],
        contests=[
            (named.get(one.name, one.name), one, *_sealed(one.name, manifest))
            for one in status().contests
        ],
        closing=end,
    )


def _sealed(contest: str, manifest: Manifest | None) -> tuple[int, int, int]:
    """How many were on a contest's roll when it was sealed, were added and revoked since."""
    if manifest is None:
        return 0, 0, 0
    added, revoked = since_the_seal(contest)
    return manifest.contest(contest).roll_size, len(added), len(revoked)


@officer
def check(request: HttpRequest) -> HttpResponse:
    """What `hustings vote check` says."""
    setup, faults = examine(folder())
    wrong = [*faults, *key_faults(folder(), setup)]
    notes: tuple[str, ...] = ()
    if setup is not None:
        wrong += [*deciding.lacking(folder(), setup), *unready(folder(), setup)]
        notes = remarks(setup) + alike.remarks(setup)
    return page(
        request,
        "check",
        faults=[said(one) for one in wrong],
        notes=[f"{note[:1].upper()}{note[1:]}." for note in notes],
        setup=setup,
    )


@officer
def log(request: HttpRequest) -> HttpResponse:
    """Every act, found to be as it was written."""
    wrong, head = None, ""
    try:
        head = acts_log.verify().hex()
    except NotVerified as error:
        wrong = error
    entries = acts()
    return page(
        request,
        "log",
        wrong=wrong,
        head=head,
        count=len(entries),
        acts=[
            (
                entry,
                _in_words(json.loads(entry.details)),
            )
            for entry in reversed(entries[-MOST_ACTS:])
        ],
    )


def _in_words(details: dict[str, object]) -> str:
    return "; ".join(f"{key}: {_said(value)}" for key, value in details.items())


def _said(value: object) -> str:
    if isinstance(value, dict):
        return _in_words(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
