"""A vacancy filled from the published ballots: counted both ways, shown; the archive stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hustings.errors import InputError, NotVerified
from hustings.sealing.archive.contest import read_contest
from hustings.sealing.archive.vacancy import Asked, read_earlier, refill, to_document
from hustings.sealing.results.tally import Undecided
from hustings.voting.adapters.results import Undrawn
from hustings.web.folder import Folder
from voting.domain.results.test_count import CAST, ON_SQLITE, SEED, WHO, Rankings, closed, counted

# Quota 6 of 18 under ERS97. Ann and Ben are elected. Without Ann: Ben 13, Cát 3, Dot 2.
pytestmark = ON_SQLITE
# Without Ann the seat is between Cát and Dot, who are equal.
TIE: Rankings = {
    "committee": [(1, 2)] * 8 + [(2, 1)] * 8 + [(3,)] * 2 + [(4,)] * 2,
    "chair": [(1,)],
}


def published(folder: Folder, voted: Rankings = CAST, **options: Any) -> Any:
    from hustings.voting.domain.results import counting

    setup, _ = closed(folder, voted, **options)
    counted(folder, setup)
    counting.publish(folder, WHO)
    return setup


def everything(folder: Folder) -> dict[str, bytes]:
    place = Path(folder.path) / "published"
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def test_a_vacancy_is_counted_kept_shown_and_logged_and_the_archive_stays(
    election: Folder,
) -> None:
    from hustings.voting.domain.office import log
    from hustings.voting.domain.queries import acts
    from hustings.voting.domain.results import counting, vacancies

    setup = published(election)
    before = everything(election)
    refilled = vacancies.fill(election, Asked(("ann",)))
    assert everything(election) == before
    assert refilled.asked == (("Ben", "Cát"), ("Cát",), ())
    assert refilled.differ is False
    kept = vacancies.publish(election, setup, refilled, WHO)
    after = everything(election)
    changed = {name for name, content in before.items() if after[name] != content}
    assert changed == {"index.html", "embed.html", "results.json"}
    assert set(after) - set(before) == set(kept.files)
    assert set(kept.files) == {
        f"committee/vacancy-1{rest}"
        for rest in (".html", ".json", "-kept.html", "-kept.json", "-free.html", "-free.json")
    }
    found = counting.published()
    assert found is not None
    assert set(kept.files) <= set(found.files)
    assert json.loads(after["committee/vacancy-1.json"]) == dict(kept.document)
    page = after["index.html"].decode()
    assert "Ann left. Cát takes the seat. It made no difference whether sitting members" in page
    assert "All but the vacancies stands in the archive that the officer has signed." in page
    assert 'href="committee/vacancy-1.html"' in page
    log.verify()
    act = acts()[-1]
    details = json.loads(act.details)
    assert (act.who, act.act) == (WHO, "vacancy")
    assert (details["leaving"], details["joining"]) == (["Ann"], ["Cát"])
    assert details["digest"] == kept.document["counts"]["kept"]["digest"]
    # The next vacancy begins with who sits now; who has left is not asked again.
    second = vacancies.fill(election, Asked(("Ben",)))
    assert second.vacancy == (("Ben", "Cát"), ("Ben",), (), ("Ann",))
    assert second.asked.members == ("Cát", "Dot")
    last = vacancies.publish(election, setup, second, WHO)
    assert last.number == 2
    with pytest.raises(InputError, match="published while this was counted"):
        vacancies.publish(election, setup, refilled, WHO)


def test_from_the_archive_alone_it_is_the_same(election: Folder) -> None:
    from hustings.voting.domain.results import vacancies

    setup = published(election)
    archive = str(Path(election.path) / "published" / "election.zip")
    documents: list[Any] = []
    for gone in ("Ann", "Ben"):
        refilled = vacancies.fill(election, Asked((gone,)))
        vacancies.publish(election, setup, refilled, WHO)
        archived = read_contest(archive, "committee")
        alone = refill(archived, Asked((gone,)), read_earlier(archived, documents))
        documents.append(to_document(alone))
        assert documents == [dict(one.document) for one in vacancies.kept("committee")]
    archived = read_contest(archive, "committee")
    for wrong, what in (
        (documents[1:], "does not follow the one before"),
        ([{**documents[0], "contest": "chair"}], "of another election or contest"),
        ([{"format": "hustings-vacancy/1"}], "is not the document of a vacancy"),
    ):
        with pytest.raises(InputError, match=what):
            read_earlier(archived, wrong)


def test_names_that_do_not_fit_are_refused(election: Folder) -> None:
    from hustings.voting.domain.results import vacancies

    published(election)
    for asked, contest, what in (
        (Asked(("Zoe",)), "", "`Zoe` stands in no contest; the candidates are `Ann`"),
        (Asked(("Zoe",)), "committee", "no candidate is called 'Zoe'"),
        (Asked(("Cát",)), "", "`Cát` does not sit; the members are Ann, Ben"),
        (Asked(("Ann",), ("Ben",)), "", "`Ben` sits, and is not asked to take a seat"),
        (Asked(("Ann",)), "comittee", "there is no contest `comittee`; did you mean"),
        (Asked(()), "committee", "nobody leaves"),
    ):
        with pytest.raises(InputError, match=what):
            vacancies.fill(election, asked, contest)


def test_of_two_counts_for_one_vacancy_the_second_writes_nothing(election: Folder) -> None:
    from hustings.voting.domain.results import vacancies

    setup = published(election)
    first, second = (vacancies.fill(election, Asked((name,))) for name in ("Ann", "Ben"))
    vacancies.publish(election, setup, first, WHO)
    before = everything(election)
    with pytest.raises(InputError, match="another vacancy was published while this was counted"):
        vacancies.publish(election, setup, second, WHO)
    assert everything(election) == before


def test_before_anything_is_published_nobody_sits(election: Folder) -> None:
    from hustings.voting.domain.results import counting, vacancies

    setup, _ = closed(election)
    counted(election, setup)
    with pytest.raises(InputError, match="no results are published yet"):
        vacancies.fill(election, Asked(("Ann",)))
    counting.publish(election, WHO)
    (Path(election.path) / "published" / "election.zip").write_bytes(b"PK")
    with pytest.raises(NotVerified, match="is not the archive that the count has made"):
        vacancies.fill(election, Asked(("Ann",)))


def test_unavailable_and_nobody_left(election: Folder) -> None:
    from hustings.voting.domain.results import vacancies

    published(election)
    refilled = vacancies.fill(election, Asked(("Ann",), ("Cát",)))
    assert refilled.asked == (("Ben", "Dot"), ("Dot",), ())
    refilled = vacancies.fill(election, Asked(("Ann",), ("Cát", "Dot")))
    assert refilled.asked == (("Ben",), (), ())


def test_a_sitting_member_who_would_lose_is_kept_or_free_and_both_are_shown(
    election: Folder,
) -> None:
    """Ben sits by Dot's surplus. Without her he is last, and Cát has the seat if he can lose it."""
    from hustings.voting.domain.results import vacancies

    votes = {
        "committee": [(3, 4)] * 2 + [(4, 1, 3)] * 6 + [(1,)] + [(2, 3, 1)] * 3,
        "chair": [(1,)],
    }
    setup = published(election, votes)
    refilled = vacancies.fill(election, Asked(("Dot",)))
    assert refilled.vacancy.before == ("Dot", "Ben")
    assert refilled.brings("kept") == (("Ben", "Ann"), ("Ann",), ())
    assert refilled.brings("free") == (("Ann", "Cát"), ("Ann", "Cát"), ("Ben",))
    assert refilled.differ is True
    free = vacancies.fill(election, Asked(("Dot",), sitting="free"))
    assert free.asked == refilled.brings("free")
    kept = vacancies.publish(election, setup, free, WHO)
    page = everything(election)["committee/vacancy-1.html"].decode()
    for said in (
        "<strong>Ann and Cát take seats.</strong>",
        "Not elected again: Ben.",
        "The two give other members.",
        "Sitting members can lose their seats: the count that decides",
        "hustings vote vacancy election.zip --contest committee --leaving=Dot --sitting=free",
        kept.document["counts"]["kept"]["digest"],
    ):
        assert said in page
    assert "This was a practice election" in page


