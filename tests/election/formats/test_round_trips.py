"""Whatever a writer writes, its reader gives back exactly; what a format cannot hold is refused."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from election.formats.electorates import LINE, NAME, elections, profiles
from hustings.election.formats import parse, write
from hustings.election.model import Election
from hustings.election.profile import Profile


def comes_back(election: Election, profile: Profile, output_format: str, input_format: str) -> None:
    written = write(election, profile, output_format)
    file = parse(written, faulty_ballots=True)
    assert (file.election, file.profile) == (election, profile)
    assert file.format == input_format
    assert written.decode().isascii() or written == write(
        file.election, file.profile, output_format
    )


@given(st.data())
def test_blt(data: st.DataObject) -> None:
    election = data.draw(elections())
    comes_back(election, data.draw(profiles(len(election.candidates))), "blt", "blt")


@given(st.data())
def test_blt_without_faults_needs_no_leave(data: st.DataObject) -> None:
    election = data.draw(elections())
    profile = data.draw(profiles(len(election.candidates), repeats=False))
    file = parse(write(election, profile, "blt"))
    assert (file.election, file.profile) == (election, profile)
    assert file.profile.strict == Profile(profile.rankings, profile.papers).strict
    assert file.notes == ()


@given(st.data())
def test_preflib(data: st.DataObject) -> None:
    election = data.draw(elections())
    profile = data.draw(profiles(len(election.candidates), gaps=False, blank=False))
    comes_back(election, profile, "preflib", "preflib")


@given(st.data())
def test_csv_of_names(data: st.DataObject) -> None:
    election = data.draw(elections(name=NAME.filter(lambda name: "=" not in name)))
    profile = data.draw(profiles(len(election.candidates), last_gap=False))
    comes_back(election, profile, "csv", "csv")


@given(st.data())
def test_csv_of_names_with_equals_signs(data: st.DataObject) -> None:
    election = data.draw(elections())
    profile = data.draw(profiles(len(election.candidates), last_gap=False, ties=False))
    comes_back(election, profile, "csv", "csv")


@given(st.data())
def test_csv_of_ranks(data: st.DataObject) -> None:
    election = data.draw(elections())
    profile = data.draw(profiles(len(election.candidates), last_gap=False, repeats=False))
    comes_back(election, profile, "csv-ranks", "csv")


@given(st.data())
def test_scottish_csv(data: st.DataObject) -> None:
    title = LINE.map(lambda text: text.replace('"', "").strip(", \t\u2028")).map(str.strip)
    title = title.filter(lambda text: text == text.strip(","))
    election = data.draw(elections(withdrawn=False, groups=False, title=title))
    profile = data.draw(profiles(len(election.candidates), ties=False, gaps=False, rejected=False))
    comes_back(election, profile, "scottish-csv", "scottish-csv")


@given(st.data())
def test_abif(data: st.DataObject) -> None:
    election = data.draw(elections(name=NAME.filter(lambda name: not set(name) & set("[]"))))
    profile = data.draw(profiles(len(election.candidates), gaps=False))
    comes_back(election, profile, "abif", "abif")


@given(st.data())
def test_cef(data: st.DataObject) -> None:
    name = NAME.filter(lambda name: not set(name) & set(">=;,#/^*|<"))
    election = data.draw(elections(name=name))
    profile = data.draw(profiles(len(election.candidates), gaps=False))
    comes_back(election, profile, "cef", "cef")


@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_of_ballot_lines_does_not_change_the_profile(
    data: st.DataObject, draw: object
) -> None:
    election = data.draw(elections())
    profile = data.draw(profiles(len(election.candidates), repeats=False, rejected=False))
    lines = write(election, profile, "blt").decode().split("\n")
    start = (
        lines.index(f"{len(election.candidates)} {election.seats}") + 1 + bool(election.withdrawn)
    )
    end = lines.index("0", start)
    ballots = lines[start:end]
    draw.shuffle(ballots)  # type: ignore[attr-defined]
    turned = "\n".join([*lines[:start], *ballots, *lines[end:]])
    file = parse(turned.encode())
    assert (file.election, file.profile) == (election, profile)


@given(st.data())
def test_plain_and_odd_lines_mean_the_same(data: st.DataObject) -> None:
    election = data.draw(elections())
    profile = data.draw(profiles(len(election.candidates), repeats=False, rejected=False))
    lines = write(election, profile, "blt").decode().split("\n")
    header = lines.index(f"{len(election.candidates)} {election.seats}")
    end = lines.index("0", header)
    # With a blank before and a comment behind, no line goes the short way.
    odd = [f"\t{line.replace(' ', '  ')} # 7 0" for line in lines[header:end]]
    file = parse("\n".join([*lines[:header], *odd, *lines[end:]]).encode())
    assert (file.election, file.profile) == (election, profile)
    assert file.profile.strict == Profile(profile.rankings, profile.papers).strict
