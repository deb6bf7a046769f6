"""The files of keys in an election's folder: whether each is there, and nobody else may read it."""

from __future__ import annotations

import os

from hustings.errors import InputError
from hustings.voting.config.model import Setting, Setup
from hustings.web.folder import Folder, read_secret


def key_faults(folder: Folder, setup: Setup | None) -> list[InputError]:
    """What is wrong with the files of keys; in an organisation the key of links is not here."""
    found = []
    paths = [folder.django_key, folder.server_key]
    if setup is None or setup.setting is not Setting.ORGANISATION:
        paths.append(folder.link_key)
    elif os.path.lexists(folder.link_key):
        found.append(
            InputError(
                "another body makes the links, but their key is here",
                remedy="move it to them, and keep no copy",
                source=folder.link_key,
            )
        )
    for path in paths:
        try:
            read_secret(path)
        except InputError as error:
            found.append(error)
    return found
