"""The page on even splits in Scotland: that its figures are what the ballots give."""

from __future__ import annotations

import shutil
import sys
import tarfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.election.profile import Profile

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "vote-management-scotland.md"

# Wards, and on how many lines of the page's list each stands: for a gain, a loss, two slates, none.
SOME = (
    ("aberdeen_2012_ward11.csv", 0),
    ("aberdeen_2012_ward12.csv", 1),
    ("edinburgh_2022_ward14.csv", 1),
    *(
        pytest.param(name, lines, marks=pytest.mark.soak)
        for name, lines in (
            ("angus_2012_ward4.csv", 0),
            ("glasgow_2012_ward5.csv", 2),
            ("glasgow_2022_ward2.csv", 2),
            ("north_lanarkshire_2017_ward20.csv", 1),
            ("stirling_2012_ward4.csv", 0),
        )
    ),
)


@pytest.fixture(scope="module")
def bench() -> Iterator[tuple[Any, ...]]:
    """The three modules in `bench/scottish`: measuring, one example, the page."""
    folder = str(ROOT / "bench" / "scottish")
    names = ("slates", "example", "words")
    sys.path.insert(0, folder)
    try:
        modules = tuple(import_module(name) for name in names)
    finally:
        sys.path.remove(folder)
    yield modules
    for name in names:
        del sys.modules[name]


@pytest.fixture(scope="module")
def archive(data: Path) -> Path:
    return data / "counting" / "scot-elex" / "dev.tar.xz"


@pytest.mark.parametrize(
    ("natural", "share", "expected"),
    [
        ((0.8, 0.2), 1.0, (0.5, 0.5)),
        ((0.8, 0.2), 0.5, (0.2, 0.8)),  # 0.4 and 0.1 stay: 0.1 and 0.4 on top make them even
        ((0.8, 0.2), 0.25, (0.0, 1.0)),  # 0.6 and 0.15: not even all of a quarter is enough
        ((0.5, 0.5), 0.25, (0.5, 0.5)),
        ((0.6, 0.3, 0.1), 0.25, (0.0, 0.2, 0.8)),  # 0.45, 0.225, 0.075: both lower ones to 0.275
        ((1.0, 0.0), 0.5, (0.0, 1.0)),
    ],
)
def test_followers_even_out_first_preferences(
    bench: tuple[Any, Any, Any],
    natural: tuple[float, ...],
    share: float,
    expected: tuple[float, ...],
) -> None:
    found = bench[0].even(np.array(natural), share)
    assert found.tolist() == pytest.approx(expected, abs=1e-12)


def test_followed_ballots_are_what_was_asked(bench: tuple[Any, Any, Any], archive: Path) -> None:
    """The ballots the experiment counts, against the same made one by one and counted by the
    reference."""
    slates = bench[0]
    (ward,) = slates.wards(archive, frozenset({"glasgow_2012_ward5.csv"}))
    team = slates.slates(ward.election)["Scottish National Party (SNP)"]
    assert len(team) == 3
    dealt = slates.deal(ward, 3)
    assert abs(dealt.second.mean() - 0.5) < 0.02
    half = slates.look(ward, team, ~dealt.second)
    for advice in slates.ADVICE:
        rows = slates.sequences(team, half, advice)
        lead = slates.led(dealt, half, advice, 0.5)
        voters = np.isin(ward.first[ward.papers], list(team))
        follows = voters & (dealt.luck < 2**31)
        if advice.named:
            follows &= slates.names(ward.profile, team)[ward.papers, lead]
        which = np.where(follows, lead, -1)
        ballots = []
        entries, starts = ward.profile.entries.tolist(), ward.profile.starts.tolist()
        for ranking, asked, second in zip(
            ward.papers.tolist(), which.tolist(), dealt.second.tolist(), strict=True
        ):
            if second:
                own = entries[starts[ranking] : starts[ranking + 1]]
                top = rows[asked].tolist() if asked >= 0 else []
                assert not advice.named or not top or top[0] in own
                ballots.append((tuple(top + [c for c in own if c not in top]), 1))
        record = count(
            ward.election,
            Profile.gather(ballots),
            find("scotland"),
            lots=ward.lots,
            engine="reference",
        )
        elected = slates.counted(ward, dealt.second, which, rows)
        assert sorted(one.candidate for one in record.elected) == np.flatnonzero(elected).tolist()


def test_without_followers_nothing_changes(bench: tuple[Any, Any, Any], archive: Path) -> None:
    slates = bench[0]
    (ward,) = slates.wards(archive, frozenset({"angus_2012_ward4.csv"}))
    team = slates.slates(ward.election)["Scottish National Party (SNP)"]
    voters = np.zeros(len(ward.papers), np.bool_)
    dealt = slates.deal(ward, 0)
    nobody = np.full(len(ward.papers), -1)
    none = np.zeros((1, 1), np.int16)
    base = [
        int(slates.counted(ward, dealt.second == second, nobody, none)[list(team)].sum())
        for second in (False, True)
    ]
    apart, together = slates._seats(ward, team, voters, dealt, slates.EVEN, 1.0, base)
    everybody = np.ones(len(ward.papers), np.bool_)
    real = slates.counted(ward, everybody, nobody, none)
    assert (apart, together) == (base, int(real[list(team)].sum()))


