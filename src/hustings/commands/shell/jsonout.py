"""JSON as every command writes it."""

from __future__ import annotations


def as_json(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON text that is the same on every machine."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
