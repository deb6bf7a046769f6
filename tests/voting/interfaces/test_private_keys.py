"""Private keys are found where `hustings trustee keygen` puts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.sealing.closing import Kept
from hustings.sealing.holders import keys
from hustings.voting.interfaces import private_keys


def test_keys_are_found_in_a_holders_folder_and_in_the_one_below(tmp_path: Path) -> None:
    mine = tmp_path / "mykeys"
    (mine / "keys").mkdir(parents=True)
    (mine / "public").mkdir()
    key = keys.make("Olive", "Committee", "M1")
    locked = mine / "keys" / "M1.json"
    locked.write_bytes(keys.lock(key, "seven words", cost=keys.LEAST_COST))
    (mine / "public" / "M1.json").write_bytes(keys.public_file(key.public))
    for named in ([mine], [mine / "keys"], [locked], [mine, locked]):
        assert private_keys.files([str(path) for path in named]) == (str(locked),)
    with pytest.raises(InputError, match="there is no private key here"):
        private_keys.files([str(mine / "public")])


def test_a_backup_is_another_file_than_the_key_and_has_its_own_journal(tmp_path: Path) -> None:
    key = keys.make("Uri", "Committee", "M2")
    sign = keys.make("Uri", "Committee", "sign")
    mine, spare = tmp_path / "mine", tmp_path / "spare"
    for folder in (mine, spare):
        folder.mkdir()
        for one in (key, sign):
            locked = keys.lock(one, "seven words", cost=keys.LEAST_COST)
            (folder / f"{one.use}.json").write_bytes(locked)
    asked: list[str] = []

    def ask(path: str, public: keys.PublicKey) -> str:
        asked.append(path)
        return "seven words"

    found = private_keys.unlocked([str(mine)], ask, [("Tess", str(spare))])
    assert [one.key for one in found.held] == [key, sign]
    assert [(keeper, one.key) for keeper, one in found.backups] == [("Tess", key), ("Tess", sign)]
    journal = found.backups[0].held.journal
    assert isinstance(journal, Kept)
    assert journal.path == spare / "M2.json.journal"
    assert asked == [str(mine / "M2.json")]
    with pytest.raises(InputError, match="this is the key itself; give the copy"):
        private_keys.unlocked([str(mine)], ask, [("Tess", str(mine / "M2.json"))])
