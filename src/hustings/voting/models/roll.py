"""Voters, what each may vote in, and their links. Nothing here knows a ballot or a time."""

from __future__ import annotations

from django.db import models


class Voter(models.Model):
    """Somebody on the roll.

    Attributes:
        member: the organisation's own number for them; unique.
        email: empty for somebody who is sent letters.
        address: lines of the postal address of somebody without e-mail, one below the other.
        postcode: of that address; empty where it has none.
        columns: what else the roll says, by column: what conditions and turnout ask for.
    """

    member = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, db_index=True)
    language = models.CharField(max_length=8, blank=True)
    area = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    columns = models.JSONField(default=dict)

    class Meta:
        db_table = "voter"


class Entitlement(models.Model):
    """A voter may vote in a contest, once; whether they have, and nothing of when or how."""

    pk = models.CompositePrimaryKey("voter_id", "contest")
    voter = models.ForeignKey(Voter, on_delete=models.PROTECT)
    contest = models.CharField(max_length=32)
    used = models.BooleanField(default=False)

    class Meta:
        db_table = "entitlement"


class Link(models.Model):
    """A private link; the one with a voter's highest `issue` is theirs, the earlier are revoked.

    Attributes:
        token_hash: of the token in the link, which is stored nowhere.
    """

    pk = models.CompositePrimaryKey("voter_id", "issue")
    voter = models.ForeignKey(Voter, on_delete=models.PROTECT)
    issue = models.PositiveSmallIntegerField()
    token_hash = models.BinaryField(max_length=32, unique=True)

    class Meta:
        db_table = "link"
