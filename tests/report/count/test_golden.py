"""What people read of six elections, compared whole with what is stored."""

from __future__ import annotations

import pytest

from hustings.counting.record import CountRecord
from hustings.report.count import csvout, html, text
from report.count.examples import EXAMPLES, GOLDEN, check_golden


@pytest.fixture(scope="module", params=sorted(EXAMPLES))
def example(request: pytest.FixtureRequest) -> tuple[str, CountRecord]:
    return request.param, EXAMPLES[request.param]()


@pytest.mark.parametrize("width", [80, 120])
def test_text(example: tuple[str, CountRecord], width: int) -> None:
    name, record = example
    check_golden(f"{name}.{width}.txt", text.render(record, width=width))


def test_csv(example: tuple[str, CountRecord]) -> None:
    name, record = example
    check_golden(f"{name}.csv", csvout.render(record))


def test_html(example: tuple[str, CountRecord]) -> None:
    name, record = example
    check_golden(f"{name}.html", html.render(record))


def test_one_line_each() -> None:
    lines = [csvout.line(make(), f"{name}.blt") for name, make in sorted(EXAMPLES.items())]
    check_golden("lines.csv", csvout.line_header() + "".join(lines))


def test_every_stored_file_belongs_to_an_example() -> None:
    endings = ("80.txt", "120.txt", "csv", "html")
    expected = {f"{name}.{ending}" for name in EXAMPLES for ending in endings} | {"lines.csv"}
    assert {path.name for path in GOLDEN.iterdir()} == expected
