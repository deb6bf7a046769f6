"""Questions about an election that change nothing."""

from __future__ import annotations

from django.db.models import Count

from hustings.errors import InputError
from hustings.voting.config.model import Setup, said
from hustings.voting.models import Chain, Entitlement, Poll, Voter
from hustings.web.folder import Folder


def status() -> dict[str, object]:
    """How far the election is: what `hustings vote status --format json` writes."""
    entitled = dict(
        Entitlement.objects.values_list("contest").annotate(count=Count("contest")).order_by()
    )
    boards = dict(Chain.objects.values_list("contest", "n"))
    return {
        "format": "hustings-vote-status/1",
        "state": str(Poll.objects.get().state),
        "contests": [
            {"name": name, "entitled": entitled.get(name, 0), "on_board": boards.get(name, 0)}
            for name in sorted(entitled.keys() | boards.keys())
        ],
    }


def unready(folder: Folder, setup: Setup) -> list[InputError]:
    """What the database lacks before the election can open."""
    if not Voter.objects.exists():
        return [
            InputError(
                "there is nobody on the roll",
                remedy=f"run `hustings vote roll {folder.path} FILE`",
                source=folder.path,
            )
        ]
    return [
        InputError(
            f"nobody on the roll may vote in `{said(contest.title, setup.languages[0])}`",
            remedy="check its `voters`, and that column of the roll",
            source=folder.toml,
            line=contest.line,
        )
        for contest in setup.contested
        if not Entitlement.objects.filter(contest=contest.id).exists()
    ]
