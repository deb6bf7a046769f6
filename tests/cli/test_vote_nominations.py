"""`hustings vote nominations`: from the list of bodies to the file of candidates."""

from __future__ import annotations

import json
from pathlib import Path

from voting import nominations as noms

from cli.conftest import Hustings
from cli.test_vote import PASSWORD
from hustings.web.folder import Folder

ACT = """\
import sys
from hustings.web.folder import Folder
from hustings.web.start import start
folder = Folder(sys.argv[1])
start(folder)
from hustings.voting.config.file import load
from hustings.voting.models import Nominator
from voting.nominations import accepted, choice, nominate
made = load(folder)
if sys.argv[2] == "nominate":
    for body in Nominator.objects.all():
        both = choice("committee", body.name), choice("wales", "W " + body.name)
        nominate(folder, made, body, *both)
else:
    accepted(made, "Leeds")
    accepted(made, "W York", contest="wales")
"""


def act(folder: Path, what: str) -> None:
    import os
    import subprocess
    import sys

    root = Path(__file__).parents[2]
    paths = os.pathsep.join((str(root / "src"), str(root / "tests")))
    subprocess.run(
        [sys.executable, "-c", ACT, str(folder), what],
        env={**os.environ, "PYTHONPATH": paths},
        check=True,
    )


def test_from_the_list_of_bodies_to_the_ballot(process: Hustings, tmp_path: Path) -> None:
    process("vote", "new", "tea", "--officer", "Ann", HUSTINGS_PASSWORD=PASSWORD)
    none = process("vote", "nominations", "tea")
    assert (none.status, none.out) == (2, "")
    assert none.err == (
        "hustings: in this election nobody nominates; add a table [nominations] to election.toml"
        " if somebody should\n"
    )
    folder = tmp_path / "tea"
    noms.setup(Folder(str(folder)), "threshold = 1")
    (tmp_path / "bodies.csv").write_text("name,contact\nLeeds,l@e.org\nYork,y@e.org\n", "utf-8")

    def said(*words: str) -> tuple[int, str]:
        done = process("vote", "nominations", "tea", *words)
        return done.status, done.out + done.err

    assert said("bodies") == (
        *(2, "hustings: bodies needs one word more; name the file: bodies FILE\n"),
    )
    assert said("close", "now") == (2, "hustings: `now` says nothing to close; leave it out\n")
    assert said("open", "two") == (
        2,
        "hustings: `two` is not a number of mails; say how many mails there will be: open N\n",
    )
    assert said("bodies", "bodies.csv") == (
        *(0, "tea: bodies: 2 added, 0 changed, 0 gone, 0 as before\n"),
    )
    assert said("open", "2") == (0, "tea: 2 links queued\n")
    act(folder, "nominate")
    assert said("adopt")[1].startswith("hustings: nominations are not closed yet")
    checked = process("vote", "check", "tea")
    assert "the candidates of `Committee` are not on the ballot yet" in checked.out
    noms.over(Folder(str(folder)), "threshold = 1")
    assert said("close") == (0, "tea: nominations are closed; names nominated: 4\n")
    act(folder, "accept")
    assert said("adopt") == (0, "tea: on the ballot: committee: Leeds; wales: W York\n")
    assert said() == (
        0,
        "Nominations: closed. To stand takes 1 body.\n"
        "\ncommittee: 2 nominated\n"
        "      1  Leeds: enough, accepted, valid, stands\n"
        "      1  York: enough, no answer yet\n"
        "\nwales: 2 nominated\n"
        "      1  W Leeds: enough, no answer yet\n"
        "      1  W York: enough, accepted, valid, stands\n",
    )
    document = json.loads(said("--format", "json")[1])
    assert (document["format"], document["phase"]) == ("hustings-vote-nominations/1", "closed")
    assert document["contests"][0]["nominated"][0] == {
        "name": "Leeds",
        "slate": "",
        "by": ["Leeds"],
        "passes": True,
        "answer": "accepted",
        "decision": "valid",
        "stands": True,
    }
    assert (folder / "nominated.toml").read_text("utf-8").count("[[") == 2
