"""One door to everything that happens between the end of a poll and its `election.zip`.

Knows the acts in their order. Must not know who calls them, nor where anything is kept.

Each act takes the proceedings so far and gives them back with one statement more; whoever calls
keeps them, and the lists. While the poll is open `extend`, where it goes on. For each contest of a
society: `close`, `commit_decoys`, `open_board`, `mix` by each trustee in turn. Then once for all:
`reveal`, `check`, `release` by each trustee. Then for each contest: `open_papers`, the officer's
`state_roll`, `publish_seed` or `draw` and `withdraw` where there is something to say, `tally`,
`state_result`; at last `pack`. In a club `open_club` stands in the place of everything from the
decoys to the papers.
"""

from __future__ import annotations

from hustings.sealing.archive.pack import Published, pack
from hustings.sealing.extension import Extension, extend, extensions
from hustings.sealing.mixing.check import Checked, Followed, check, reveal
from hustings.sealing.mixing.journal import Journal, Kept, Noted
from hustings.sealing.mixing.mix import (
    DoesNotOpen,
    Mixed,
    close,
    commit_decoys,
    confirm,
    may_confirm,
    mix,
    open_board,
)
from hustings.sealing.mixing.release import release
from hustings.sealing.proceedings import Proceedings, Signer, accept
from hustings.sealing.results.club import open_club
from hustings.sealing.results.papers import Papers, open_papers
from hustings.sealing.results.tally import (
    ALL,
    STANDING,
    Tally,
    Undecided,
    draw,
    publish_seed,
    state_result,
    tally,
    withdraw,
)
from hustings.sealing.voters.changes import RollChanges, state_roll

__all__ = [
    "ALL",
    "STANDING",
    "Checked",
    "DoesNotOpen",
    "Extension",
    "Followed",
    "Journal",
    "Kept",
    "Mixed",
    "Noted",
    "Papers",
    "Proceedings",
    "Published",
    "RollChanges",
    "Signer",
    "Tally",
    "Undecided",
    "accept",
    "check",
    "close",
    "commit_decoys",
    "confirm",
    "draw",
    "extend",
    "extensions",
    "may_confirm",
    "mix",
    "open_board",
    "open_club",
    "open_papers",
    "pack",
    "publish_seed",
    "release",
    "reveal",
    "state_result",
    "state_roll",
    "tally",
    "withdraw",
]
