"""The election of 2020 held in a folder, at any scale: roll, keys, boards, and what comes of it.

Knows how ballots get onto the boards without 286,000 requests: sealed here, appended as the server
appends them, entitlements marked as used. Must not know who stands or how anybody votes.

    python -m hustings.demo.vote.reconstructed FOLDER --scale 400
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from hustings.commands.vote.new import make
from hustings.demo.vote import nec2020, society
from hustings.demo.vote.run import Note, counted, sealed
from hustings.sealing.ballots.envelope import Envelope, seal
from hustings.sealing.ballots.payload import vote
from hustings.web.folder import Folder

# In each contest, where the election is a small one; else as many as in any election.
FEW_DECOYS, DECOYS = 40, 1000
# Every so-manieth voter has no JavaScript: the server has sealed.
BY_SERVER = 30
# Rows written at once.
BATCH = 2000


def prepare(
    path: str,
    scale: int,
    *,
    take_in: Callable[[Folder, list[nec2020.Member]], None],
    note: Note,
    cores: int | None = None,
) -> str:
    """The election in a new folder, its poll open and all ballots on the boards.

    Args:
        scale: 1 for all of it, 50 for a fiftieth.
        take_in: takes in the roll.

    Returns:
        the passphrase of every private key.
    """
    decoys = DECOYS if scale < 10 else FEW_DECOYS
    make(path, society.OFFICER, secrets.token_urlsafe(12), toml=nec2020.toml(decoys))
    folder = Folder(path)
    members = nec2020.roll(scale)
    note(f"taking in a roll of {len(members):,}")
    take_in(folder, members)
    passphrase = sealed(folder, note)
    voting = nec2020.voting(members, scale)
    for contest in nec2020.CONTESTS:
        voters = [member.number for member in voting[contest.id]]
        note(f"{contest.title}: sealing and posting {len(voters):,} ballots")
        post(contest.id, voters, list(nec2020.papers(contest, len(voters))), cores=cores)
    return passphrase


def take_in(folder: Folder, members: list[nec2020.Member]) -> None:
    """The roll taken in without a file."""
    from hustings.voting.config.file import load
    from hustings.voting.config.model import Line
    from hustings.voting.domain.voters import roll

    lines = [
        Line(
            one.number,
            f"Member {one.number}",
            f"{one.number}@example.org",
            "",
            one.region,
            tuple(sorted(one.columns.items())),
        )
        for one in members
    ]
    roll.apply(roll.compare(lines), load(folder), society.OFFICER, file="made up", refused=0)


def post(
    contest: str,
    voters: Sequence[str],
    rankings: Sequence[tuple[int, ...]],
    *,
    cores: int | None = None,
) -> None:
    """Ballots sealed and put on a contest's board, one for each of the voters.

    Args:
        voters: members' numbers; which of them has cast which ballot is not kept.
        rankings: candidates from 1, as many as voters.
    """
    from hustings.sealing import manifest
    from hustings.sealing.board import chain
    from hustings.sealing.mixing.cores import spread
    from hustings.voting.domain import poll
    from hustings.voting.domain.voters.roll import batches
    from hustings.voting.models import Board, Chain, Entitlement

    envelope = manifest.envelope(poll.manifest(), poll.eid(), contest)
    blobs = spread(partial(_sealed, envelope), rankings, cores=cores)
    # Nobody else casts, so nothing is locked.
    end = Chain.objects.get(contest=contest)
    head = bytes(end.head)
    entries = []
    for n, blob in enumerate(blobs, end.n + 1):
        by = chain.BROWSER if n % BY_SERVER else chain.SERVER
        hashed = chain.blob_hash(blob)
        head = chain.next_head(head, n, by, hashed)
        entries.append(
            Board(contest=contest, n=n, blob=blob, blob_hash=hashed, head=head, sealed_by=by)
        )
    Board.objects.bulk_create(entries, batch_size=BATCH)
    for some in batches(voters, BATCH):
        Entitlement.objects.filter(contest=contest, voter__member__in=some).update(used=True)
    end.n, end.head = end.n + len(blobs), head
    end.save()


def _sealed(envelope: Envelope, rankings: Sequence[tuple[int, ...]]) -> list[bytes]:
    return [seal(vote(ranking), envelope) for ranking in rankings]


def main() -> int:
    """Hold it, and say what came of it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder")
    arguments.add_argument("--scale", type=int, default=400)
    asked = arguments.parse_args()
    began = time.perf_counter()
    passphrase = prepare(asked.folder, asked.scale, take_in=take_in, note=_quiet)
    done = counted(Folder(asked.folder), passphrase, _quiet)
    for one in done.results.contests:
        print(f"   {one.title}: {one.counted:,} ballots; elected: {', '.join(one.elected)}")
    held = all(check.held is not False for check in done.verification.checks)
    took = time.perf_counter() - began
    print(f"{'Every check held' if held else 'A check FAILED'}, in {took:.0f} s.")
    return 0 if held else 1


def _quiet(text: str) -> None:
    """Say nothing."""


if __name__ == "__main__":
    sys.exit(main())
