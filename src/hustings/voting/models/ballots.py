"""Sealed ballots, and the chain that each contest's ballots make. Nothing here knows a voter."""

from __future__ import annotations

from django.db import models


class Chain(models.Model):
    """The end of a contest's chain; whoever appends, closes or extends holds this row.

    Attributes:
        n: ballots on the board.
        head: after the last of them, 32 bytes.
        closes_at: when the last ballot is taken, grace included.
    """

    class State(models.TextChoices):
        """Whether ballots are taken."""

        WAITING = "waiting"
        OPEN = "open"
        CLOSED = "closed"

    contest = models.CharField(max_length=32, primary_key=True)
    n = models.PositiveIntegerField(default=0)
    head = models.BinaryField(max_length=32)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    closes_at = models.DateTimeField()

    class Meta:
        db_table = "chain"


class Board(models.Model):
    """A sealed ballot, for good.

    Attributes:
        n: its place in the contest's chain, from 1.
        head: of the chain after it.
        sealed_by: where it was sealed: in the voter's browser, or on this server.
    """

    class SealedBy(models.TextChoices):
        """Who sealed it."""

        BROWSER = "browser"
        SERVER = "server"

    pk = models.CompositePrimaryKey("contest", "n")
    contest = models.CharField(max_length=32)
    n = models.PositiveIntegerField()
    blob = models.BinaryField()
    blob_hash = models.BinaryField(max_length=32)
    head = models.BinaryField(max_length=32)
    sealed_by = models.CharField(max_length=8, choices=SealedBy)

    class Meta:
        db_table = "board"
        constraints = [
            models.UniqueConstraint(fields=["contest", "blob_hash"], name="board_blob_once")
        ]
