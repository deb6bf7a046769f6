"""What the drawings of every report share: the sign for less, the pattern for a gain."""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}"


# Used by every drawing on a page; stands on it once.
PATTERNS = (
    '<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="gain" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect class="gain-0" width="6" height="6"/>'
    '<rect class="gain-1" width="2.5" height="6"/></pattern></defs></svg>'
)
