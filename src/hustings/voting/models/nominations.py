"""Who nominates, who is nominated, by whom; their links. Nothing here knows a voter or a ballot."""

from __future__ import annotations

from django.db import models


class Nominator(models.Model):
    """A body that nominates, or a member who does.

    Attributes:
        kind: of body: "branch", "union"; as the file of bodies has it.
        member: the member's number on the roll; empty for a body.
    """

    name = models.CharField(max_length=200)
    region = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=64, blank=True)
    contact = models.CharField(max_length=254)
    language = models.CharField(max_length=8, blank=True)
    member = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "nominator"
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(member=""), name="nominator_body_once"
            ),
            models.UniqueConstraint(
                fields=["member"], condition=~models.Q(member=""), name="nominator_member_once"
            ),
        ]


class Nominee(models.Model):
    """Somebody who is nominated in one contest.

    Attributes:
        folded: the name as it is compared.
        statement: in the candidate's words, by language.
        reason: why the nomination is valid, or not.
        proposed_by: who wrote the name down first.
    """

    class Answer(models.TextChoices):
        """What the candidate says to it."""

        WAITING = "waiting"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    class Decision(models.TextChoices):
        """What the officer says to it."""

        NONE = ""
        VALID = "valid"
        INVALID = "invalid"

    contest = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=600)  # a letter is three at most
    email = models.CharField(max_length=254)
    language = models.CharField(max_length=8, blank=True)
    slate = models.CharField(max_length=200, blank=True)
    statement = models.JSONField(default=dict)
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.WAITING)
    decision = models.CharField(max_length=7, choices=Decision, default=Decision.NONE, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(Nominator, on_delete=models.PROTECT, related_name="proposed")

    class Meta:
        db_table = "nominee"
        constraints = [
            models.UniqueConstraint(fields=["contest", "folded"], name="nominee_name_once")
        ]


class Photograph(models.Model):
    """What a nominee gave as a photograph, or why the officer took it away.

    Attributes:
        content: a JPEG; empty where it was taken away.
        sha256: of the content, 32 bytes; empty with it.
        texts: what describes it for those who cannot see it, by language.
        hash: of the photograph with its texts, as a manifest has it, 32 bytes; empty with it.
        reason: the officer's; empty where nobody took it away.
    """

    nominee = models.OneToOneField(Nominee, on_delete=models.PROTECT, related_name="photograph")
    content = models.BinaryField(default=b"")
    sha256 = models.BinaryField(max_length=32, default=b"")
    texts = models.JSONField(default=dict)
    hash = models.BinaryField(max_length=32, default=b"", db_index=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "photograph"


class Nomination(models.Model):
    """One name nominated by one body, or supported by one member: the first is the proposer."""

    nominator = models.ForeignKey(Nominator, on_delete=models.PROTECT)
    nominee = models.ForeignKey(Nominee, on_delete=models.PROTECT)

    class Meta:
        db_table = "nomination"
        constraints = [
            models.UniqueConstraint(fields=["nominator", "nominee"], name="nomination_once")
        ]


class NominationLink(models.Model):
    """A private link of one of them; the one with the highest `issue` is theirs.

    Attributes:
        token_hash: of the token in the link, which is stored nowhere.
    """

    nominator = models.ForeignKey(Nominator, null=True, on_delete=models.PROTECT)
    nominee = models.ForeignKey(Nominee, null=True, on_delete=models.PROTECT)
    issue = models.PositiveSmallIntegerField()
    token_hash = models.BinaryField(max_length=32, unique=True)

    class Meta:
        db_table = "nomination_link"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nominator__isnull=True) ^ models.Q(nominee__isnull=True),
                name="nomination_link_of_one",
            ),
            models.UniqueConstraint(
                fields=["nominator", "issue"], name="nomination_link_nominator"
            ),
            models.UniqueConstraint(fields=["nominee", "issue"], name="nomination_link_nominee"),
        ]
