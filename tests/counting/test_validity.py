"""Which papers count, and how far down; and what the front door refuses."""

from __future__ import annotations

import pytest

from counting.helpers import counted, vote
from hustings.counting import engine
from hustings.counting.law import find
from hustings.counting.parts import validity
from hustings.counting.parts.validity import POLICIES, TREATMENTS, admit, with_policies
from hustings.counting.ruleset import Treatment, Validity
from hustings.election.model import Election, make_election
from hustings.election.profile import Profile, Ranking
from hustings.errors import InputError

STOP = Validity(Treatment.STOP, Treatment.STOP, Treatment.STOP)
SKIP = Validity(Treatment.SKIP, Treatment.SKIP, Treatment.SKIP)
REFUSE = Validity(Treatment.REFUSE, Treatment.REFUSE, Treatment.REFUSE)


def kept(marks: str, rules: Validity, withdrawn: str = "") -> tuple[str, str]:
    """What of one paper counts, and what it is rejected or curtailed for."""
    election, profile = vote("ABCDW", 1, f"1 {marks}", withdrawn=withdrawn)
    admitted = admit(election, profile, rules)
    fault = "".join(reason for reason, _ in (*admitted.rejected, *admitted.curtailed))
    used = admitted.profile.rankings
    assert len(used) + len(admitted.rejected) == 1
    return "".join(election.names[c] for c in used[0]) if used else "", fault


@pytest.mark.parametrize(
    ("marks", "stop", "skip", "fault"),
    [
        ("ABC", "ABC", "ABC", ""),
        ("A_B", "A", "AB", validity.GAP),
        ("A__", "A", "A", ""),  # nothing below: no gap
        ("A(BC)D", "A", "AD", validity.EQUAL),
        ("ABA", "AB", "AB", validity.REPEAT),
        ("AAB", "A", "AB", validity.REPEAT),
        ("A(AB)C", "A", "AC", validity.EQUAL),
        ("AB_A(CD)", "AB", "AB", validity.GAP),
    ],
)
def test_faults_below_the_first_preference(marks: str, stop: str, skip: str, fault: str) -> None:
    assert kept(marks, STOP) == (stop, fault)
    assert kept(marks, SKIP) == (skip, "")
    if fault:
        with pytest.raises(InputError) as caught:
            kept(marks, REFUSE)
        option = next(word for word, said in POLICIES.items() if said == fault)
        assert str(caught.value) == (
            f"a ballot has {fault}, for which these rules do not provide; say what becomes of it"
            f" with --on-{option} skip or --on-{option} stop, correct the file, or choose rules"
            " that say so"
        )
    else:
        assert kept(marks, REFUSE) == (stop, "")


@pytest.mark.parametrize("rules", [STOP, SKIP, REFUSE])
@pytest.mark.parametrize(
    ("marks", "fault"),
    [
        ("", validity.BLANK),
        ("_", validity.BLANK),
        ("_A", validity.BLANK),
        ("(AB)C", validity.FIRST_EQUAL),
        ("W", validity.WITHDRAWN),
        ("W_A", validity.BLANK),
        ("W(AB)", validity.FIRST_EQUAL),
    ],
)
def test_a_paper_without_one_clear_first_preference_is_invalid(
    marks: str, fault: str, rules: Validity
) -> None:
    assert kept(marks, rules, withdrawn="W") == ("", fault)


@pytest.mark.parametrize(
    ("marks", "used"),
    [
        ("WAB", "AB"),
        ("AWB", "AB"),
        ("ABW", "AB"),
        ("A(BW)C", "ABC"),
        ("(AW)B", "AB"),
        ("AWWB", "AB"),
    ],
)
def test_a_withdrawn_candidate_is_passed_over_as_if_never_on_the_paper(
    marks: str, used: str
) -> None:
    assert kept(marks, STOP, withdrawn="W") == (used, "")
    assert kept(marks, REFUSE, withdrawn="W") == (used, "")


def test_papers_are_numbered_by_reason() -> None:
    election, profile = vote(
        "ABCW", 1, "3 A_B, 2 A(BC), 4 AB, 5 (AB), 6, 7 W, 1 AWB", withdrawn="W"
    )
    record = counted(
        election, Profile(profile.rankings, profile.papers, (("torn", 2),)), "scotland"
    )
    assert record.ballots.valid == 10
    assert record.ballots.invalid == 20
    assert record.ballots.distinct == 7
    assert record.ballots.rejected == (
        (validity.FIRST_EQUAL, 5),
        (validity.BLANK, 6),
        (validity.WITHDRAWN, 7),
        ("torn", 2),
    )
    assert record.ballots.curtailed == ((validity.GAP, 3), (validity.EQUAL, 2))


@pytest.mark.parametrize("ranking", [(3,), (0, 7), (0, -5)])
def test_a_candidate_beyond_the_election_is_refused(ranking: Ranking) -> None:
    election = make_election("", 1, ["Ash", "Birch", "Cedar"])
    with pytest.raises(InputError) as caught:
        admit(election, Profile.gather([(ranking, 1)]), STOP)
    assert str(caught.value) == "a ballot ranks a candidate beyond the 3 of the election"


@pytest.mark.parametrize(
    ("election", "ballots", "rules", "options", "message"),
    [
        (
            make_election("", 1, ["Ash"], withdrawn=(0,)),
            "1 A",
            "ers97",
            {},
            "nobody stands in this election; name at least one candidate",
        ),
        (
            make_election("", 1, ["Ash"]),
            "3 ",
            "scotland",
            {},
            "there is no valid paper to count; check the ballot file",
        ),
        (
            make_election("", 2, ["Ash", "Birch"]),
            "1 A",
            "irv",
            {},
            "irv fills one place, this election has 2; give --seats 1 or choose other rules",
        ),
        (
            make_election("", 1, ["Ash"]),
            "1 A",
            "ers97",
            {"engine": "quick"},
            "no engine is called 'quick'; choose reference or fast",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_line(
    election: Election, ballots: str, rules: str, options: dict[str, str], message: str
) -> None:
    _, profile = vote("AB", 1, ballots)
    with pytest.raises(InputError) as caught:
        engine.count(election, profile, find(rules), **options)
    assert str(caught.value) == message


@pytest.mark.parametrize("fault", sorted(POLICIES))
@pytest.mark.parametrize("word", sorted(TREATMENTS))
def test_policies_fill_only_what_the_rules_leave_open(fault: str, word: str) -> None:
    """Every fault by every treatment: taken where the rules refuse, refused where they differ."""
    field = {"gap": "gap", "repeat": "repeat", "overvote": "equal"}[fault]
    opened = with_policies(REFUSE, ((fault, word),), "these")
    assert opened == REFUSE._replace(**{field: TREATMENTS[word]})
    skip = Validity(equal=Treatment.SKIP, gap=Treatment.SKIP, repeat=Treatment.SKIP)
    if word == "skip":
        assert with_policies(skip, ((fault, word),), "these") == skip
    else:
        with pytest.raises(InputError) as caught:
            with_policies(skip, ((fault, word),), "these")
        assert str(caught.value) == (
            f"these already says what becomes of a ballot with {POLICIES[fault]}: it counts on"
            f" with the next clear preference; leave --on-{fault} out, or choose rules that leave"
            " it open"
        )
