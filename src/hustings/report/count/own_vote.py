"""The section of a result page that asks where a vote like the reader's would have gone.

Knows what `vote.js` beside it needs of a record, and how many papers begin alike. The reader names
candidates in order; the page answers from the record, in the browser, and sends nothing. Without
the program it says which command answers.

Of the ballots it holds how many begin with the same names, the first `DEPTH` of them and no more,
where `LEAST` do: whole rankings, which could show how somebody voted who had told a part of it,
are not on the page.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from hustings.counting import journey
from hustings.counting.parts.validity import admit, with_policies
from hustings.counting.record import CountRecord
from hustings.election.profile import Profile, Ranking
from hustings.errors import NotCovered
from hustings.report.count.again import asking
from hustings.report.count.phrases import rules_of
from hustings.report.count.sheet import names_of
from hustings.report.count.way import done

if TYPE_CHECKING:
    from hustings.election.packed import PackedProfile

# Names that a beginning has at most, and papers that it has at least.
DEPTH = 3
LEAST = 10
# Bytes of the section beyond which it is left out.
MOST = 200_000
# Different rankings beyond which nobody looks how they begin: it would take longer than the count.
MOST_RANKINGS = 300_000

# A candidate, the papers that begin so, and how they go on: [2, 120, [[0, 40, []]]].
Beginnings = list[list[Any]]


@cache
def program() -> str:
    """The program of the section."""
    path = os.path.join(os.path.dirname(__file__), "vote.js")
    with open(path, encoding="utf-8") as file:
        return file.read()


@cache
def source() -> str:
    """What a content security policy calls the program."""
    digest = hashlib.sha256(f"\n{program()}".encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def beginnings(record: CountRecord, profile: Profile | PackedProfile) -> Beginnings:
    """How many of the papers counted begin with the same names; nothing where they are too many.

    Args:
        profile: the papers as they were read.
    """
    rules = rules_of(record)
    if rules is None or record.ballots.distinct > MOST_RANKINGS:
        return []
    if not isinstance(profile, Profile):
        from hustings.election.packed import unpack

        profile = unpack(profile)
    validity = with_policies(rules.validity, record.policies, record.rules[0])
    admitted = admit(record.election, profile, validity).profile
    papers: dict[Ranking, int] = {}
    for ranking, number in zip(admitted.rankings, admitted.papers, strict=True):
        for length in range(1, min(DEPTH, len(ranking)) + 1):
            start = ranking[:length]
            papers[start] = papers.get(start, 0) + number

    levels: dict[Ranking, Beginnings] = {(): []}
    for start in sorted(papers, key=lambda start: (len(start), start)):
        if papers[start] >= LEAST:
            levels[start] = []
            levels[start[:-1]].append([start[-1], papers[start], levels[start]])
    return levels[()]


def section(record: CountRecord, begin: Beginnings) -> tuple[str, str]:
    """HTML of the section, and its program, empty where the record cannot be followed.

    Args:
        begin: how the papers begin; left out where the section would be too large with it.
    """
    rules = rules_of(record)
    command = asking(record)
    if rules is None:
        return _unasked(command, "This version of the rules is not known here."), ""
    try:
        course = journey.to_json(journey.course(record, rules))
    except NotCovered:
        return _unasked(command, "Votes are not followed under these rules."), ""
    for beginning in (begin, []):
        figures = _figures(record, course, beginning, command)
        if len(figures.encode()) + len(program().encode()) <= MOST:
            return _asked(figures, command), program()
    return _unasked(command, "The count is too large for this page to follow a vote in it."), ""


def _figures(record: CountRecord, course: dict[str, Any], begin: Beginnings, command: str) -> str:
    """What the program reads, as JSON that can stand in a page."""
    document = {
        "course": course,
        "names": names_of(record),
        "written": record.election.names,
        "standing": record.election.standing,
        "elected": [one.candidate for one in record.elected],
        "done": done(record),
        "beginnings": begin,
        "command": command,
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # Nothing that is said in it can end the element it stands in.
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _asked(figures: str, command: str) -> str:
    """The form, the places of the answer, and the figures."""
    return f"""<div id="vote-asked" hidden>
<p>Name candidates in order. The page follows a paper like yours through this count, and sends
nothing to anybody. If yours is among the ballots this is its way, to the smallest fraction; if not,
the way that one more paper, too light to change a figure, would have gone.</p>
<form id="vote-form">
<ol id="vote-list"></ol>
<p id="vote-choose"><label for="vote-next">Next preference</label>
<select id="vote-next"></select> <button type="submit">Add</button></p>
<p><button type="button" id="vote-clear">Begin again</button></p>
</form>
<p id="vote-status" class="unseen" role="status"></p>
<div id="vote-answer" hidden>
<table class="clauses way"><thead><tr><th scope="col">Stage</th><th scope="col">What was done</th>
<th scope="col">The vote</th></tr></thead><tbody id="vote-rows"></tbody></table>
<div id="vote-said"></div>
<p>Whether one more such vote, or many, would have changed the result takes another count. With the
published ballots for FILE:</p>
<pre tabindex="0"><code id="vote-command"></code></pre>
</div>
</div>
<div id="vote-unasked">{_unasked(command, "The page can answer where its program may run.")}</div>
<script type="application/json" id="vote-record">{figures}</script>"""


def _unasked(command: str, why: str) -> str:
    """Which command answers."""
    example = escape(f"{command} --vote 'NAME > NAME > NAME'")
    return (
        f"<p>{why} This command follows any vote, and counts again to say what it changes; FILE is"
        f' the published ballots:</p>\n<pre tabindex="0"><code>{example}</code></pre>'
    )
