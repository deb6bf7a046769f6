"""Mails that are to be sent. No text, and so no link, is stored: it is written when it is sent."""

from __future__ import annotations

from django.db import models


class Mail(models.Model):
    """One mail in the outbox.

    Attributes:
        kind: which text: "invitation", "again", "reminder", "voted", "heads", "stand" …; or
            "letter", which is not sent but printed.
        about: which heads it brings an observer, "0003" or "final"; the number of whoever nominates
            or is nominated, whose link it brings; of a letter that was printed, which issue of the
            link; else empty.
        attempts: how often it was tried.
        to: the address somebody typed who asked for their link, or an observer's; else empty.
        not_before: when it may be tried next; while it is being sent, when its lease ends.
        error: why the last attempt failed; empty for none.
    """

    class State(models.TextChoices):
        """Whether it has left."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    voter = models.ForeignKey("voting.Voter", null=True, on_delete=models.PROTECT)
    to = models.CharField(max_length=254, blank=True)
    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "outbox"
        indexes = [models.Index(fields=["state", "kind", "id"], name="outbox_waiting")]
