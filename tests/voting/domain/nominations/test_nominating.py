"""A body nominates: every refusal, what may be changed, and what is left of any number of acts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.web.folder import Folder
from voting import nominations as noms
from voting.elections import WHO
from voting.nominations import bodies, choice, nominate

ONCE = "threshold = 2\nchanges = false"


def refused(folder: Folder, made: Any, body: Any, *choices: Any) -> list[tuple[str, str]]:
    """Why nothing was taken: sentence and contest; and nothing was."""
    from hustings.voting.domain.nominations.window import Refused

    before = everything()
    with pytest.raises(Refused) as caught:
        nominate(folder, made, body, *choices)
    assert everything() == before
    return [(fault.key, fault.contest) for fault in caught.value.faults]


def everything() -> str:
    from django.apps import apps

    return repr([list(one.objects.order_by("pk").values()) for one in apps.get_models()])


def standing() -> dict[str, list[str]]:
    """Whom each body nominates, of both contests together."""
    from hustings.voting.models import Nomination

    found: dict[str, list[str]] = {}
    for one in Nomination.objects.order_by("nominator__name", "nominee__folded"):
        found.setdefault(one.nominator.name, []).append(one.nominee.name)
    return found


def queued() -> list[tuple[str, str]]:
    from hustings.voting.models import Mail, Nominee

    rows = Mail.objects.filter(kind="stand").order_by("pk").values_list("about", "state")
    return [(Nominee.objects.get(pk=about).name, state) for about, state in rows]


def test_names_are_written_down_chosen_by_others_and_changed(election: Folder) -> None:
    from hustings.voting.domain.queries import acts

    made = noms.setup(election)
    leeds, york = bodies(made, "Leeds", "York")
    assert nominate(election, made, leeds, choice("committee", "Jo Ash", "Bo  Day")) == (
        "committee",
    )
    assert queued() == [("Jo Ash", "waiting"), ("Bo Day", "waiting")]
    nominate(election, made, york, choice("committee", "Cy Elm", listed=["Jo Ash"]))
    assert standing() == {"Leeds": ["Bo Day", "Jo Ash"], "York": ["Cy Elm", "Jo Ash"]}
    nominate(election, made, york, choice("committee"), choice("wales", "Jo Ash"))
    assert standing() == {"Leeds": ["Bo Day", "Jo Ash"], "York": ["Jo Ash"]}
    # The same again is nothing new: no entry of the log, no mail.
    again = choice("wales", listed=["Jo Ash"])
    assert nominate(election, made, york, again) == ()
    assert [(one.who, json.loads(one.details)) for one in acts() if one.act == "nominate"] == [
        ("a body", {"body": "Leeds", "contest": "committee", "names": ["Bo Day", "Jo Ash"]}),
        ("a body", {"body": "York", "contest": "committee", "names": ["Cy Elm", "Jo Ash"]}),
        ("a body", {"body": "York", "contest": "committee", "names": []}),
        ("a body", {"body": "York", "contest": "wales", "names": ["Jo Ash"]}),
    ]
    assert len(queued()) == 4


def test_whatever_is_refused_changes_nothing(election: Folder) -> None:
    made = noms.setup(election)
    leeds, york = bodies(made, "Leeds", "York")
    nominate(election, made, leeds, choice("committee", "Jo Ash", "Bo Day"))

    def york_is_refused(*choices: Any) -> list[tuple[str, str]]:
        return refused(election, made, york, *choices)

    assert york_is_refused(choice("committee", "A A", "B B", "C C")) == [("too_many", "committee")]
    assert york_is_refused(choice("committee", "C C", listed=["Jo Ash", "Bo Day"])) == [
        ("too_many", "committee")
    ]
    assert york_is_refused(choice("committee", "Al Fir", "AL  FIR")) == [("twice", "committee")]
    assert york_is_refused(choice("committee", "jo ASH")) == [("on_the_list", "committee")]
    assert york_is_refused(choice("treasurer", "Al Fir")) == [("no_contest", "treasurer")]
    assert york_is_refused(choice("nowhere", "Al Fir")) == [("no_contest", "nowhere")]
    # Somebody from the list of another contest, and one mistake beside what is right.
    other = choice("committee", listed=["Jo Ash"])._replace(contest="wales")
    assert york_is_refused(choice("committee", "Al Fir"), other) == [("not_listed", "wales")]


@pytest.mark.parametrize(
    ("opens", "closes", "why"),
    [
        ("2089-01-01T09:00:00", noms.CLOSES, "early"),
        (noms.OPENS, noms.PAST, "late"),
    ],
)
def test_nobody_nominates_out_of_time(
    election: Folder, monkeypatch: pytest.MonkeyPatch, opens: str, closes: str, why: str
) -> None:
    monkeypatch.setattr(noms, "OPENS", opens)
    made = noms.setup(election, closes=closes)
    (leeds,) = bodies(made, "Leeds")
    assert refused(election, made, leeds, choice("committee", "Jo Ash")) == [(why, "")]


def test_what_is_sent_in_once_stands_where_the_election_says_so(election: Folder) -> None:
    made = noms.setup(election, ONCE)
    (leeds,) = bodies(made, "Leeds")
    assert refused(election, made, leeds, choice("committee")) == [("nobody", "")]
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    more = choice("committee", "Bo Day", listed=["Jo Ash"])
    assert refused(election, made, leeds, more) == [("stands", "committee")]
    assert refused(election, made, leeds, choice("committee")) == [("stands", "committee")]
    nominate(election, made, leeds, choice("wales", "Bo Day"))
    assert standing() == {"Leeds": ["Bo Day", "Jo Ash"]}


def test_whoever_does_not_stand_is_nominated_by_nobody_else(election: Folder) -> None:
    from hustings.voting.domain.nominations import consent, deciding

    made = noms.setup(election)
    leeds, york = bodies(made, "Leeds", "York")
    nominate(election, made, leeds, choice("committee", "Jo Ash", "Bo Day"))
    consent.decline(noms.find("committee", "Jo Ash"), made)
    deciding.decide(noms.find("committee", "Bo Day").pk, False, WHO, "not a member")
    for name in ("Jo Ash", "Bo Day"):
        assert refused(election, made, york, choice("committee", listed=[name])) == [
            ("does_not_stand", "committee")
        ]
        assert refused(election, made, york, choice("committee", name)) == [
            ("on_the_list", "committee")
        ]
    # Whoever has nominated them can leave that as it is, and nominate elsewhere.
    kept = choice("committee", listed=["Jo Ash", "Bo Day"])
    assert nominate(election, made, leeds, kept, choice("wales", "Cy Elm")) == ("wales",)


def test_an_address_that_was_wrong_is_written_anew_and_its_link_ends(election: Folder) -> None:
    from hustings.voting.domain.nominations import links
    from hustings.voting.domain.nominations.nominating import Choice, Written

    made = noms.setup(election)
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    first = noms.find("committee", "Jo Ash")
    old = links.token(election, first)
    assert links.holder(old) == first
    nominate(election, made, leeds, choice("committee"))
    right = Choice("committee", (), (Written("Jo Ash", "right@example.org"),))
    nominate(election, made, leeds, right)
    assert links.holder(old) is links.NotKnown.REPLACED
    again = noms.find("committee", "Jo Ash")
    assert (again.pk, again.email) == (first.pk, "right@example.org")
    assert links.holder(links.token(election, again)) == again
    assert links.holder(bytes(16)) is links.NotKnown.UNKNOWN


def test_a_name_whose_letters_grow_as_they_are_compared(election: Folder) -> None:
    from hustings.voting.domain.nominations import deciding

    made = noms.setup(election)
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("committee", "\ufb03" * 199))
    assert refused(election, made, leeds, choice("committee", "ffi" * 66 + "\ufb03" * 133)) == [
        ("on_the_list", "committee")
    ]
    found = noms.find("committee", "\ufb03" * 199)
    deciding.correct(election, found.pk, "\ufb03" * 200, found.email, WHO, "longer")


def test_nobody_fills_the_outbox_with_new_names(election: Folder) -> None:
    made = noms.setup(election)
    (leeds,) = bodies(made, "Leeds")
    for number in range(4):
        nominate(election, made, leeds, choice("committee", f"A {number}", f"B {number}"))
    assert refused(election, made, leeds, choice("committee", "C 5")) == [
        ("too_many_written", "committee")
    ]
    assert len(queued()) == 8


def taken_over(folder: Folder, made: Any, body: Any, name: str, email: str) -> None:
    """A body writes a name down with this address, once nobody nominates them any more."""
    from hustings.voting.domain.nominations.nominating import Choice, Written

    nominate(folder, made, body, choice("committee"))
    nominate(folder, made, body, Choice("committee", (), (Written(name, email),)))


def test_at_another_address_a_candidate_is_somebody_new(election: Folder) -> None:
    """Neither what was accepted and written there before, nor the officer's word, is theirs."""
    made = noms.setup(election)
    leeds, york = bodies(made, "Leeds", "York")
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    noms.accepted(made, "Jo Ash")
    nominate(election, made, leeds, choice("committee"))
    taken_over(election, made, york, "Jo Ash", "york@example.org")
    found = noms.find("committee", "Jo Ash")
    assert (found.answer, found.decision, found.reason) == ("waiting", "", "")
    assert (found.statement, found.slate, found.proposed_by) == ({}, "", york)


