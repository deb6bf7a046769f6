"""Nominating bodies: taken in from a list, added to and corrected until nominations close.

Knows which bodies there are. Must not know files, nor whom they nominate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from hustings.errors import InputError
from hustings.voting.config.model import Body, Setup
from hustings.voting.domain.nominations import mails
from hustings.voting.domain.nominations.window import asked_for, draft
from hustings.voting.domain.office import log
from hustings.voting.models import Nomination, NominationLink, Nominator
from hustings.web.folder import Folder


class Taken(NamedTuple):
    """What a list has changed: how many bodies were added, changed, taken out, left as they were.

    Attributes:
        kept: names of bodies that are not on the list and stay, for they have nominated somebody.
    """

    added: int
    changed: int
    gone: int
    unchanged: int
    kept: tuple[str, ...]


@transaction.atomic
def take_in(folder: Folder, bodies: Sequence[Body], setup: Setup, who: str) -> Taken:
    """Let these be the bodies; found again by name, whatever its capitals.

    Where a body that has a link is reached at another address it gets another link there: whoever
    reads mails at the first does not nominate for it any more.

    Raises:
        InputError: in this election no bodies nominate, or it is sealed.
    """
    if asked_for(setup).members:
        raise InputError(
            "in this election members nominate, not bodies",
            remedy='take `by = "members"` out of [nominations] in election.toml',
        )
    draft()
    stored = {one.name.casefold(): one for one in Nominator.objects.filter(member="")}
    added = changed = unchanged = 0
    for body in bodies:
        before = stored.pop(body.name.casefold(), None)
        fields = body._asdict()
        if before is None:
            Nominator.objects.create(**fields)
            added += 1
        elif any(getattr(before, field) != value for field, value in fields.items()):
            Nominator.objects.filter(pk=before.pk).update(**fields)
            linked = NominationLink.objects.filter(nominator=before).exists()
            if linked and before.contact.casefold() != body.contact.casefold():
                mails.again(folder, before, who, revoke="another address")
            changed += 1
        else:
            unchanged += 1
    kept = []
    for one in sorted(stored.values(), key=lambda each: each.name):
        if Nomination.objects.filter(nominator=one).exists() or one.proposed.exists():
            kept.append(one.name)
        else:
            NominationLink.objects.filter(nominator=one).delete()
            one.delete()
    taken = Taken(added, changed, len(stored) - len(kept), unchanged, tuple(kept))
    log.record(who, "bodies", added=added, changed=changed, gone=taken.gone, kept=list(taken.kept))
    return taken
