"""Private keys are found where `hustings trustee keygen` puts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.errors import InputError
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
