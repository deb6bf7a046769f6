"""After the close: ballots opened, counted and made ready to be published; then published.

Knows what is kept when, so that whoever is interrupted loses nothing. Must not know commands, nor
where keys lie.

closed -> counted: everything is computed again from the boards, the keys and the seeds of the
decoys, which lie beside the keys, until it is all there; only then do the statements, and the new
state, enter the tables, in one transaction. counted -> published: nothing but that everybody may
see it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from glob import escape as glob_escape
from glob import glob
from typing import Any, NamedTuple

from django.db import transaction

from hustings.errors import InputError, NotVerified
from hustings.inputs.entry import nearest
from hustings.inputs.text import shown
from hustings.report.page import Other
from hustings.sealing import closing
from hustings.sealing.archive.verify import Asked, Verification, verify
from hustings.sealing.board.chain import Posted
from hustings.sealing.board.observed import not_covered
from hustings.sealing.board.receipt import Head, read_head
from hustings.sealing.closing import Proceedings, Published, Signer, Tally
from hustings.sealing.holders.keys import SIGN
from hustings.sealing.manifest import Role
from hustings.sealing.mixing.lists import Summary
from hustings.sealing.procession import acts
from hustings.sealing.procession.acts import Passed, Report
from hustings.sealing.procession.turns import waiting
from hustings.sealing.procession.words import does
from hustings.sealing.writing.whole import write_whole
from hustings.voting.adapters import overview
from hustings.voting.adapters.results import Result, Tie, Undrawn, counted_in, result
from hustings.voting.adapters.vacancies import Vacated
from hustings.voting.config.keys import LANGUAGES
from hustings.voting.config.model import Setup
from hustings.voting.domain import late, poll
from hustings.voting.domain.casting.board import posted
from hustings.voting.domain.keys import server_secret
from hustings.voting.domain.manifest import SERVER
from hustings.voting.domain.queries import candidate_texts, documents
from hustings.voting.domain.results import lots, procession
from hustings.voting.domain.results.opening import (
    Backup,
    Ballots,
    Held,
    open_all,
    open_released,
    signing,
)
from hustings.voting.models import Document, Poll
from hustings.web.folder import Folder

ARCHIVE = "election.zip"
INDEX = "index.html"
FEED = "results.json"
EMBED = "embed.html"
# What other sites may show in a frame, or read.
EMBEDDED = (FEED, EMBED, *(EMBED.replace(".", f"-{language}.") for language in LANGUAGES))
RESULTS = "results"
# Documents of vacancies filled since, by contest and number.
VACANCIES = "vacancy/"
_PART = ".published-"


@dataclass(frozen=True)
class Choices:
    """What the officer says of a count.

    Attributes:
        lots: lots as drawn, (contest or contest/standing, lines of `counting.lots.parse`).
        withdrawn: names of those who withdrew after the manifest, in whichever contest they stand.
        few: whether a contest with very few ballots is opened as well.
        heads: as observers hold them, of any number; the boards are compared with them first.
        backups: of keys that mix, tried where too much does not open.
    """

    lots: tuple[tuple[str, tuple[str, ...]], ...] = ()
    withdrawn: tuple[str, ...] = ()
    few: bool = False
    heads: tuple[Head, ...] = ()
    backups: tuple[Backup, ...] = ()


class Results(NamedTuple):
    """What there is to publish.

    Attributes:
        unopposed: (title, names) of contests in which nobody had to vote.
        sha256: of the archive, in hexadecimal.
        overview: names of the files that tell of all contests.
        vacancies: filled since, in order, for each contest.
    """

    contests: tuple[Result, ...]
    unopposed: tuple[tuple[str, tuple[str, ...]], ...]
    sha256: str
    overview: tuple[str, ...] = (INDEX,)
    vacancies: tuple[Vacated, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Everything in the folder `published`, by name."""
        results = (name for one in self.contests for name in one.files)
        since = (name for vacated in self.vacancies for name in vacated.files)
        return (*self.overview, ARCHIVE, *results, *since)


class Counted(NamedTuple):
    """A count that is done.

    Attributes:
        verification: what anybody finds who verifies the archive.
        not_compared: the parts of boards that no observer's head has covered.
    """

    results: Results
    verification: Verification
    not_compared: tuple[str, ...] = ()


def place(folder: Folder) -> str:
    """The folder of what is published."""
    return folder.file("published")


