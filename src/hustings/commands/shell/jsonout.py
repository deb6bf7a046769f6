"""JSON as every command writes it, and the order of a record's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hustings.counting.record import CountRecord


def document(record: CountRecord) -> dict[str, object]:
    """The JSON document of a record, with the engine beside the rules."""
    from hustings.counting.record import to_json

    whole = to_json(record)
    engine = whole.pop("engine")
    ordered: dict[str, object] = {}
    for key, value in whole.items():
        ordered[key] = value
        if key == "rules":
            ordered["engine"] = engine
    return ordered


def as_json(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON text that is the same on every machine."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