def test_ties_are_settled_by_the_seed_of_the_count_or_by_a_lot_for_each_way(
    election: Folder,
) -> None:
    from hustings.voting.domain.results import vacancies

    published(election, TIE)
    with pytest.raises(Undecided) as needed:
        vacancies.fill(election, Asked(("Ann",)))
    assert (needed.value.of, needed.value.names) == ("kept", ("Cát", "Dot"))
    lots = {"kept": [f"stage {needed.value.stage}: Cát"]}
    refilled = vacancies.fill(election, Asked(("Ann",), lots=lots))
    assert refilled.asked.joining == ("Dot",)
    assert refilled.differ is None
    assert refilled.undrawn is not None
    assert refilled.undrawn.names == ("Cát", "Dot")


def test_the_seed_of_the_count_settles_these_ties_too(election: Folder) -> None:
    from hustings.voting.domain.results import vacancies

    published(election, TIE, ties=f'ties = "seed"\nties_seed = "{SEED}"')
    refilled = vacancies.fill(election, Asked(("Ann",)))
    assert refilled.differ is False
    record = refilled.records["kept"]
    assert record is not None
    assert record.lots == f"seed {SEED}"


def test_a_lot_drawn_for_a_stage_of_the_first_count_settles_no_stage_of_another(
    election: Folder,
) -> None:
    from hustings.voting.domain.results import counting, vacancies

    votes = {"committee": [(1,)] * 5 + [(2,)] * 3 + [(3,)] * 2 + [(4,)] * 2, "chair": [(1,)]}
    setup, _ = closed(election, votes)
    with pytest.raises(Undrawn) as first:
        counted(election, setup)
    tie = first.value.tie
    counted(election, setup, lots=(("committee", (f"stage {tie.stage}: Cát",)),))
    counting.publish(election, WHO)
    with pytest.raises(Undecided) as again:
        vacancies.fill(election, Asked(("Ann",)))
    assert (again.value.stage, again.value.names) == (tie.stage, tie.names)
    lots = {way: [f"stage {tie.stage}: Dot"] for way in ("kept", "free")}
    assert vacancies.fill(election, Asked(("Ann",), lots=lots)).asked.joining == ("Cát",)
