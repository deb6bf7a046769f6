"""Candidates' photographs: given, replaced, taken away, sealed, and shown as they were sealed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from hustings.errors import InputError
from hustings.sealing.candidates import photograph_hash
from hustings.sealing.manifest import read_manifest
from hustings.voting.config.file import load
from hustings.web.folder import Folder
from voting import nominations as noms
from voting.domain.nominations.test_deciding import refused
from voting.elections import WHO, officer_keys
from voting.nominations import ANN, JO, PICTURED, bodies, choice, find, given, nominate, picture


def hash_of(shade: int, texts: dict[str, str]) -> bytes:
    return photograph_hash(hashlib.sha256(picture(shade)).digest(), texts)


def kept() -> dict[str, tuple[bytes, dict[str, str], bytes, str]]:
    """Every photograph that is kept: content, texts, hash, the officer's reason."""
    from hustings.voting.models import Photograph

    return {
        one.nominee.name: (bytes(one.content), one.texts, bytes(one.hash), one.reason)
        for one in Photograph.objects.select_related("nominee")
    }


def logged() -> list[tuple[str, str, dict[str, Any]]]:
    from hustings.voting.domain.queries import acts

    return [
        (one.who, one.act, json.loads(one.details)) for one in acts() if "photograph" in one.act
    ]


@pytest.fixture
def jo(election: Folder) -> Any:
    """Nominated in the committee, where photographs are wanted."""
    made = noms.setup(election, PICTURED)
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    return find("committee", "Jo Ash")


def test_a_candidate_gives_replaces_and_removes_a_photograph(election: Folder, jo: Any) -> None:
    from hustings.voting.domain.nominations import consent
    from hustings.voting.domain.nominations.photographs import Given

    made = load(election)
    consent.accept(jo, made, {}, "", given(60, {**JO, "cy": "", "fr": "rien"}))
    first = (picture(60), JO, hash_of(60, JO), "")
    assert kept() == {"Jo Ash": first}
    # Nothing said about it, and it stays; said again, and it is not another.
    consent.accept(jo, made, {"en": "More tea."}, "")
    consent.accept(jo, made, {"en": "More tea."}, "", Given(b"", JO, False))
    assert kept() == {"Jo Ash": first}
    described = {"en": "Jo", "cy": "Jo eto"}
    consent.accept(jo, made, {}, "", Given(b"", described, False))
    assert kept() == {"Jo Ash": (picture(60), described, hash_of(60, described), "")}
    consent.accept(jo, made, {}, "", given(90, JO))
    assert kept() == {"Jo Ash": (picture(90), JO, hash_of(90, JO), "")}
    consent.accept(jo, made, {}, "", Given(b"", JO, True))
    consent.accept(jo, made, {}, "", Given(b"", {}, True))
    assert kept() == {}
    about = {"contest": "committee", "name": "Jo Ash"}
    acts = ["photograph-keep"] * 3 + ["photograph-remove"]
    assert logged() == [("a candidate", act, about) for act in acts]


def test_it_is_described_and_a_description_is_of_one(election: Folder, jo: Any) -> None:
    from hustings.voting.domain.nominations import consent
    from hustings.voting.domain.nominations.photographs import Given

    made = load(election)
    assert refused(consent.accept, jo, made, {}, "", given(60, {"en": "", "cy": ""})) == [
        "photograph_text"
    ]
    assert refused(consent.accept, jo, made, {}, "", Given(b"", JO, False)) == ["photograph_none"]
    for text in ("x" * 201, "a\x07b"):
        assert refused(consent.accept, jo, made, {}, "", given(60, {"cy": text, "en": "Jo"})) == [
            "bad_photograph_text"
        ]
    jo.refresh_from_db()
    assert (jo.answer, kept()) == ("waiting", {})
    consent.accept(jo, made, {}, "", given(60, {"en": "x" * 200}))
    # Nor can the words be taken away alone.
    assert refused(consent.accept, jo, made, {}, "", Given(b"", {}, False)) == ["photograph_text"]
    late = noms.over(election, PICTURED)
    assert refused(consent.accept, jo, late, {}, "", given(90, JO)) == ["too_late"]
    assert kept()["Jo Ash"][0] == picture(60)


def test_where_none_are_wanted_none_is_kept(election: Folder, jo: Any) -> None:
    from hustings.voting.domain.nominations import consent

    made = noms.setup(election, "threshold = 1")
    consent.accept(jo, made, {}, "", given(60, JO))
    jo.refresh_from_db()
    assert (jo.answer, kept()) == ("accepted", {})


def test_whoever_withdraws_leaves_no_photograph(election: Folder, jo: Any) -> None:
    from hustings.voting.domain.nominations import consent

    made = load(election)
    consent.accept(jo, made, {}, "", given(60, JO))
    consent.withdraw(jo, made)
    assert (kept(), logged()[-1][1]) == ({}, "photograph-remove")


@pytest.mark.parametrize("taken", [False, True])
def test_somebody_else_of_that_name_has_neither_the_photograph_nor_why_it_went(
    election: Folder, jo: Any, taken: bool
) -> None:
    from hustings.voting.domain.nominations import consent, deciding
    from hustings.voting.domain.nominations.nominating import Choice, Written
    from hustings.voting.models import Nominator

    made = load(election)
    leeds = Nominator.objects.get()
    consent.accept(jo, made, {}, "", given(60, JO))
    if taken:
        deciding.take_photograph_away(jo.pk, WHO, "not Jo")
    nominate(election, made, leeds, choice("committee"))
    written = (Written("Jo Ash", "another.jo@example.org"),)
    nominate(election, made, leeds, Choice("committee", (), written))
    jo.refresh_from_db()
    assert (jo.email, kept()) == ("another.jo@example.org", {})


