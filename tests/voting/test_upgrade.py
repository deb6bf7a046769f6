"""The tables follow the models, and those of the version before are brought there, data and all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

from hustings.errors import InputError
from hustings.sealing.board.chain import BROWSER
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO
from voting.pages.test_office import PASSWORD, entered
from voting.turning_out import days_go_by

# The last migration of the version before: without nominations, postal addresses and turnout.
BEFORE = "0003_outbox_about"


def rows() -> dict[str, list[Any]]:
    """Every row of what the version before kept, without the columns that are new."""
    from hustings.voting import models

    kept = (models.Voter, models.Entitlement, models.Link, models.Mail, models.Board, models.Chain)
    kept = (*kept, models.Document, models.LogEntry, models.Poll)
    new = ("address", "postcode")
    return {
        model._meta.db_table: [
            {name: value for name, value in row.items() if name not in new}
            for row in model.objects.order_by("pk").values()
        ]
        for model in kept
    }


def test_no_migration_is_missing(election: Folder) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_poll_that_has_sealed_another_script_waits_for_its_close(
    election: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from django.db import connection

    from hustings.commands.vote.upgrade import run
    from hustings.voting.domain import poll, script
    from hustings.voting.domain.office import officers
    from hustings.web import start

    call_command("migrate", "voting", BEFORE, verbosity=0)
    monkeypatch.setattr(start, "start", lambda _: None)
    # Before the seal it does not matter.
    assert run(election.path, anyway=False) == 0
    elections.opened(election)
    assert not script.altered()
    later = tmp_path / "booth.js"
    later.write_text("// of a later version")
    monkeypatch.setattr(script, "BOOTH", later)
    call_command("migrate", "voting", BEFORE, verbosity=0)
    with pytest.raises(InputError, match="browsers would refuse the ballot's script of this"):
        run(election.path, anyway=False)
    assert "nominator" not in connection.introspection.table_names()
    assert run(election.path, anyway=True) == 0
    assert "nominator" in connection.introspection.table_names()
    officers.create(WHO, PASSWORD)
    with override_settings(ELECTION=election, ALLOWED_HOSTS=["127.0.0.1"]):
        page = entered().get("/office/").content.decode()
    assert "every ballot is sealed by the server now" in page
    poll.close_poll(election, WHO)
    call_command("migrate", "voting", BEFORE, verbosity=0)
    assert run(election.path, anyway=False) == 0


def test_an_open_poll_of_the_version_before_goes_on(
    election: Folder,
) -> None:
    from django.db import connection

    from hustings.voting.config.file import load
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.domain.mails import mailing, outbox
    from hustings.voting.domain.turnout import days
    from hustings.voting.models import Document, Entitlement
    from hustings.web.start import check_tables, migrate

    elections.opened(election)
    setup = load(election)
    mailing.queue(outbox.INVITATION, 3, setup, WHO)

    def cast(member: str) -> None:
        wrapped = elections.envelope("committee")
        blob = elections.ballot("committee", 1, 2)
        accept(election, wrapped, elections.token(election, member), blob, BROWSER)

    cast("1")
    # Turnout was not noted at the freeze.
    Document.objects.filter(name__startswith="turnout").delete()
    before = rows()
    call_command("migrate", "voting", BEFORE, verbosity=0)
    assert "nominator" not in connection.introspection.table_names()
    with pytest.raises(InputError, match="the database has not the tables of this version"):
        check_tables(election)

    migrate()
    check_tables(election)
    assert rows() == before
    # The poll goes on, and turnout is noted from here.
    cast("2")
    days_go_by(election, setup)
    assert [sum(cell.cast for cell in note.contests["committee"]) for note in days.notes()] == [
        2,
        2,
    ]
    cast("3")
    poll.close_poll(election, WHO)
    assert Entitlement.objects.filter(used=True).count() == 3
    assert sum(cell.cast for cell in days.notes()[-1].contests["committee"]) == 3