@pytest.mark.parametrize(("file", "lines"), SOME)
def test_the_list_is_what_the_ballots_give(
    bench: tuple[Any, Any, Any], archive: Path, file: str, lines: int
) -> None:
    slates, _, words = bench
    text = PAGE.read_text(encoding="utf-8")
    listed = text.partition("## Every slate whose seats change")[2].partition("## ")[0]
    (ward,) = slates.wards(archive, frozenset({file}))
    shown = [
        line for line in listed.splitlines() if line.startswith(f"| {words.called(ward.name)} |")
    ]
    trials = sorted(slates.measure(ward), key=lambda trial: trial.slate)
    assert shown == [words.line(trial) for trial in trials if words.changed(trial)]
    assert len(shown) == lines


def test_the_example_is_what_the_ballots_give(bench: tuple[Any, Any, Any], archive: Path) -> None:
    _, examples, words = bench
    text = PAGE.read_text(encoding="utf-8")
    one = examples.example(archive)
    assert words.example(one) in text
    flat = " ".join(text.split())
    assert (
        f"As it was, {words.fates(one.real)}. With the even split, {words.fates(one.asked)}."
        in flat
    )


def test_the_tables_add_up(bench: tuple[Any, Any, Any]) -> None:
    """Sizes add up to all; and all is the same as in the table of advice."""
    text = PAGE.read_text(encoding="utf-8")
    whole = text.partition("## Against the real result")[2].partition("## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in whole.splitlines()
        if line.startswith("| ") and "slates of" not in line
    ]
    for share in ("25 %", "50 %", "100 %"):
        parts = [row for row in rows if row[3] == share and row[0] != "**all**"]
        (every,) = [row for row in rows if row[3] == share and row[0] == "**all**"]
        assert [int(every[k].replace(",", "")) for k in (1, 2)] == [
            sum(int(p[k].replace(",", "")) for p in parts) for k in (1, 2)
        ]
        for column in (4, 5):
            total = sum(float(part[column]) for part in parts)
            assert float(every[column]) == pytest.approx(total, abs=0.2)
        even = f"{every[6]} ({every[4]}, {every[5]})"
        assert even in text.partition("## Other advice")[2]
    assert [row[1] for row in rows if row[0] == "**all**"] == ["685"] * 3


def test_a_slate_is_a_party_and_never_the_independents(
    bench: tuple[Any, Any, Any], archive: Path
) -> None:
    slates = bench[0]
    (ward,) = slates.wards(archive, frozenset({"north_lanarkshire_2017_ward20.csv"}))
    assert slates.slates(ward.election) == {
        "Labour (Lab)": (6, 7),
        "Scottish National Party (SNP)": (3, 5),
    }
    parties = [candidate.slate for candidate in ward.election.candidates]
    assert parties.count("Independent (Ind)") == 3


def test_any_folder_or_archive_of_such_ballots_will_do(
    bench: tuple[Any, Any, Any], archive: Path, tmp_path: Path
) -> None:
    slates, examples, words = bench
    some = frozenset({"angus_2012_ward4.csv", "aberdeen_2012_ward12.csv"})
    with tarfile.open(archive) as tar:
        for member in tar:
            file = tar.extractfile(member) if Path(member.name).name in some else None
            if file is not None:
                (tmp_path / "deep").mkdir(exist_ok=True)
                # The first without a year in its name, so that there are two sets.
                name = Path(member.name).name.replace("angus_2012_", "angus_")
                (tmp_path / "deep" / name).write_bytes(file.read())
    (tmp_path / "deep" / "README.md").write_text("not ballots", "utf-8")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "deep")
    names = ["aberdeen_2012_ward12.csv", "angus_ward4.csv"]
    for source in (tmp_path / "deep", Path(packed)):
        assert [ward.name for ward in slates.wards(source)] == names
    assert [ward.name for ward in slates.wards(tmp_path / "deep" / names[0])] == names[:1]
    trials = [one for ward in slates.wards(tmp_path) for one in slates.measure(ward, 2)]
    shown = examples.choose(trials)
    assert shown is not None
    assert shown[0] == "aberdeen_2012_ward12.csv"
    one = examples.example(tmp_path, *shown)
    text = words.page(trials, one, elections=2, splits=2, known=False)
    assert text.startswith("# Even splits on real ballots: 2 Scottish elections\n")
    assert "| 2012 | 1 |" in text
    assert "| no year | 1 |" in text
    assert "1,070" not in text
    nobody = [trial for trial in trials if trial.ward == "angus_ward4.csv"]
    assert examples.choose([]) is None
    without = words.page(nobody, None, elections=1, splits=2, known=False)
    assert "## One election" not in without
    assert "## Other sets" not in without
