"""The same trials on several machines: a Dask cluster as an executor for `simulate`.

Knows how to reach a cluster and what has to be the same on all its machines. Needs `distributed`
(`pip install hustings[cluster]`), and imports it only here.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from hustings import __version__
from hustings.errors import InputError

PATIENCE = 10.0


def version() -> str:
    """Of the package on the machine where this is called."""
    return __version__


@contextmanager
def connected(address: str, *, patience: float = PATIENCE) -> Iterator[Executor]:
    """The workers of the Dask scheduler at `address`, to be given to `simulate` for its cores.

    Args:
        patience: seconds to wait for an answer.

    Raises:
        InputError: `distributed` is not installed, nobody answers, there are no workers, or one of
            them runs another version of this package.
    """
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            "--dask needs the package distributed",
            remedy="install it with `pip install hustings[cluster]`",
        ) from None
    _check_address(address, patience)
    client = Client(address, timeout=patience, set_as_default=False)
    with client:
        check_workers(_versions(client.run, address), address)
        with client.get_executor(pure=False) as executor:
            yield executor


def _check_address(address: str, patience: float) -> None:
    """Check that something answers, by a connection that leaves nothing behind if not."""
    import asyncio

    from distributed.comm import connect
    from distributed.security import Security

    async def answers() -> None:
        security = Security().get_connection_args("client")
        connection = await connect(address, timeout=patience, **security)
        await connection.close()

    try:
        asyncio.run(answers())
    except (OSError, ValueError):  # a timeout is an OSError
        raise InputError(
            f"no Dask scheduler answers at {address!r}",
            remedy="start one with `dask scheduler` and give the address that it prints",
        ) from None


def _versions(run: object, address: str) -> dict[str, str]:
    """The version of this package on each worker."""
    try:
        versions: dict[str, str] = run(version)  # type: ignore[operator]
    except ImportError:
        raise InputError(
            f"the workers of {address} do not have this package",
            remedy=f"install hustings {__version__} on each of them",
        ) from None
    return versions


def check_workers(versions: dict[str, str], address: str) -> None:
    """Refuse workers that could come to other figures; `versions` has the version of each.

    Raises:
        InputError: there are none, or one runs another version.
    """
    if not versions:
        raise InputError(
            f"the scheduler at {address} has no workers", remedy="start some with `dask worker`"
        )
    for worker, has in sorted(versions.items()):
        if has != __version__:
            raise InputError(
                f"the worker at {worker} runs hustings {has}, this is {__version__}",
                remedy="install the same version on all machines",
            )
