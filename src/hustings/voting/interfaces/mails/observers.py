"""The mail that brings an observer the heads of the boards: plain text, with the heads attached.

Once the poll was extended every mail has the statements with it, for only whoever got them before
the end that was replaced knows that they are as old as they say.

Knows words and signed heads. Must not know the queue, nor voters.
"""

from __future__ import annotations

from django.core.mail import EmailMessage

from hustings.sealing.archive.members import STATEMENTS, write_lines
from hustings.sealing.board.receipt import read_head
from hustings.sealing.proceedings import EXTEND
from hustings.voting import words as shelf
from hustings.voting.config.model import Setup, said
from hustings.voting.domain.poll import proceedings
from hustings.voting.domain.queries import FINAL, heads, statements
from hustings.voting.interfaces.mails.written import headers
from hustings.voting.models import Poll

# Neither text nor JSON to a mail program, which could change the ends of lines.
KIND = "application/octet-stream"


def message(setup: Setup, to: str, about: str, mail: int) -> EmailMessage:
    """The mail to one observer, in the election's first language.

    Args:
        about: which heads, as `queries.announced` names them.
        mail: its number in the outbox.
    """
    words = shelf.load(setup.languages[0])
    titles = {one.id: said(one.title, words.language) for one in setup.contests}
    documents = heads(about)
    file = f"heads-{about}.jsonl"
    eid = bytes(Poll.objects.get().eid).hex()
    election = {"title": said(setup.title, words.language), "organisation": setup.organisation}
    boards = []
    for document in documents:
        head = read_head(document.encode())
        called = titles.get(head.contest, head.contest)
        boards.append(f"{words('heads.board', title=called, n=head.n)}\n{head.head.hex()}")
    final = about == FINAL
    extended = any(one.kind == EXTEND for one in proceedings().said)
    parts = (
        words("mail.practice") if setup.seal.practice else "",
        words("heads.final", **election) if final else words("heads.lead", **election),
        *boards,
        f"{words('heads.eid')}\n{eid}",
        words("heads.keep", file=file),
        words("heads.extended", file=STATEMENTS) if extended else "",
        f"{words('heads.check')}\nhustings verify election.zip --eid {eid} --head {file}",
        said(dict(setup.texts).get("signature", ()), words.language) or setup.organisation,
        words("mail.automatic"),
    )
    subject = (
        words("heads.final_subject", **election)
        if final
        else words("heads.subject", number=int(about), **election)
    )
    sent = EmailMessage(
        subject,
        "\n\n".join(filter(None, parts)) + "\n",
        setup.mail.sender,
        [to],
        headers=headers(setup, mail, words.language),
    )
    sent.attach(file, write_lines(document.encode() for document in documents), KIND)
    if extended:
        sent.attach(STATEMENTS, statements().encode(), KIND)
    return sent
