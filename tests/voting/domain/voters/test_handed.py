"""An organisation's election: another body makes the links, and the rest is a society's."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.sealing import closing
from hustings.sealing.ballots import envelope as sealing
from hustings.sealing.ballots import payload
from hustings.sealing.board.chain import BROWSER
from hustings.sealing.board.receipt import Receipt
from hustings.sealing.closing import Noted, Signer
from hustings.sealing.holders import keys
from hustings.sealing.voters import links
from hustings.sealing.voters.handed import LinkHash, link_key
from hustings.voting.config.file import load
from hustings.voting.domain.results.opening import Held
from hustings.web.folder import Folder
from voting import elections
from voting.domain.results import test_count as counts
from voting.elections import WHO

MAKER = "Mailing House"
ON_SQLITE = pytest.mark.parametrize("election", ["sqlite"], indirect=True)


def sealed(folder: Folder) -> keys.Key:
    """An organisation's election after the freeze, every key tried; its maker's key."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.voters import roll
    from hustings.voting.models import Document

    text = counts.TOML.replace("SETTING", 'setting = "organisation"\ntrustees = 2')
    text = text.replace("practice = true\nDECOYS", f'least_decoys = 6\nlinks = "{MAKER}"')
    Path(folder.toml).write_text(text.replace("TIES", ""), encoding="utf-8")
    Path(folder.link_key).unlink()
    setup = load(folder)
    lines = [roll.Line(f"{n}", "", f"v{n}@example.org", "", "", ()) for n in range(1, 19)]
    roll.apply(roll.compare(lines), setup, WHO, file="roll.csv", refused=0)
    maker = keys.make(MAKER, "2026", "sign", random=lambda size: b"z" * size)
    held = [one.key for one in counts.held(club=False)]
    poll.freeze(folder, setup, tuple(key.public for key in (*held, maker)), WHO)
    stated = poll.proceedings()
    for key in (*held, maker):
        if key.use == "sign":
            stated = closing.accept(stated, Signer(key.holder, key.secret))
    poll.keep_statements(stated)
    for layer in poll.manifest().layers:
        for copy in ("key", "backup"):
            name = f"keytest-passed/{layer.name}/{copy}"
            Document.objects.create(name=name, text="")
    return maker


def token(maker: keys.Key, member: str, issue: int = 1) -> bytes:
    from hustings.voting.domain import poll

    return links.token(link_key(maker.secret, poll.eid()), poll.eid(), member, issue)


def hashed(maker: keys.Key, member: str, issue: int = 1) -> LinkHash:
    return LinkHash(member, issue, links.token_hash(token(maker, member, issue)))


@ON_SQLITE
def test_an_organisations_election_with_links_that_the_server_cannot_make(
    election: Folder,
) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.domain.office import log
    from hustings.voting.domain.results import counting
    from hustings.voting.domain.voters import links as held
    from hustings.voting.domain.voters import roll
    from hustings.voting.models import Chain

    maker = sealed(election)
    every = [hashed(maker, str(n)) for n in range(1, 19)]
    assert poll.lacking() == ("18 voters have no link, which Mailing House makes",)
    assert held.take(every[:17], WHO) == (17, 0, 1)
    assert poll.lacking() == ("1 voter has no link, which Mailing House makes",)
    assert held.take(every, WHO) == (1, 0, 0)
    assert held.take(every, WHO) == (0, 0, 0)
    for wrong, said in (
        (hashed(maker, "99"), "no member `99` is on the roll"),
        (hashed(maker, "3", 3), "link 3 of member `3` does not follow those that are here, which"),
        (LinkHash("3", 1, b"h" * 32), "link 1 of member `3` does not follow those that are here"),
    ):
        with pytest.raises(InputError, match=said):
            held.take([hashed(maker, "5", 2), wrong], WHO)
    assert poll.lacking() == ()
    poll.open_poll(WHO)
    with pytest.raises(InputError, match="Mailing House makes the links; ask them for another"):
        held.reissue(election, "3", WHO, "lost")
    with pytest.raises(InputError, match=r"link\.key: this key cannot be read"):
        held.token(election, roll.find("3"))
    assert held.take([hashed(maker, "3", 2)], WHO) == (1, 1, 0)
    wrapped = elections.envelope("committee")
    blob = sealing.seal(payload.vote((1,)), wrapped)
    refused = accept(election, wrapped, token(maker, "3"), blob, BROWSER)
    assert not isinstance(refused, Receipt)
    for contest, rankings in counts.CAST.items():
        wrapped = elections.envelope(contest)
        for n, ranking in enumerate(rankings, 1):
            blob = sealing.seal(payload.vote(ranking), wrapped)
            issue = 2 if n == 3 else 1
            given = accept(election, wrapped, token(maker, str(n), issue), blob, BROWSER)
            assert isinstance(given, Receipt)
    Chain.objects.update(closes_at="2026-01-01T00:00:00Z")
    poll.close_poll(election, WHO)
    with pytest.raises(InputError, match="links are taken in from the freeze to the close"):
        held.take([hashed(maker, "4", 2)], WHO)
    mine = [*counts.held(club=False), Held(maker, Noted())]
    done = counting.count(election, load(election), mine, WHO, seeds=counts.seeds, cores=1)
    assert done.verification.verified
    assert [one.elected for one in done.results.contests] == [("Ann", "Ben"), ("Eve",)]
    assert [one["reissued"] for one in log.details("links", since="freeze")] == [[], [], ["3"]]
