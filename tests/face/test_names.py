"""What `import hustings` offers: few names, each imported when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import hustings


def modules_after(program: str) -> set[str]:
    """Our modules that a program has imported at its end."""
    code = f"{program}\nimport sys; print(*(m for m in sys.modules if m.startswith('hustings')))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    return set(done.stdout.split())


def test_the_names() -> None:
    assert (
        dir(hustings)
        == hustings.__all__
        == [
            "Ballots",
            "CountRecord",
            "HustingsError",
            "InputError",
            "LotNeeded",
            "NotCovered",
            "__version__",
            "count",
            "read",
            "rules",
            "to_html",
            "to_json",
        ]
    )
    assert all(getattr(hustings, name).__doc__ for name in hustings.__all__)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'hustings' has no attribute 'cuont'"):
        hustings.cuont  # noqa: B018


def test_importing_it_imports_nothing_else() -> None:
    assert modules_after("import hustings") == {"hustings"}
    assert modules_after("from hustings import InputError") == {"hustings", "hustings.errors"}


def test_a_name_is_the_same_object_as_where_it_is_defined() -> None:
    from hustings.counting.record import CountRecord, to_json
    from hustings.errors import LotNeeded

    assert (hustings.CountRecord, hustings.to_json, hustings.LotNeeded) == (
        CountRecord,
        to_json,
        LotNeeded,
    )
    assert vars(hustings)["to_json"] is to_json  # found again without asking