def test_those_who_were_on_the_ballot_when_it_was_read_are_not_sealed_later(
    election: Folder,
) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.nominations import deciding

    made = noms.on_the_ballot(election)
    deciding.take_photograph_away(find("committee", "Jo Ash").pk, WHO, "not Jo")
    deciding.adopt(election, load(election), WHO)
    keys = tuple(key.public for key in officer_keys())
    with pytest.raises(InputError, match="those on the ballot have just been changed"):
        poll.freeze(election, made, keys, WHO)
    poll.freeze(election, load(election), keys, WHO)
    assert [len(one.photographs) for one in poll.manifest().contests] == [1, 0]


def test_the_officer_takes_one_away_with_a_reason(election: Folder, jo: Any) -> None:
    from hustings.voting.domain.nominations import consent, deciding
    from hustings.voting.domain.nominations.photographs import Given

    made = load(election)
    with pytest.raises(InputError, match="there is no photograph"):
        deciding.take_photograph_away(jo.pk, WHO, "not Jo")
    consent.accept(jo, made, {}, "", given(60, JO))
    deciding.take_photograph_away(jo.pk, WHO, "not Jo")
    assert kept() == {"Jo Ash": (b"", {}, b"", "not Jo")}
    assert logged()[-1] == (
        *(WHO, "photograph-remove"),
        {"contest": "committee", "name": "Jo Ash", "reason": "not Jo"},
    )
    with pytest.raises(InputError, match="there is no photograph"):
        deciding.take_photograph_away(jo.pk, WHO, "not Jo")
    # A statement alone leaves the reason where it can be read; another photograph takes its place.
    consent.accept(jo, made, {"en": "More tea."}, "", Given(b"", {}, False))
    assert kept()["Jo Ash"][3] == "not Jo"
    consent.accept(jo, made, {}, "", given(90, JO))
    assert kept() == {"Jo Ash": (picture(90), JO, hash_of(90, JO), "")}


def test_what_is_sealed_is_shown_and_nothing_else(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.nominations import deciding, photographs
    from hustings.voting.domain.nominations.photographs import Shown
    from hustings.voting.models import Photograph
    from voting.elections import officer_keys

    made = noms.on_the_ballot(election)
    jo, ann = hash_of(60, JO), hash_of(200, ANN)
    assert [(one.name, one.photograph) for one in made.contest("committee").candidates] == [
        *(("Jo Ash", jo), ("Ed Elm", b""), ("Ann Ox", ann)),
    ]
    # Of nothing that is not sealed there is an address.
    assert photographs.picture(jo) is None
    assert photographs.picture(jo, sealed=False) == picture(60)
    # One that is taken away after names came on the ballot: they come there again.
    deciding.take_photograph_away(find("committee", "Ann Ox").pk, WHO, "a child is in it")
    assert [error.what for error in deciding.lacking(election, load(election))] == [
        "those on the ballot are not those who may stand now"
    ]
    photographs.keep(find("committee", "Ann Ox"), picture(200), ANN)
    assert deciding.lacking(election, load(election)) == []
    poll.freeze(election, made, tuple(key.public for key in officer_keys()), WHO)
    sealed = poll.manifest().contest("committee")
    assert [(one.number, one.hash) for one in sealed.photographs] == [(1, jo), (3, ann)]
    assert photographs.shown(sealed.photographs) == {1: Shown(jo, JO), 3: Shown(ann, ANN)}
    assert (photographs.picture(jo), photographs.picture(ann)) == (picture(60), picture(200))
    with pytest.raises(InputError, match="the election is sealed"):
        deciding.take_photograph_away(find("committee", "Jo Ash").pk, WHO, "no")
    # What somebody alters in the tables is shown to nobody.
    rows = Photograph.objects.filter(nominee__name="Jo Ash")
    rows.update(texts={"en": "A thief"})
    assert photographs.shown(sealed.photographs) == {3: Shown(ann, ANN)}
    assert photographs.picture(jo) is None
    rows.update(texts=JO, content=picture(200))
    assert (photographs.picture(jo), photographs.picture(ann)) == (None, picture(200))


def test_a_damaged_nominated_file_is_refused(election: Folder) -> None:
    noms.on_the_ballot(election)
    path = Path(election.file("nominated.toml"))
    text = path.read_text("utf-8")
    path.write_text(text.replace(hash_of(60, JO).hex(), "60"), "utf-8")
    with pytest.raises(InputError, match="the hash of the photograph has not 64 digits"):
        load(election)


def test_the_election_id_covers_a_photograph(election: Folder) -> None:
    """A manifest says nothing where there is none, and is then what it always was."""
    from hustings.voting.models import Document

    noms.sealed(election)
    text = Document.objects.get(name="manifest").text
    document = json.loads(text)
    candidates = next(one for one in document["contests"] if one["id"] == "committee")["candidates"]
    assert [one.get("photograph") for one in candidates] == [
        *(hash_of(60, JO).hex(), None, hash_of(200, ANN).hex()),
    ]
    assert set(candidates[1]) == {"number", "name", "slate", "statement"}
    with pytest.raises(InputError):
        read_manifest(text.replace(hash_of(60, JO).hex(), "6" * 62).encode())
