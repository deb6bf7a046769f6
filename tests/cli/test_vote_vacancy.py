"""`hustings vote vacancy` with an archive alone, as people and programs call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sealing.whole import voted

from cli.conftest import Ended, Hustings


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vacancy") / "election.zip"
    path.write_bytes(voted().finish({}))
    return path


def test_who_takes_the_seat_in_text_and_pages(
    hustings: Hustings, archive: Path, tmp_path: Path
) -> None:
    before = archive.read_bytes()
    pages = tmp_path / "pages"
    found = hustings("vote", "vacancy", archive, "--leaving", "dai", "--pages", pages)
    assert found == Ended(
        0,
        "treasurer: without Dai\n"
        "Sitting members keep their seats: Ffion takes the seat.\n"
        "  members then: Eluned, Ffion\n"
        "Sitting members can lose their seats: the same members\n",
        "",
    )
    assert archive.read_bytes() == before
    names = sorted(path.name for path in pages.iterdir())
    assert names == [
        f"vacancy-1{rest}"
        for rest in ("-free.html", "-free.json", "-kept.html", "-kept.json", ".html", ".json")
    ]
    page = (pages / "vacancy-1.html").read_text("utf-8")
    links = [part.partition('"')[0] for part in page.split(' href="')[1:]]
    assert {link for link in links if not link.startswith("#")} == set(names[:4])
    assert "<strong>Ffion takes the seat.</strong>" in page
    kept = json.loads((pages / "vacancy-1-kept.json").read_text("utf-8"))
    assert (kept["election"]["withdrawn"], kept["election"]["sitting"]) == (["Dai"], ["Eluned"])


def test_the_document(hustings: Hustings, archive: Path) -> None:
    words = ("--leaving=Dai", "--unavailable=Ffion", "--sitting=free", "--format=json")
    found = json.loads(hustings("vote", "vacancy", archive, *words).out)
    digests = [found["counts"][way].pop("digest") for way in ("kept", "free")]
    assert all(digest.startswith("sha256:") for digest in digests)
    counted = {"joining": [], "losing": [], "members": ["Eluned"], "lots": ""}
    assert found == {
        "format": "hustings-vacancy/1",
        "eid": found["eid"],
        "election": "Election of 2026",
        "contest": "treasurer",
        "title": "Treasurer",
        "seats": 2,
        "rules": "block-vote",
        "before": ["Dai", "Eluned"],
        "leaving": ["Dai"],
        "unavailable": ["Ffion"],
        "gone": [],
        "sitting": "free",
        "joining": [],
        "losing": [],
        "members": ["Eluned"],
        "unfilled": 1,
        "differ": False,
        "counts": {"kept": counted, "free": counted},
    }


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ((), "missing option '--leaving'"),
        (("--leaving=Dai", "--publish"), "an archive alone has nowhere to publish a vacancy"),
        (("--leaving=Ffion",), "`Ffion` does not sit; the members are Dai, Eluned"),
        (("--leaving=Dai", "--after={here}"), "this is not the document of a vacancy"),
        (("--leaving=Dai", "--after={deep}"), "deep.json: this is no document of a vacancy; give"),
        (("--leaving=Dai", "--lots", "kept", "nowhere"), "nowhere: "),
        (("--leaving=Dai", "--lots", "both", "nowhere"), "'both' is not one of 'kept', 'free'"),
    ],
)
def test_a_call_that_cannot_be_meant(
    hustings: Hustings, archive: Path, tmp_path: Path, words: tuple[str, ...], fault: str
) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}")
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 100_000)
    files = {"here": other, "deep": deep}
    said = hustings("vote", "vacancy", archive, *(one.format(**files) for one in words))
    assert (said.status, said.out) == (2, "")
    assert fault in said.err
    assert said.err.count("\n") == 1


def test_an_archive_that_lies_elsewhere_is_not_taken_for_a_folder_to_be_made(
    hustings: Hustings, tmp_path: Path
) -> None:
    path = tmp_path / "election.zip"
    said = hustings("vote", "vacancy", path, "--leaving=Dai")
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        f"hustings: {path}: there is no such file or folder; name the election's folder, or"
        " election.zip where you have kept it\n"
    )


def test_what_was_altered_is_refused(hustings: Hustings, archive: Path, tmp_path: Path) -> None:
    from zipfile import ZipFile

    other = tmp_path / "other.zip"
    with ZipFile(archive) as good, ZipFile(other, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            if name == "contests/treasurer/ballots.blt":
                content = content.replace(b"4 1 2 0", b"5 1 2 0")
            bad.writestr(name, content)
    said = hustings("vote", "vacancy", other, "--leaving=Dai")
    assert said == Ended(
        1, "", "hustings: `contests/treasurer/ballots.blt` is not as the index has it\n"
    )
