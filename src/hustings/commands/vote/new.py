"""`hustings vote new`: the folder of an election, with its keys, tables and first officer.

Knows in which order they are made, and that nothing is left where one fails. Must not know what is
in them.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys

from hustings.commands.shell import passphrases
from hustings.commands.shell.streams import Output, is_terminal
from hustings.commands.vote.shell import needed
from hustings.errors import InputError
from hustings.web.folder import Folder, write_secret

PASSWORD = "HUSTINGS_PASSWORD"


def run(path: str, *, officer: str | None, database: str | None) -> int:
    """Make the folder; one that holds anything is left alone.

    Raises:
        InputError: the folder is not empty, the database cannot be reached, the officer's password
            is too weak.
    """
    needed()
    check_new(path)
    officer, password = asked_for(officer)
    codes = make(path, officer, password, database or "")
    with Output(None) as out:
        out.write(_said(path, officer, *codes))
    return 0


def check_new(path: str) -> None:
    """Refuse a folder that holds anything.

    Raises:
        InputError: it does, or it is no folder.
    """
    if os.path.lexists(path) and (not os.path.isdir(path) or os.listdir(path)):
        raise InputError(
            "this is there already, and not empty", remedy="name a new folder", source=path
        )


def make(
    path: str, officer: str, password: str, database: str = "", *, toml: str = ""
) -> tuple[str, str]:
    """Make the folder, or nothing; the secret of the officer's codes, and its address.

    Args:
        toml: what election.toml says; a pattern to be filled in where it is left out.

    Raises:
        InputError: the database cannot be reached, the officer's password is too weak.
    """
    there = os.path.isdir(path)
    os.makedirs(path, mode=0o700, exist_ok=True)
    try:
        return _make(Folder(path), officer, password, database, toml)
    except BaseException:
        for name in os.listdir(path):
            entry = os.path.join(path, name)
            shutil.rmtree(entry) if os.path.isdir(entry) else os.unlink(entry)
        if not there:
            os.rmdir(path)
        raise


def _make(folder: Folder, officer: str, password: str, database: str, toml: str) -> tuple[str, str]:
    """Everything in the folder; the secret of the officer's codes, and its address."""
    from hustings.voting.config import template
    from hustings.web.start import migrate, start

    with open(folder.toml, "x", encoding="utf-8") as file:
        file.write(toml or template.written(database))
    for key in (folder.django_key, folder.server_key, folder.link_key):
        write_secret(key, f"{secrets.token_hex(32)}\n".encode())
    if not database:
        write_secret(folder.sqlite, b"")
    start(folder)
    migrate()
    from hustings.voting.domain.office import officers

    codes = officers.create(officer, password)
    return codes.secret, codes.address


def asked_for(name: str | None) -> tuple[str, str]:
    """An officer's name and password, asked for or from a script.

    Raises:
        InputError: there is no terminal to ask on, and something is missing.
    """
    if name is None:
        if not is_terminal(sys.stdin):
            raise InputError("the election has no officer", remedy="give --officer NAME")
        import click

        name = click.prompt("First officer's name", err=True)
    missing = "the officer has no password"
    return name, passphrases.asked("Password", PASSWORD, missing=missing, twice=True)


def _said(path: str, officer: str, secret: str, address: str) -> str:
    return (
        f"{path}: an election to be filled in; edit election.toml, then\n"
        f"  hustings vote check {path}\n"
        "\n"
        f"{codes_said(officer, secret, address)}"
        "Keep copies of keys/ apart from copies of the database.\n"
    )


def codes_said(officer: str, secret: str, address: str) -> str:
    """How an officer signs in, with the secret of the codes as text and as a QR code."""
    from hustings.report.qr import drawn

    spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return (
        f"{officer} signs in with the password and a code of six digits. Give this secret to an\n"
        "app for one-time codes now; it is not shown again:\n"
        "\n"
        f"  {spaced}\n"
        "\n"
        f"{drawn(address)}"
        "\n"
    )
