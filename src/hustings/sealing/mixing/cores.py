"""Work on a long list, spread over the cores of this machine.

Knows processes. Must not know the work. The result does not depend on how many there are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

# Told how many of how many are done.
Progress = Callable[[int, int], None]

PIECE = 1000
# Below this a second process costs more than it saves.
WORTH_IT = 4000

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def spread(
    work: Callable[[Sequence[_Given]], list[_Made]],
    items: Sequence[_Given],
    *,
    cores: int | None = None,
    progress: Progress | None = None,
) -> list[_Made]:
    """`work` done on all of `items`, piece by piece, in their order.

    Args:
        work: can be pickled, as can what it takes and makes.
        cores: processes to use; as many as there are cores unless given.
        progress: told after each piece.
    """
    pieces = [items[start : start + PIECE] for start in range(0, len(items), PIECE)]
    number = min(cores or os.cpu_count() or 1, len(pieces))
    made: list[_Made] = []
    if number < 2 or len(items) < WORTH_IT:
        for piece in pieces:
            made += work(piece)
            if progress:
                progress(len(made), len(items))
        return made
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fresh process, not a copy of this one: that may have threads and open connections.
    with ProcessPoolExecutor(
        number, mp_context=get_context("spawn"), initializer=_end_with_parent
    ) as pool:
        for done in pool.map(work, pieces):
            made += done
            if progress:
                progress(len(made), len(items))
    return made


def _end_with_parent() -> None:
    """Let this process end when the one that started it does, killed or not.

    A pool's processes wait for work for ever where nobody is left to tell them to end.
    """
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()

    def end() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=end, daemon=True).start()
