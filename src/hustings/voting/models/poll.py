"""The state of the election, its documents, and the log of every act."""

from __future__ import annotations

from django.db import models


class Poll(models.Model):
    """The one row that says how far the election is.

    Attributes:
        eid: the hash of the manifest, 32 bytes; empty before there is one.
    """

    class State(models.TextChoices):
        """From the first to the last; never back."""

        DRAFT = "draft"
        FROZEN = "frozen"
        OPEN = "open"
        CLOSED = "closed"
        COUNTED = "counted"
        PUBLISHED = "published"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    eid = models.BinaryField(max_length=32, default=b"")

    class Meta:
        db_table = "poll"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="poll_only_one"),
        ]


class Document(models.Model):
    """A document as it is hashed and signed: the manifest, a statement.

    Attributes:
        name: "manifest", "statement/trustee-1/eid".
    """

    name = models.CharField(max_length=100, primary_key=True)
    text = models.TextField()

    class Meta:
        db_table = "document"


class LogEntry(models.Model):
    """One act: who did what when; each covers the one before by its head.

    Attributes:
        n: from 1.
        at: in UTC, ISO 8601 to the second.
        who: the officer's name, "command line" after it where it was not done on a page.
        act: "open", "roll".
        details: canonical JSON.
        head: 32 bytes; covers the head before and all of the above.
    """

    n = models.PositiveIntegerField(primary_key=True)
    at = models.CharField(max_length=25)
    who = models.CharField(max_length=200)
    act = models.CharField(max_length=32)
    details = models.TextField()
    head = models.BinaryField(max_length=32)

    class Meta:
        db_table = "log"