def count(
    folder: Folder,
    setup: Setup,
    held: Sequence[Held],
    who: str,
    choices: Choices = Choices(),
    *,
    seeds: Callable[[str], bytes],
    cores: int | None = None,
    report: Report | None = None,
    wait: Callable[[Tie], bool] | None = None,
) -> Counted:
    """Open every ballot, count, write everything into `published`, and verify it.

    Args:
        held: the key of every layer, and every holder's to sign with; the officer's to sign with
            alone, where the holders have released their keys on machines of their own.
        seeds: a contest's seed for decoys, the same each time it is asked.
        wait: asked to wait until the lot for a tie is kept; says whether it is. Without it nothing
            is waited for.

    Raises:
        InputError: the poll is not closed, it is counted already, a key is missing; nothing is
            changed then but that the lots handed in are kept.
        Undrawn: a lot has to be drawn; likewise.
        NotVerified: something does not fit; says what. Nothing is opened or kept where that is an
            observer's head.
    """
    check_closed()
    proceedings = poll.proceedings()
    leaving = _leaving(proceedings, choices.withdrawn)
    boards = {contest: list(posted(contest)) for contest in proceedings.contests}
    heads = _observed(proceedings, boards, choices.heads)
    officer = signing(proceedings, held, proceedings.holder(Role.OFFICER))
    _keep_lots(proceedings, choices.lots, who)
    if procession.finished(proceedings):
        released = Passed(proceedings, boards, procession.lists(folder, proceedings))
        opened = open_released(released, cores=cores, report=report)
    else:
        _check_at_hand(proceedings, held, officer)
        opened = open_all(
            proceedings,
            Signer(SERVER, server_secret(folder)),
            boards,
            heads,
            held,
            seeds=seeds,
            backups=choices.backups,
            few=choices.few,
            cores=cores,
            report=report,
        )
    proceedings, tallies = _tallied(opened, officer, setup, leaving, report, wait)
    part = tempfile.mkdtemp(prefix=_PART, dir=folder.path)
    try:
        results = _written(part, proceedings, opened, tallies, leaving, officer, setup)
        verification = verify(
            os.path.join(part, ARCHIVE),
            Asked(proceedings.eid, (*_heads().values(), *choices.heads)),
            cores=cores,
            progress=(lambda done, of: report("", "verified", done, of)) if report else None,
        )
        if not verification.verified:
            failed = verification.checks[-1]
            raise NotVerified(f"what was made does not verify: {failed.name}: {failed.what}")
        _keep(proceedings, results, who, part, place(folder))
    finally:
        shutil.rmtree(part, ignore_errors=True)
    # What a run that was killed has left.
    for left in glob(os.path.join(glob_escape(folder.path), f"{_PART}*")):
        shutil.rmtree(left, ignore_errors=True)
    parts = (not_covered(one, len(board), choices.heads) for one, board in boards.items())
    return Counted(results, verification, tuple(filter(None, parts)))


def check_closed() -> None:
    """Refuse before the close, and once everything is counted.

    Raises:
        InputError: so it is.
    """
    state = Poll.objects.get().state
    if state in (Poll.State.COUNTED, Poll.State.PUBLISHED):
        raise InputError(
            f"the election is {state} already", remedy="what was counted lies in `published`"
        )
    if state != Poll.State.CLOSED:
        raise InputError(f"the election is {state}: nothing is opened before the close")


@transaction.atomic
def publish(folder: Folder, who: str) -> Results:
    """Let everybody see the results.

    Raises:
        InputError: it is not counted, or published already.
        NotVerified: the archive in the folder is not the one that was made.
    """
    state = Poll.objects.select_for_update().get().state
    if state == Poll.State.PUBLISHED:
        raise InputError("the results are published already")
    found = results()
    if state != Poll.State.COUNTED or found is None:
        raise InputError(
            f"there is nothing to publish: the election is {state}", remedy="count it first"
        )
    archive = os.path.join(place(folder), ARCHIVE)
    if not os.path.isfile(archive) or sha256(archive) != found.sha256:
        raise NotVerified(f"{archive} is not the archive that the count has made")
    poll.advance(Poll.State.PUBLISHED, who, sha256=found.sha256)
    return found


def results() -> Results | None:
    """What the count has given; None before."""
    found = Document.objects.filter(name=RESULTS).first()
    if found is None:
        return None
    kept = json.loads(found.text)
    return Results(
        tuple(
            Result._make(tuple(value) if isinstance(value, list) else value for value in one)
            for one in kept["contests"]
        ),
        tuple((title, tuple(names)) for title, names in kept["unopposed"]),
        kept["sha256"],
        tuple(kept.get("overview", (INDEX,))),
        tuple(
            Vacated.of(json.loads(one.text))
            for one in Document.objects.filter(name__startswith=VACANCIES).order_by("name")
        ),
    )


