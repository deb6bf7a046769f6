"""A Dask cluster: the same figures as at home, and one clear line where it cannot work.

Most of it is skipped without `distributed`, which nothing but this needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec

import pytest

from hustings import __version__
from hustings.errors import InputError
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.rivals import planner, rivals
from hustings.planning.search.state import Effort
from hustings.planning.trials import cluster
from hustings.planning.trials.evaluate import evaluate
from planning.small import scenario

INSTALLED = find_spec("distributed") is not None
needed = pytest.mark.skipif(not INSTALLED, reason="no cluster without the package distributed")


@pytest.mark.skipif(INSTALLED, reason="distributed is installed")
def test_without_the_package() -> None:
    with pytest.raises(InputError) as caught, cluster.connected("tcp://127.0.0.1:8786"):
        pass
    assert str(caught.value) == (
        "--dask needs the package distributed; install it with `pip install hustings[cluster]`"
    )


def test_workers_have_to_be_alike() -> None:
    cluster.check_workers({"tcp://a:1": __version__, "tcp://b:2": __version__}, "tcp://s:8786")
    with pytest.raises(InputError) as caught:
        cluster.check_workers({"tcp://b:2": "0.0.1", "tcp://a:1": __version__}, "tcp://s:8786")
    assert str(caught.value) == (
        f"the worker at tcp://b:2 runs hustings 0.0.1, this is {__version__};"
        " install the same version on all machines"
    )
    with pytest.raises(InputError) as caught:
        cluster.check_workers({}, "tcp://s:8786")
    assert str(caught.value) == (
        "the scheduler at tcp://s:8786 has no workers; start some with `dask worker`"
    )


@pytest.fixture(scope="module")
def small() -> Scenario:
    """Two seats, some of it unsure."""
    return scenario(
        seats=2,
        slates={"Ours": ["Ann", "Bea"], "Theirs": ["Cas", "Dan"]},
        support={"Ours": (0.6, 0.5), "Theirs": (0.4, 0.5)},
        voters=(60, 40),
        follow=0.5,
        national_sd=0.05,
        draws=23,
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with two workers."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as local:
        yield local.scheduler_address


@needed
def test_the_same_figures(small: Scenario, address: str) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    with cluster.connected(address) as machines:
        assert evaluate(small, cores=machines, progress=progress) == evaluate(small, cores=1)
    assert told == [(done, 23) for done in range(1, 24)]


@needed
def test_the_same_rivals(small: Scenario, address: str) -> None:
    quick = Effort(fresh=0, racing=4, epochs=1, counts=20, choosing=4, every=0)
    pair = planner(small, small), planner(small, replace(small, slate=1))
    with cluster.connected(address) as machines:
        away = rivals(small, *pair, draws=5, effort=quick, cores=machines)
    assert away == rivals(small, *pair, draws=5, effort=quick, cores=1)


@needed
def test_stopping_drops_what_is_left(small: Scenario, address: str) -> None:
    with cluster.connected(address) as machines:
        got = evaluate(small, draws=400, cores=machines, progress=lambda done, _: done < 8)
    assert got == evaluate(small, draws=8, cores=1)


@needed
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense", "foo://x", ""])
def test_nobody_answers(address: str) -> None:
    with pytest.raises(InputError) as caught, cluster.connected(address, patience=0.5):
        pass
    assert str(caught.value) == (
        f"no Dask scheduler answers at {address!r};"
        " start one with `dask scheduler` and give the address that it prints"
    )