def test_whoever_comes_back_is_mailed_once_however_often_they_were_before(
    election: Folder,
) -> None:
    from hustings.voting.domain.nominations import mails
    from hustings.voting.models import Mail

    made = noms.setup(election)
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    Mail.objects.update(state=Mail.State.SENT)
    mails.again(election, noms.find("committee", "Jo Ash"), WHO)
    nominate(election, made, leeds, choice("committee"))
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    assert queued() == [("Jo Ash", "sent"), ("Jo Ash", "waiting")]


def test_nobody_fills_the_outbox_with_new_addresses(election: Folder) -> None:
    made = noms.setup(election)
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    for number in range(7):
        taken_over(election, made, leeds, "Jo Ash", f"{number}@example.org")
    nominate(election, made, leeds, choice("committee"))
    assert refused(election, made, leeds, choice("committee", "Jo Ash")) == [
        ("too_many_written", "committee")
    ]
    assert len(queued()) == 8


def test_bodies_nominate_in_the_contests_that_are_theirs(
    election: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = 'voters = { region = "Wales" }'
    more = f'{asks}\nnominators = {{ region = ["Wales", "CYMRU"], kind = "branch" }}'
    monkeypatch.setattr(noms, "TOML", noms.TOML.replace(asks, more))
    made = noms.setup(election)
    leeds, barry, union = bodies(made, "Leeds", "Barry", "Bakers", kinds=["branch"] * 2 + [""])
    for body in (barry, union):
        body.region = "Cymru"
    assert refused(election, made, leeds, choice("wales", "Dai")) == [("no_contest", "wales")]
    assert refused(election, made, union, choice("wales", "Dai")) == [("no_contest", "wales")]
    assert nominate(election, made, barry, choice("wales", "Dai")) == ("wales",)


NAMES = ["Jo Ash", "Bo Day", "Cy Elm"]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["Leeds", "York"]),
        st.sampled_from(["committee", "wales"]),
        st.lists(st.sampled_from(NAMES), max_size=3),
    ),
    max_size=12,
)


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS, changes=st.booleans())
def test_after_any_acts_what_stands_is_what_was_taken(
    election: Folder, acts: list[Any], changes: bool
) -> None:
    """Beside a plain model: who nominates whom, and who is on the list."""
    from hustings.voting.domain.nominations.nominating import listed, proposed
    from hustings.voting.domain.nominations.window import Refused
    from hustings.voting.models import Mail, Nomination, NominationLink, Nominator, Nominee

    for model in (Nomination, NominationLink, Nominee, Nominator, Mail):
        model.objects.all().delete()
    made = noms.setup(election, "threshold = 2" if changes else ONCE)
    both = {one.name: one for one in bodies(made, "Leeds", "York")}
    model_: dict[tuple[str, str], set[str]] = {}
    for body, contest, names in acts:
        here = {name for (_, where), own in model_.items() if where == contest for name in own}
        there = [name for name in names if name in here and proposed(contest, name)]
        new = [name for name in names if name not in here]
        before = model_.get((body, contest), set())
        wanted = set(names)
        fits = (
            len(set(there)) + len(new) <= 2
            and len(set(new)) == len(new)
            and (changes or (not before and bool(wanted)) or (wanted == before and not new))
        )
        try:
            nominate(election, made, both[body], choice(contest, *new, listed=there))
        except Refused as error:
            keys = {fault.key for fault in error.faults}
            assert not fits or keys == {"nobody"}, (keys, names)
        else:
            assert fits
            model_[body, contest] = wanted
        for contest_ in ("committee", "wales"):
            on_list = {
                name for (_, where), own in model_.items() if where == contest_ for name in own
            }
            assert {one.name for one in listed(contest_)} == on_list
    stored: dict[tuple[str, str], set[str]] = {}
    for one in Nomination.objects.all():
        stored.setdefault((one.nominator.name, one.nominee.contest), set()).add(one.nominee.name)
    assert stored == {key: own for key, own in model_.items() if own}