def published() -> Results | None:
    """The results, once everybody may see them."""
    return results() if Poll.objects.get().state == Poll.State.PUBLISHED else None


# -- what there is after the close -----------------------------------------------------------------


def _heads() -> dict[str, Head]:
    heads = (read_head(text.encode(), source=name) for name, text in documents("head/"))
    return {head.contest: head for head in heads}


def _observed(
    proceedings: Proceedings, boards: Mapping[str, Sequence[Posted]], given: Sequence[Head]
) -> dict[str, Head]:
    """The last head of each board: an observer's where one is given, else the server's.

    Raises:
        NotVerified: one that is given is not signed by the server, or is not on the board.
    """
    last = _heads()
    ends = {contest: Summary(head.n, head.head) for contest, head in last.items()}
    return last | acts.compare(proceedings, boards, ends, given)


def _published_heads() -> list[Head]:
    """Every head that observers were sent, the last ones among them."""
    return [read_head(text.encode(), source=name) for name, text in documents("head/", "observed/")]


def _check_at_hand(proceedings: Proceedings, held: Sequence[Held], officer: Signer) -> None:
    """Refuse where holders on machines of their own are not done, and only the officer is here.

    Raises:
        InputError: so it is; says who comes next.
    """
    following = waiting(proceedings)
    if following and all((one.key.holder, one.key.use) == (officer.name, SIGN) for one in held):
        raise InputError(
            f"the holders have not released their keys yet: {following[0].holder} comes next, who"
            f" {does(following[0])}",
            remedy="count when the stick has come round and is taken in by `hustings vote receive`,"
            " or give every holder's keys",
        )


# -- counted ---------------------------------------------------------------------------------------


def _tallied(
    opened: Ballots,
    officer: Signer,
    setup: Setup,
    leaving: Mapping[str, Sequence[str]],
    report: Report | None,
    wait: Callable[[Tie], bool] | None,
) -> tuple[Proceedings, dict[str, Tally]]:
    """Every contest counted; the officer's statements on the way."""
    proceedings = opened.proceedings
    tallies = {}
    for number, contest in enumerate(proceedings.contests, 1):
        if report:
            report(contest, "counted", number, len(proceedings.contests))
        if changes := late.roll_at_close(proceedings.manifest.contest(contest)):
            proceedings = closing.state_roll(proceedings, officer, contest, changes)
        if proceedings.manifest.contest(contest).tie_commitment:
            described = setup.contest(contest)
            seed = described.ties_seed if described else ""
            proceedings = closing.publish_seed(proceedings, officer, contest, seed)
        before = proceedings
        while contest not in tallies:
            proceedings = before
            for of, lines in lots.kept(contest).items():
                proceedings = closing.draw(proceedings, officer, contest, lines, of=of)
            if contest in leaving:
                proceedings = closing.withdraw(proceedings, officer, contest, leaving[contest])
            try:
                tallies[contest] = counted_in(proceedings, contest, opened.papers[contest].profile)
            except Undrawn as undrawn:
                if wait is None or not wait(undrawn.tie):
                    raise
        proceedings = closing.state_result(proceedings, officer, contest, tallies[contest])
    return proceedings, tallies


def _leaving(proceedings: Proceedings, names: Sequence[str]) -> dict[str, list[str]]:
    """Who withdrew, by contest.

    Raises:
        InputError: a name on no paper.
    """
    found: dict[str, list[str]] = {}
    everybody: list[str] = []
    for contest in proceedings.contests:
        standing = proceedings.manifest.contest(contest).election.names
        everybody += standing
        if gone := [name for name in dict.fromkeys(names) if name in standing]:
            found[contest] = gone
    for name in names:
        if name not in everybody:
            raise InputError(
                f"nobody called {shown(name)} stands",
                remedy=nearest(name, everybody, what="the names are"),
            )
    return found


def _keep_lots(
    proceedings: Proceedings, given: Sequence[tuple[str, tuple[str, ...]]], who: str
) -> None:
    """Keep what was handed in of lots, for `contest` or `contest/standing`."""
    for name, lines in given:
        contest, slash, of = name.partition("/")
        if contest not in proceedings.contests or (slash and of != closing.STANDING):
            raise InputError(
                f"there is no contest {shown(name)} to draw lots for",
                remedy=nearest(contest, proceedings.contests, what="the contests are"),
            )
        lots.keep(contest, of or closing.ALL, lines, who)


