"""What every test may ask for: the test data, the folder of Scottish elections, a browser.

Knows where data and tools are and how a run is made repeatable. Must not know the package.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from browsing import BROWSERS, find_chromium
from counting.helpers import check_every_count
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"

# The same examples in every run: a test that fails here fails everywhere, and a slow machine is no
# failure. `--hypothesis-profile=explore` looks for new examples.
settings.register_profile(
    "fixed",
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("fixed")

# A shell's job in the background is deaf to Ctrl-C, and so would be all that tests start and stop.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Every count of the whole run has to conserve votes and papers, whoever asks for it.
check_every_count()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of test data beside the project; skips where it is not there."""
    if not DATA.is_dir():
        pytest.skip("no test data: it is expected in ../shared/data beside the project")
    return DATA


@pytest.fixture(scope="session")
def scot_elex(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the CSV files of 559 Scottish elections, unpacked once for all workers."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / "scot-elex"
    with (base / "scot-elex.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            unpacked = base / "scot-elex.part"
            shutil.rmtree(unpacked, ignore_errors=True)
            with tarfile.open(data / "counting" / "scot-elex" / "dev.tar.xz") as archive:
                if hasattr(tarfile, "data_filter"):
                    archive.extractall(unpacked, filter="data")
                else:  # Python 3.11.0 to 3.11.3
                    archive.extractall(unpacked)
            unpacked.rename(folder)
    return folder / "csv"


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser, for tests marked `browser`."""
    return find_chromium() or missing_browser()


@pytest.fixture(scope="session")
def windowed() -> str:
    """Path of the browser itself, for what its shell does not do."""
    return find_chromium(*BROWSERS) or missing_browser()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """The browser, started once for a module's tests; each opens contexts of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked `browser` is skipped without one, and fails where one is required."""
    if item.get_closest_marker("browser") is not None and find_chromium() is None:
        missing_browser()


def missing_browser() -> NoReturn:
    if os.environ.get("CI") == "true" and os.environ.get("HUSTINGS_REQUIRE_BROWSER") == "1":
        pytest.fail("a browser is required here and there is none: install chromium", pytrace=False)
    pytest.skip("no Chromium on this machine: install chromium to run this test")
