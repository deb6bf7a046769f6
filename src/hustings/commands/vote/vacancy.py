"""`hustings vote vacancy`: a seat that falls vacant, filled from the ballots of the election.

Knows where ballots lie, in an election's folder or in an archive alone, and what is said. Must not
know how they are counted.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.packages import check
from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import acting, opened
from hustings.errors import InputError, LotNeeded
from hustings.inputs.json import json_object
from hustings.inputs.text import read_text

if TYPE_CHECKING:
    from hustings.sealing.archive.vacancy import Asked, Refilled


def run(
    path: str,
    *,
    leaving: Sequence[str],
    unavailable: Sequence[str],
    contest: str | None,
    sitting: str,
    lots: Sequence[tuple[str, str]],
    after: Sequence[str],
    pages: str | None,
    publish: bool,
    officer: str | None,
    format: str | None,
    output: str | None,
) -> int:
    """Count again, say who takes the seat, and publish it where that is asked for.

    Raises:
        InputError: there is no such election or name, a lot has to be drawn, or nothing can be
            published from where the ballots lie.
        NotVerified: the archive is not as it was signed.
    """
    check("voting", "voting", "cryptography")
    from hustings.sealing.archive.vacancy import Asked, to_document
    from hustings.sealing.results.tally import Undecided

    drawn = {way: _lines(file) for way, file in lots}
    asked = Asked(tuple(leaving), tuple(unavailable), sitting, drawn)
    alone = os.path.isfile(path)
    if not os.path.exists(path):
        raise InputError(
            "there is no such file or folder",
            remedy="name the election's folder, or election.zip where you have kept it",
            source=path,
        )
    if alone and (publish or officer):
        raise InputError(
            "an archive alone has nowhere to publish a vacancy",
            remedy="give the election's folder, or --pages FOLDER for the pages alone",
            source=path,
        )
    if after and not alone:
        raise InputError(
            "the election's folder knows its earlier vacancies", remedy="leave out --after"
        )
    done = ""
    try:
        if alone:
            refilled, files = _from_archive(path, asked, contest or "", after)
        else:
            refilled, files, done = _in_folder(path, asked, contest or "", officer, publish)
    except Undecided as needed:
        raise InputError(
            _undrawn(needed),
            remedy=f"draw it before witnesses, write `stage {needed.stage}: NAME` in a file (the"
            f" one on whom the lot falls) and run this again with --lots {needed.of} FILE",
        ) from None
    if pages:
        _write(pages, files)
    with Output(output, for_machines=format == "json", inputs=(path,) if alone else ()) as out:
        if format == "json":
            out.write(as_json(to_document(refilled), indent=1))
        else:
            out.write(said(refilled) + done)
    return 0


def _from_archive(
    path: str, asked: Asked, contest: str, after: Sequence[str]
) -> tuple[Refilled, Mapping[str, bytes]]:
    from hustings.sealing.archive.contest import read_contest
    from hustings.sealing.archive.vacancy import read_earlier, refill
    from hustings.voting.adapters.vacancies import again, vacancy

    archived = read_contest(path, contest, on_paper=(*asked.leaving, *asked.unavailable))
    before = [(os.path.basename(file), _document(file)) for file in after]
    refilled = refill(archived, asked, read_earlier(archived, [one for _, one in before]))
    archive = os.path.basename(path)
    command = again(refilled, archive, [name for name, _ in before])
    made = vacancy(refilled, len(before) + 1, command=command, archive=archive)
    return refilled, made


def _in_folder(
    path: str, asked: Asked, contest: str, officer: str | None, publish: bool
) -> tuple[Refilled, Mapping[str, bytes], str]:
    folder = opened(path)
    who = acting(officer) if publish or officer else ""
    from hustings.voting.config.file import load
    from hustings.voting.domain.results import counting, vacancies

    setup = load(folder)
    refilled = vacancies.fill(folder, asked, contest)
    files = vacancies.files(setup, refilled)
    if not publish:
        return refilled, files, "Nothing is published; --publish shows it beside the results.\n"
    kept = vacancies.publish(folder, setup, refilled, who)
    page = os.path.join(counting.place(folder), next(n for n in kept.files if n.endswith(".html")))
    return refilled, files, f"{page}: published beside the results\n"


def said(refilled: Refilled) -> str:
    """The vacancy in text: who takes the seat, who sits then; the other count where it differs."""
    from hustings.counting.countback import WAYS
    from hustings.report.count.vacancy import joining
    from hustings.report.words import load
    from hustings.voting.adapters.vacancies import way_in_words

    vacancy, contest = refilled.vacancy, refilled.archived.contest
    lines = [f"{contest}: without {', '.join(vacancy.leaving)}"]
    for names, why in ((vacancy.unavailable, "not available"), (vacancy.gone, "gone before")):
        if names:
            lines[0] += f"; {why}: {', '.join(names)}"
    (other,) = set(WAYS) - {refilled.sitting}
    ways = [refilled.sitting] + ([other] if refilled.differ else [])
    for way in ways:
        found = refilled.brings(way)
        which = "" if way == refilled.sitting else " (the other count)"
        lines.append(f"{way_in_words(way)}{which}: {joining(load(), found.joining)}")
        if found.losing:
            lines.append(f"  not elected again: {', '.join(found.losing)}")
        lines.append(f"  members then: {', '.join(found.members) or 'nobody'}")
    if refilled.differ is False:
        lines.append(f"{way_in_words(other)}: the same members")
    if refilled.undrawn:
        lines.append(f"{way_in_words(other)}: not counted: {_undrawn(refilled.undrawn)}")
    return "".join(f"{line}\n" for line in lines)


def _undrawn(needed: LotNeeded) -> str:
    return str(needed).partition("; ")[0]


def _document(path: str) -> dict[str, Any]:
    remedy = "give the vacancy-N.json of an earlier one"

    def unread(why: str) -> InputError:
        return InputError(why, remedy=remedy, source=path)

    text = read_text(path, unread, standard=False)
    return json_object(text, path, what="document of a vacancy", remedy=remedy)


def _lines(path: str) -> list[str]:
    def unread(why: str) -> InputError:
        return InputError(why, remedy="give a file with a lot a line", source=path)

    return read_text(path, unread, standard=False).splitlines()


def _write(folder: str, files: Mapping[str, bytes]) -> None:
    """Write the pages flat into a folder: their links lead to their neighbours."""
    os.makedirs(folder, exist_ok=True)
    for name, content in files.items():
        with Output(os.path.join(folder, os.path.basename(name))) as out:
            out.write_bytes(content)