def _unopposed(setup: Setup) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (contest.title[0][1], tuple(one.name for one in contest.candidates))
        for contest in setup.contests
        if not contest.contested
    )


# -- written ---------------------------------------------------------------------------------------


def _written(
    part: str,
    proceedings: Proceedings,
    opened: Ballots,
    tallies: Mapping[str, Tally],
    leaving: Mapping[str, Sequence[str]],
    officer: Signer,
    setup: Setup,
) -> Results:
    """Everything to be published, in the folder `part`."""
    made: dict[str, bytes] = {}
    results = []
    for contest, tally in tallies.items():
        one, files = result(
            proceedings.manifest.contest(contest),
            opened.papers[contest],
            tally,
            leaving.get(contest, ()),
            proceedings.manifest.practice,
        )
        results.append(one)
        made |= files
    contests = {
        contest: Published(
            opened.boards[contest],
            opened.lists.get(contest, {}),
            opened.papers[contest],
            tallies[contest],
            candidate_texts(contest),
        )
        for contest in tallies
    }
    pages = {name: content for name, content in made.items() if name.endswith(".html")}
    archive = os.path.join(part, ARCHIVE)
    with open(archive, "wb") as file:
        closing.pack(file, proceedings, officer, contests, heads=_published_heads(), pages=pages)
        file.flush()
        os.fsync(file.fileno())
    unopposed = _unopposed(setup)
    done = Results(tuple(results), unopposed, sha256(archive), _overviews(setup))
    for name, content in (made | _overview(proceedings, setup, done)).items():
        write(part, name, content)
    return done


def _overview(proceedings: Proceedings, setup: Setup, made: Results) -> dict[str, bytes]:
    """What tells of all contests, by name: as much of it as was made when they were counted."""
    archive = (ARCHIVE, made.sha256)
    told = {
        FEED: overview.feed(
            proceedings,
            setup.organisation,
            made.contests,
            made.unopposed,
            archive,
            made.vacancies,
            INDEX,
        )
    }
    # An election that was counted by an earlier version has a page in one language alone.
    pages = {
        language: name
        for language in setup.languages
        if (name := in_language(INDEX, language, setup)) in made.overview
    }
    for language, name in pages.items():
        others = [Other(code, other) for code, other in pages.items() if code != language]
        page = overview.index(
            *(proceedings, setup, language, made.contests, made.unopposed),
            *(ARCHIVE, made.vacancies, others),
        )
        told[name] = page.encode()
    for language in setup.languages:
        page = overview.embed(
            *(proceedings, setup, language, made.contests, made.unopposed, made.vacancies),
            pages.get(language, INDEX),
        )
        told[in_language(EMBED, language, setup)] = page.encode()
    return {name: content for name, content in told.items() if name in made.overview}


def _overviews(setup: Setup) -> tuple[str, ...]:
    """The files that tell of all contests: a feed; in each language a page, and one to embed."""
    names = (in_language(name, code, setup) for name in (INDEX, EMBED) for code in setup.languages)
    return (FEED, *names)


def in_language(name: str, language: str, setup: Setup) -> str:
    """The name of a page in a language: "index.html" in the first, "index-cy.html" in another."""
    return name if language == setup.languages[0] else name.replace(".", f"-{language}.")


def write_overview(folder: Folder, setup: Setup, proceedings: Proceedings) -> None:
    """Write anew what tells of all contests, after something was added to the results."""
    made = results()
    if made:
        for name, content in _overview(proceedings, setup, made).items():
            write(place(folder), name, content)


def write(folder: str, name: str, content: bytes) -> None:
    """Write a file of what is published, whole or not at all."""
    path = os.path.join(folder, *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write_whole(path, content)


@transaction.atomic
def _keep(proceedings: Proceedings, made: Results, who: str, part: str, final: str) -> None:
    """Put the folder in its place, and keep statements and results with the state they bring."""
    Poll.objects.select_for_update().get()
    check_closed()
    poll.keep_statements(proceedings)
    Document.objects.create(name=RESULTS, text=json.dumps(_stored(made), ensure_ascii=False))
    poll.advance(
        Poll.State.COUNTED, who, sha256=made.sha256, statements=len(proceedings.statements)
    )
    # What a run has left that was killed between here and the end of the transaction goes.
    shutil.rmtree(final, ignore_errors=True)
    os.chmod(part, 0o755)
    os.rename(part, final)


def _stored(made: Results) -> dict[str, Any]:
    """What is kept of the results; vacancies are kept by themselves."""
    return {name: value for name, value in made._asdict().items() if name != "vacancies"}


def sha256(path: str) -> str:
    """Of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
