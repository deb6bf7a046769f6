"""The demonstration: the whole of it pinned, told, written, read back and counted again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.counting import countback
from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.counting.record import decimal, to_json
from hustings.demo import count as demo
from hustings.demo import nec2020, reconstruction
from hustings.demo.__main__ import main
from hustings.demo.demonstration import NAME, Demonstration
from hustings.demo.words import tell
from hustings.election.digest import profile_digest
from hustings.election.formats import read
from hustings.errors import InputError
from hustings.report.count import own_vote

ROOT = Path(__file__).resolve().parents[2]
MARK = "RECONSTRUCTION, not the real ballots"
DIGEST = "sha256:ea89a93a29e843c61824f8f15b2c638f9e79930e02a5bb58d53dad02dc813971"
ELECTED = [
    ("Luke Akehurst", 1, "19663.00"),
    ("Laura Pidcock", 1, "18114.00"),
    ("Ann Black", 1, "15921.00"),
    ("Mish Rahman", 21, "13112.23"),
    ("Gemma Bolton", 21, "12207.11"),
    ("Johanna Baxter", 21, "12081.76"),
    ("Gurinder Singh Josan", 22, "14875.30"),
    ("Yasmine Dar", 23, "11262.29"),
    ("Nadia Jama", 23, "10714.56"),
]
TOLD = """\
Labour NEC 2020, members' section: a RECONSTRUCTION, not the real ballots

Known: 9 places, 42 candidates, 129,549 papers, who was elected,
who came first and second, and who took the place that fell vacant in 2022.
Not known: the ballots, first preferences, stages, 12 of the names.
These papers are drawn from an assumed electorate, chosen so that the known
winners come out. This shows how the count works, not how people voted.

129,549 papers, 64,117 different rankings, 10.2 names on each; seed 20201112
profile sha256:ea89a93a29e843c61824f8f15b2c638f9e79930e02a5bb58d53dad02dc813971

1. Counted by the single transferable vote (ERS97)

   quota 12954.90, 23 stages
   stage 1      first preferences
                 elected  Luke Akehurst           19663.00  Labour to Win
                 elected  Laura Pidcock           18114.00  Grassroots Voice
                 elected  Ann Black               15921.00  Open Labour
   stages 2-20  3 surpluses transferred, 30 candidates excluded: nobody elected
   stage 21     Roger Silverman excluded
                 elected  Mish Rahman             13112.23  Grassroots Voice
                 elected  Gemma Bolton            12207.11  Grassroots Voice
                 elected  Johanna Baxter          12081.76  Labour to Win
   stage 22     Theresa Griffin excluded
                 elected  Gurinder Singh Josan    14875.30  Labour to Win
   stage 23     surplus of Gurinder Singh Josan
                 elected  Yasmine Dar             11262.29  Grassroots Voice
                 elected  Nadia Jama              10714.56  Grassroots Voice

   The nine are those declared in 2020, and so are the first two: the
   assumptions were chosen for that.

2. The same papers counted as nine votes of equal value (the rule until 2018)

   slate                      stand   ERS97   equal votes   change
   Grassroots Voice               6       5             6       +1
   Labour to Win                  6       3             2       -1
   Open Labour                    2       1             1        -
   everybody else                28       0             0        -

   Equal votes elect Ann Henderson instead of Gurinder Singh Josan.

   What it shows: Grassroots Voice, first on 43 % of these papers,
   gets all 6 it puts up with nine equal votes, and 5 with transferable votes.
   What it does not show: how members would have voted under the old rule,
   nor what slates of nine would have done. The preferences are assumed.

3. Counted again without Laura Pidcock, who left in 2022

   Ann Henderson takes the place, as in 2022.
   The other eight are elected again.

"""


@pytest.fixture(scope="module")
def done() -> Demonstration:
    return demo.demonstrate()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder that the demonstration wrote, and what it said."""
    folder = tmp_path_factory.mktemp("demo") / "new folder"
    said: list[str] = []
    demo.run(str(folder), said.append)
    return folder, said


