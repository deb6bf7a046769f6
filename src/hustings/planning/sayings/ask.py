"""All sayings on the same electorates: each is drawn once, and every saying measures it.

Knows how the work is shared out over threads. The figures do not depend on their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from hustings.planning.sayings.catalogue import Saying, chosen
from hustings.planning.sayings.ground import Ground, Sample
from hustings.planning.sayings.measured import Measured, Row
from hustings.planning.sayings.model import Asked
from hustings.planning.trials.evaluate import check_draws
from hustings.planning.trials.simulate import Progress, threads


def ask(
    ground: Ground,
    names: Sequence[str] = (),
    *,
    cores: int | None = None,
    progress: Progress | None = None,
) -> Asked:
    """Test sayings.

    Args:
        names: of sayings; none for all.
        cores: threads to use, None for as many as this process may run on.
        progress: called after each draw; False stops, and what is done by then is concluded from.

    Raises:
        InputError: no such saying, or stopped before there were two draws.
    """
    sayings = chosen(names)
    given = _measured(ground, sayings, ground.given) if ground.given is not None else None
    rows: list[tuple[Row, ...]] = []
    for measured in _in_order(ground, sayings, threads(cores)):
        rows.append(measured)
        if progress and not progress(len(rows), ground.draws):
            break
    check_draws(len(rows))
    tested = tuple(
        saying.conclude(
            ground,
            Measured([row[place] for row in rows], given[place] if given is not None else None),
        )
        for place, saying in enumerate(sayings)
    )
    return Asked(
        source=ground.source,
        title=ground.election.title,
        rules=ground.rules.instrument.name,
        for_whom=ground.name,
        draws=len(rows),
        seed=ground.seed,
        sayings=tested,
        assumed=ground.assumed,
        complete=len(rows) == ground.draws,
    )


def _measured(ground: Ground, sayings: Sequence[Saying], sample: Sample) -> tuple[Row, ...]:
    return tuple(saying.measure(ground, sample) for saying in sayings)


def _draw(ground: Ground, sayings: Sequence[Saying], draw: int) -> tuple[Row, ...]:
    return _measured(ground, sayings, ground.sample(draw))


def _in_order(ground: Ground, sayings: Sequence[Saying], number: int) -> Iterator[tuple[Row, ...]]:
    """Rows in the order of the draws; work not begun is dropped when no more is wanted."""
    with ThreadPoolExecutor(number) as pool:
        waiting: list[Future[tuple[Row, ...]]] = []
        try:
            for draw in range(ground.draws):
                waiting.append(pool.submit(_draw, ground, sayings, draw))
                # A few draws ahead are enough to keep the threads at work, and to hold in memory.
                if len(waiting) > number:
                    yield waiting.pop(0).result()
            while waiting:
                yield waiting.pop(0).result()
        finally:
            for future in waiting:
                future.cancel()
