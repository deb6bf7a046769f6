"""QR codes of texts of the same length, each in a tenth of the time: a page for every cast has one.

Knows how ISO/IEC 18004 turns capitals and digits into a symbol. Where marks go, and what stands in
every symbol, is learnt once from a symbol that segno makes; the codes are the same as segno's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, zip_longest
from operator import itemgetter
from typing import NamedTuple

from hustings.report.qr import Grid, Run

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
# The pattern laid over all of them. Where a text looks random already, each is as good.
MASK = 0
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_MODE = "0010"
_PADDING = "1110110000010001"
_DARK = re.compile("1+")


class _Block(NamedTuple):
    """A part of the message with its own check: bytes of the message, bytes of the check.

    Attributes:
        shifted: by a byte: what it adds to the check as it leaves on the left.
    """

    length: int
    check: int
    shifted: tuple[int, ...]


class _Mould(NamedTuple):
    """What symbols of texts of one length have in common.

    Attributes:
        count: digits of the text's length.
        order: for each module of the symbol, row by row, which bit of the message stands there; one
            past the last for none.
        fixed: what the symbol has where every bit of the message is 0.
    """

    side: int
    count: int
    blocks: tuple[_Block, ...]
    order: tuple[int, ...]
    fixed: int


def grid(text: str) -> Grid:
    """The code of `text`, as `qr.grid` makes it but for the mask.

    Raises:
        ValueError: there is something else in it than capitals, digits and ` $%*+-./:`.
    """
    if not set(text) <= _VALUES.keys():
        raise ValueError("a quick QR code has capitals and digits")
    mould = _mould(len(text))
    marks = _placed(_message(text, mould), mould) ^ mould.fixed
    side = mould.side
    modules = format(marks, f"0{side * side}b")
    return Grid(
        side,
        tuple(
            Run(found.start(), y, len(found[0]))
            for y in range(side)
            for found in _DARK.finditer(modules[y * side : (y + 1) * side])
        ),
    )


def _message(text: str, mould: _Mould) -> str:
    """The bits of the message with its checks."""
    pairs = [
        format(_VALUES[text[n]] * 45 + _VALUES[text[n + 1]], "011b")
        for n in range(0, len(text) - 1, 2)
    ]
    last = format(_VALUES[text[-1]], "06b") if len(text) % 2 else ""
    bits = f"{_MODE}{len(text):0{mould.count}b}{''.join(pairs)}{last}"
    room = 8 * sum(block.length for block in mould.blocks)
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    bits += (_PADDING * room)[: room - len(bits)]
    data = int(bits, 2).to_bytes(room // 8, "big")
    parts, checks, start = [], [], 0
    for block in mould.blocks:
        part = data[start : start + block.length]
        start += block.length
        parts.append(part)
        checks.append(_check(part, block))
    mixed = chain(*zip_longest(*parts), *zip_longest(*checks))
    return "".join(format(byte, "08b") for byte in mixed if byte is not None)


def _check(part: bytes, block: _Block) -> bytes:
    """The remainder of a part, as a polynomial, by the one of its kind of block."""
    top, rest = 8 * (block.check - 1), 0
    below = (1 << top) - 1
    for byte in part:
        rest = ((rest & below) << 8) ^ block.shifted[byte ^ (rest >> top)]
    return rest.to_bytes(block.check, "big")


def _placed(message: str, mould: _Mould) -> int:
    return int("".join(itemgetter(*mould.order)(f"{message}0")), 2)


@lru_cache(maxsize=8)
def _mould(length: int) -> _Mould:
    import segno

    sample = ALPHABET[10] * length
    symbol = segno.make(sample, error="m", mode="alphanumeric", micro=False, mask=MASK)
    version = int(symbol.version)
    side = len(symbol.matrix)
    count = 9 if version < 10 else 11 if version < 27 else 13
    blocks = _blocks(version, symbol.error)
    bits = 8 * sum(block.length + block.check for block in blocks)
    order = _order(side, symbol, bits)
    blank = _Mould(side, count, blocks, order, 0)
    seen = int("".join(str(mark & 1) for row in symbol.matrix for mark in row), 2)
    return blank._replace(fixed=seen ^ _placed(_message(sample, blank), blank))


def _blocks(version: int, error: str) -> tuple[_Block, ...]:
    from segno import consts

    level = {"L": 1, "M": 0, "Q": 3, "H": 2}[error]
    found = []
    for several in consts.ECC[version][level]:
        check = several.num_total - several.num_data
        divisor = consts.GEN_POLY[check]
        exp, log = consts.GALIOS_EXP, consts.GALIOS_LOG
        shifted = [0] + [
            int.from_bytes(bytes(exp[log[byte] + power] for power in divisor), "big")
            for byte in range(1, 256)
        ]
        found += [_Block(several.num_data, check, tuple(shifted))] * several.num_blocks
    return tuple(found)


def _order(side: int, symbol: object, bits: int) -> tuple[int, ...]:
    """In pairs of columns from the right, up and down in turn, past what every symbol has."""
    from segno import consts

    kinds = list(symbol.matrix_iter(scale=1, border=0, verbose=True))  # type: ignore[attr-defined]
    places = {consts.TYPE_DATA_LIGHT, consts.TYPE_DATA_DARK}
    order = [bits] * (side * side)
    number = 0
    # The column of timing marks counts for none.
    columns = [x for x in range(side - 1, -1, -1) if x != 6]
    for turn, right in enumerate(columns[::2]):
        rows = range(side - 1, -1, -1) if turn % 2 == 0 else range(side)
        for y in rows:
            for x in (right, columns[2 * turn + 1]):
                # segno calls one module more a part of the format than there are.
                if kinds[y][x] in places or (y, x) == (8, side - 9):
                    order[y * side + x] = min(number, bits)
                    number += 1
    return tuple(order)