# -- the election ----------------------------------------------------------------------------------


def test_nobody_is_invented() -> None:
    election = nec2020.election()
    assert len(election.candidates) == 42
    assert election.names[30:] == tuple(f"name not found {number}" for number in range(31, 43))
    unconfirmed = [c.name for c in election.candidates if c.slate == nec2020.UNCONFIRMED]
    assert unconfirmed == ["Ahmad Wattoo", "Mark McDonald", "Fiona Dent"]
    sizes = {slate: 0 for slate in dict.fromkeys(c.slate for c in election.candidates)}
    for candidate in election.candidates:
        sizes[candidate.slate] += 1
    assert sizes == {
        "Grassroots Voice": 6,
        "Labour to Win": 6,
        "Open Labour": 2,
        "Tribune": 3,
        "Labour Left Alliance": 6,
        "Independent": 4,
        "standing not confirmed": 3,
        "name not found": 12,
    }


def test_known_facts_agree_with_what_was_gathered(data: Path) -> None:
    """Names, slates, regions and early nominations, row by row."""
    import csv

    gathered = []
    with (data / "nec" / "nec2020_first_preferences.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            slate = nec2020.UNCONFIRMED if row["slate"].startswith("(") else row["slate"]
            nominations = int(row["clp_nominations_at_120_clps_11sep2020"] or 0)
            gathered.append(nec2020.Known(row["candidate"], slate, row["region"], nominations))
    assert list(nec2020.KNOWN) == gathered


def test_the_first_sequence_is_the_known_one_as_far_as_it_is_known() -> None:
    regions = nec2020.REGIONS
    assert regions[:2] == ("Northern", "South West")
    assert reconstruction.LISTS[0][:2] == ("Pidcock", "Henderson")
    six = {known.name.split()[-1] for known in nec2020.KNOWN if known.slate == "Grassroots Voice"}
    assert [set(order) for order in reconstruction.LISTS] == [six] * 6
    for place, order in enumerate(reconstruction.LISTS):
        home = {k.region for k in nec2020.KNOWN if k.name.endswith(order[0])}
        assert home <= set(regions[2 * place : 2 * place + 2]), order


# -- drawing ---------------------------------------------------------------------------------------


def test_shares_are_of_a_whole() -> None:
    assert sum(reconstruction.REGION_SHARES) == 1000
    assert sum(kind.share for kind in reconstruction.KINDS) == 1000
    for kind in reconstruction.KINDS:
        assert sum(kind.begins.values()) == 100, kind.name
        assert sum(kind.goes_on.values()) == 100, kind.name


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_share_out_gives_everything_in_proportion(total: int, weights: list[int]) -> None:
    parts = reconstruction.share_out(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


def test_share_out_by_largest_remainder_then_the_first() -> None:
    assert reconstruction.share_out(10, [1, 1, 1]) == [4, 3, 3]
    assert reconstruction.share_out(7, [10, 6, 5]) == [3, 2, 2]


def test_orders_are_drawn_in_proportion_to_appeal() -> None:
    one = reconstruction.orders({7: 3, 4: 1}, 1)
    assert one == reconstruction.Draw([0.75, 1.0], [(7,), (4,)])
    two = reconstruction.orders({0: 2, 1: 1, 2: 1}, 2)
    assert two.rankings == [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]
    whole = 1 << 32
    assert [int(upto * whole) for upto in two.upto] == [
        whole * twelfths // 12 for twelfths in (3, 6, 8, 9, 11, 12)
    ]


def test_combinations_use_every_paper_once() -> None:
    cells = reconstruction.combinations()
    assert sum(number for _, _, number in cells) == 129_549
    assert len({cell[:2] for cell in cells}) == len(cells)


def test_ballots_are_pinned(done: Demonstration) -> None:
    """Any change of the generator shows here."""
    assert profile_digest(done.profile) == DIGEST
    assert done.profile.total == 129_549
    assert len(done.profile.rankings) == 64_117
    assert done.profile.strict
    assert profile_digest(reconstruction.profile(1)) != DIGEST


def test_the_page_tells_the_digest_and_the_number_of_rankings() -> None:
    page = (ROOT / "docs" / "demo.md").read_text(encoding="utf-8")
    assert DIGEST in page
    assert "64,117 different ones" in page


def test_hashing_does_not_matter(tmp_path: Path) -> None:
    code = (
        "from hustings.election.digest import profile_digest\n"
        "from hustings.demo.reconstruction import profile\n"
        "print(profile_digest(profile()))"
    )
    for seed in ("0", "1"):
        ran = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"{DIGEST}\n", "")


# -- counting --------------------------------------------------------------------------------------


def test_the_known_result_comes_out(done: Demonstration) -> None:
    stv = done.stv
    elected = [(stv.election.names[e.candidate], e.stage, decimal(e.votes, 2)) for e in stv.elected]
    assert elected == ELECTED
    assert decimal(stv.quota, stv.places) == "12954.90"
    assert stv.ballots.valid == 129_549
    assert set(stv.winners) == set(nec2020.WINNERS)
    first = sorted(zip(stv.stages[0].votes, stv.election.names, strict=True), reverse=True)
    assert [name for _, name in first[:2]] == list(nec2020.WINNERS[:2])
    assert stv.lots == ""


def test_equal_votes(done: Demonstration) -> None:
    assert done.equal_votes.winners == (
        "Laura Pidcock",
        "Yasmine Dar",
        "Gemma Bolton",
        "Mish Rahman",
        "Nadia Jama",
        "Ann Henderson",
        "Luke Akehurst",
        "Ann Black",
        "Johanna Baxter",
    )
    assert [done.equal_votes.stages[0].votes[e.candidate] for e in done.equal_votes.elected] == [
        75_391, 62_053, 62_019, 61_510, 60_976, 60_431, 56_996, 44_707, 43_391,
    ]  # fmt: skip


def test_the_vacancy_is_filled_as_in_2022(done: Demonstration) -> None:
    assert done.vacancy.winners == (
        "Luke Akehurst",
        "Ann Black",
        "Mish Rahman",
        "Gemma Bolton",
        "Ann Henderson",
        "Johanna Baxter",
        "Gurinder Singh Josan",
        "Yasmine Dar",
        "Nadia Jama",
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_result_is_not_one_lucky_draw(seed: int) -> None:
    election, papers = nec2020.election(), reconstruction.profile(seed)
    lots = seeded(demo.LOTS, election)
    stv = count(election, papers, find("ers97"), lots=lots)
    assert set(stv.winners) == set(nec2020.WINNERS)
    assert stv.winners[:2] == nec2020.WINNERS[:2]


# -- telling and writing ---------------------------------------------------------------------------


def test_what_is_told(done: Demonstration) -> None:
    assert "\n".join(tell(done)) + "\n" == TOLD


def test_run_tells_and_writes(written: tuple[Path, list[str]]) -> None:
    folder, said = written
    text = "\n".join(said) + "\n"
    assert text.startswith(TOLD)
    assert (
        text[len(TOLD) :]
        == f"""\
Written to {folder}, each marked as a reconstruction:
   nec2020-reconstruction.blt (the ballots)
   nec2020-reconstruction.html and .json
   nec2020-reconstruction-block-vote.html and .json
   nec2020-reconstruction-vacancy.html and .json
Count the ballots again yourself:
   hustings count '{folder}/nec2020-reconstruction.blt' --rules ers97
   hustings count '{folder}/nec2020-reconstruction.blt' --rules block-vote
   hustings count '{folder}/nec2020-reconstruction.blt' --rules ers97 --withdraw "Laura Pidcock"
"""
    )
    assert sorted(path.name for path in folder.iterdir()) == [
        "nec2020-reconstruction-block-vote.html",
        "nec2020-reconstruction-block-vote.json",
        "nec2020-reconstruction-vacancy.html",
        "nec2020-reconstruction-vacancy.json",
        "nec2020-reconstruction.blt",
        "nec2020-reconstruction.html",
        "nec2020-reconstruction.json",
    ]


def test_every_file_says_what_it_is(written: tuple[Path, list[str]]) -> None:
    for path in written[0].iterdir():
        text = path.read_text(encoding="utf-8")
        assert MARK in text, path.name
        if path.suffix == ".html":
            assert MARK in text[text.index("<body") :], path.name
        if path.suffix == ".blt":
            assert MARK in text.split("\n", 1)[0]


def test_a_page_of_this_size_follows_a_vote(written: tuple[Path, list[str]]) -> None:
    """42 candidates, 64,117 different rankings: figures and program are far below the limit."""
    page = (written[0] / f"{NAME}.html").read_text(encoding="utf-8")
    held = re.search(r'id="vote-record">(.*?)</script>', page, re.DOTALL)
    assert held is not None
    figures = json.loads(held[1])
    assert len(figures["standing"]) == 42
    assert sum(papers for _, papers, _ in figures["beginnings"]) == reconstruction.VALID_PAPERS
    assert len(held[1].encode()) + len(own_vote.program().encode()) < own_vote.MOST // 4


def test_counting_the_file_again_gives_what_was_written(written: tuple[Path, list[str]]) -> None:
    folder = written[0]
    file = read(str(folder / f"{NAME}.blt"))
    assert file.election == nec2020.election()
    lots = seeded(demo.LOTS, file.election)
    without = file.election.withdraw(file.election.find(nec2020.LEFT))
    for name, election, rules in (
        (NAME, file.election, "ers97"),
        (f"{NAME}-block-vote", file.election, "block-vote"),
        (f"{NAME}-vacancy", without, "ers97"),
    ):
        again = to_json(count(election, file.profile, find(rules), lots=lots))
        before = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        assert again["ballots"]["digest"] == DIGEST
        assert {**again, "engine": ""} == {**before, "engine": ""}


def test_ballots_alone(tmp_path: Path, written: tuple[Path, list[str]]) -> None:
    target = tmp_path / "nec.blt"
    main(["--ballots", str(target)])
    assert target.read_bytes() == (written[0] / f"{NAME}.blt").read_bytes()


@pytest.mark.parametrize("arguments", [[], ["--ballots"], ["--seed", "7"], ["--ballots", "a", "b"]])
def test_the_module_called_wrongly(arguments: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hustings.demo", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        2,
        "",
        "hustings: python -m hustings.demo only writes the ballots;"
        " give --ballots FILE, or run `hustings demo`\n",
    )


def test_a_folder_that_cannot_be_made_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said: list[str] = []
    with pytest.raises(InputError) as caught:
        demo.run(str(tmp_path / "file"), said.append)
    assert str(caught.value) == (
        f"{tmp_path / 'file'}: cannot be written: File exists; choose another folder"
    )
    assert said == []


def test_the_vacancy_of_2022_is_filled_alike_whether_members_keep_their_seats_or_not(
    done: Demonstration,
) -> None:
    """Known: the count was made again without Pidcock, and Henderson joined. All else is drawn."""
    vacant = countback.vacancy(done.election, done.stv.winners, (nec2020.LEFT,))
    assert vacant.sitting == tuple(name for name, *_ in ELECTED if name != nec2020.LEFT)
    again = countback.elections(done.election, vacant)
    assert again[countback.FREE] == done.vacancy.election
    kept = count(again[countback.KEPT], done.profile, find("ers97"))
    for record in (kept, done.vacancy):
        brought = countback.filled(vacant, record)
        assert (brought.joining, brought.losing) == ((nec2020.FOLLOWED,), ())
        assert set(brought.members) == {*vacant.sitting, nec2020.FOLLOWED}
    # Where members keep their seats the count is over as soon as the one open seat is taken.
    assert (len(kept.stages), len(done.vacancy.stages)) == (18, 20)
