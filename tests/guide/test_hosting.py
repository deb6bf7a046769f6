"""What hosts read, and the lists as open data."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from guide.site.test_history import DAY, guide
from hustings.guide import hosting
from hustings.guide.model import Build, Contest, PartName, Text
from hustings.guide.site import listings


def test_headers_for_common_hosts() -> None:
    policy = f"Content-Security-Policy: {hosting.POLICY}"
    assert hosting.netlify().splitlines()[:3] == [
        "/*",
        f"  {policy}",
        "  Referrer-Policy: no-referrer",
    ]
    assert f'Header always set Content-Security-Policy "{hosting.POLICY}"' in hosting.apache()
    assert hosting.apache().startswith("ErrorDocument 404 /404.html\n")
    assert hosting.apache("https://example.org/a%20b/").startswith(
        "ErrorDocument 404 /a%20b/404.html\n"
    )
    assert '"' not in hosting.POLICY
    # Nothing may come from, or go to, anywhere but the site itself.
    sources = {word for part in hosting.POLICY.split(";") for word in part.split()[1:]}
    assert sources == {"'none'", "'self'", "data:"}


def test_the_worker_keeps_what_it_is_told_to_and_nothing_else() -> None:
    text = hosting.worker("abcdef0123456789ff", ["./", "index.html"])
    assert 'const STORE = OURS + "abcdef0123456789";' in text
    assert 'const KEPT = [\n "./",\n "index.html"\n];' in text
    assert "http" not in text


def test_lists_as_csv_begin_with_the_region_and_hold_no_formula() -> None:
    told = guide(North=("A", "=B()", "C"), South=("D",))
    assert list(csv.reader(io.StringIO(listings.as_csv(told)))) == [
        ["region", "list", "1", "2", "3"],
        ["North", "1", "A", "'=B()", "C"],
        ["South", "2", "D", "", ""],
    ]


def test_open_lists_say_what_a_part_is_called_and_what_follows_a_list() -> None:
    one, several = Text((("en", "faculty"), ("cy", "cyfadran"))), Text((("en", "faculties"),))
    told = replace(
        guide(North=("A",)), part=PartName(one, several), later=Text((("en", "Go on."),))
    )
    assert listings.as_csv(told).startswith("faculty,list,1")
    written = json.loads(listings.as_json(told, Build(3, DAY)))
    assert written["part"] == {
        "one": {"en": "faculty", "cy": "cyfadran"},
        "several": {"en": "faculties"},
    }
    assert written["later"] == {"en": "Go on."}


def test_lists_as_json() -> None:
    told = replace(
        guide(North=("A", "B"), South=("B", "A")),
        title=Text((("en", "Our lists"), ("cy", "Ein rhestrau"))),
        address="https://lists.example/",
        contests=(
            Contest(Text((("en", "Treasurer"),)), Text((("en", "Everybody"),)), 1, ("C",), False),
        ),
    )
    assert json.loads(listings.as_json(told, Build(3, DAY))) == {
        "format": "hustings-lists/1",
        "title": "Our lists",
        "slate": "Slate",
        "organisation": "Body",
        "build": {"number": 3, "date": "2020-10-01"},
        "lists": [
            {
                "number": 1,
                "regions": ["North"],
                "sequence": ["A", "B"],
                "page": "https://lists.example/lists/north.html",
                "poster": "https://lists.example/lists/north.pdf",
            },
            {
                "number": 2,
                "regions": ["South"],
                "sequence": ["B", "A"],
                "page": "https://lists.example/lists/south.html",
                "poster": "https://lists.example/lists/south.pdf",
            },
        ],
        "regions": {"North": ["A", "B"], "South": ["B", "A"]},
        "contests": [
            {
                "title": {"en": "Treasurer"},
                "who_may_vote": {"en": "Everybody"},
                "recommended": ["C"],
                "ordered": False,
            }
        ],
    }
