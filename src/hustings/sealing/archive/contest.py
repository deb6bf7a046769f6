"""A contest read from `election.zip`: its ballots and its count, as the officer signed them.

Knows which members those are, and that the count is made again. Must not know boards or mixes:
whether the ballots are those on the board is `verify`'s to find.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.election.formats import parse
from hustings.election.profile import Profile
from hustings.errors import InputError, NotVerified
from hustings.inputs.entry import nearest
from hustings.inputs.text import shown
from hustings.sealing.archive import members
from hustings.sealing.archive.container import Container
from hustings.sealing.archive.index import Index, check_signed, member, read_index
from hustings.sealing.proceedings import RESULT, Proceedings
from hustings.sealing.results.tally import Tally, result_content, tally


class Archived(NamedTuple):
    """A contest of an archive.

    Attributes:
        proceedings: the manifest and every statement.
        contest: its id.
        profile: its ballots.
        tally: its count, made again and found to be the one that the officer stated.
    """

    proceedings: Proceedings
    contest: str
    profile: Profile
    tally: Tally


def signed_member(container: Container, index: Index, name: str) -> bytes:
    """The content of a member.

    Raises:
        NotVerified: it is not as the index has it.
    """
    content = container.read(name)
    if index.members.get(name) != member(content):
        raise NotVerified(f"{shown(name)} is not as the index has it")
    return content


def read_contest(path: str, contest: str = "", *, on_paper: tuple[str, ...] = ()) -> Archived:
    """A contest of the archive at `path`.

    Args:
        contest: its id; where it is empty the only contest, or the only one on whose ballot paper
            everybody in `on_paper` stands.

    Raises:
        InputError: it is no archive of an election, or it does not say which contest is meant.
        NotVerified: what is read is not as the officer signed it, or gives another count.
    """
    with Container(path) as container:
        proceedings = Proceedings(container.read(members.MANIFEST))
        index = read_index(container.read(members.INDEX), source=members.INDEX)
        check_signed(index, proceedings.eid, proceedings.manifest)
        documents = members.read_lines(
            signed_member(container, index, members.STATEMENTS), members.STATEMENTS
        )
        proceedings = Proceedings(proceedings.document, documents)
        contest = _which(proceedings, contest, on_paper)
        name = members.ballots_name(contest)
        content = signed_member(container, index, name)
    profile = parse(content, source=name, input_format="blt").profile
    counted = tally(proceedings, contest, profile)
    if dict(proceedings.needed(RESULT, contest).content) != result_content(counted):
        raise NotVerified(f"{contest}: the officer stated another result than its ballots give")
    return Archived(proceedings, contest, profile, counted)


def _which(proceedings: Proceedings, contest: str, on_paper: tuple[str, ...]) -> str:
    contests = proceedings.contests
    if contest:
        if contest not in contests:
            raise InputError(
                f"there is no contest {shown(contest)}",
                remedy=nearest(contest, contests, what="the contests are"),
            )
        return contest
    names = {one: proceedings.manifest.contest(one).election.names for one in contests}
    known = {name.casefold(): name for several in names.values() for name in several}
    for name in on_paper:
        if len(contests) > 1 and name.casefold() not in known:
            raise InputError(
                f"{shown(name)} stands in no contest",
                remedy=nearest(name, known.values(), what="the candidates are"),
            )
    folded = {name.casefold() for name in on_paper}
    fit = [one for one in contests if folded <= {name.casefold() for name in names[one]}]
    if len(contests) == 1 or len(fit) == 1:
        return (contests if len(contests) == 1 else fit)[0]
    raise InputError(
        "these names stand together in no contest"
        if not fit
        else f"these names stand in {', '.join(fit)}",
        remedy=f"say which is meant: --contest {' | '.join(contests)}",
    )
