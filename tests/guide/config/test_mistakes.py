"""Every mistake in guide.toml: one line with the file, the line, what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.config.small import CONFIG, load_in
from hustings.errors import InputError

# What is written, what instead, and what is then said after the file's name.
MISTAKES = [
    (
        "[texts]\n",
        '[ballot]\naddress = "https://vote.example/v/#0123"\n\n[texts]\n',
        (
            ", line 21: `address` has something behind a #, perhaps somebody's voting code; give"
            " the address that is the same for everybody, up to /v/"
        ),
    ),
    (
        "[texts]\n",
        '[ballot]\naddress = "mailto:vote@example.org"\n\n[texts]\n',
        ", line 21: links that begin with `mailto:` are not allowed; begin with https://",
    ),
    (
        "[texts]\n",
        '[ballot]\naddress = "https://vote.example/v/"\ncontest = "The NEC"\n\n[texts]\n',
        (
            ", line 22: `The NEC` is not the id of a contest; copy it from election.toml: small"
            " letters, digits and hyphens"
        ),
    ),
    (
        'visits = "totals"\n',
        'visits = "totals"\ncolour = "purple"\n',
        (
            ", line 14: `purple` is not a colour; write a # and six digits or letters from a to f,"
            ' such as "#7a1fa2"'
        ),
    ),
    (
        'visits = "totals"\n',
        'visits = "totals"\ncolour = "#e4007f"\n',
        (
            ", line 14: `#e4007f` cannot be read everywhere: links on a tinted ground would have a"
            " contrast of 4.16 with #f2f5f6, and 4.5 is needed; the nearest shade that can"
            ' is "#d90079"'
        ),
    ),
    (
        'partition = "place"\n',
        'partition = "place"\npart = "shore"\n',
        ', line 12: `part` stands without `parts`; add `parts = "…"`, such as "faculties"',
    ),
    (
        'intro = "Please follow the list."',
        "later = true",
        (
            ", line 21: `later` is true; write the words, or false for none; without it the site"
            " says its own"
        ),
    ),
    (
        'title = { en = "Who to vote for", cy = "Dros bwy i bleidleisio" }\n',
        "",
        ': `title` is missing from the file; add `title = "…"`',
    ),
    (
        'cy = "Dros bwy i bleidleisio"',
        "cy = 5",
        ", line 1: `title` in `cy` must be text, not a number; put it in quotation marks",
    ),
    (
        'cy = "Dros bwy i bleidleisio"',
        'gd = "Cò"',
        ", line 1: `title` is given in `gd`, which is not among `languages`; they are `en`, `cy`",
    ),
    (
        '{ en = "Who to vote for", cy = "Dros bwy i bleidleisio" }',
        "{}",
        ', line 1: `title` is empty; write `title = "…"`, or take it out',
    ),
    (
        '{ en = "Who to vote for", cy = "Dros bwy i bleidleisio" }',
        '["Who"]',
        (
            ', line 1: `title` must be text, not a list; write `title = "…"`, or `title = { en = '
            '"…", cy = "…" }`'
        ),
    ),
    (
        '{ en = "Who to vote for", cy = "Dros bwy i bleidleisio" }',
        '"A\\nB"',
        ", line 1: `title` holds a line break or a control character",
    ),
    (
        '{ en = "Who to vote for", cy = "Dros bwy i bleidleisio" }',
        '" "',
        ", line 1: `title` is empty",
    ),
    (
        'slate = "Ours"\n',
        "",
        ': `slate` is missing from the file; add `slate = "…"`',
    ),
    (
        'slate = "Ours"',
        "slate = 7",
        ", line 2: `slate` must be text, not a number; put it in quotation marks",
    ),
    (
        "organisation =",
        "organization =",
        ", line 3: `organization` is not a key of the file; did you mean `organisation`?",
    ),
    (
        'organisation = "Friends of Ours"\n',
        "",
        ": `organisation` is missing from the file; say who publishes the guide",
    ),
    (
        'imprint = "Ann',
        'imprint = "\\u0007Ann',
        ", line 4: `imprint` holds a control character",
    ),
    (
        '"https://example.org/ours"',
        '"http://example.org/ours"',
        ", line 5: links that begin with `http:` are not allowed; begin with https://",
    ),
    (
        '"https://example.org/ours"',
        '"example.org/ours"',
        ", line 5: `example.org/ours` is not a whole address; did you mean https://example.org/ours?",
    ),
    (
        '"https://example.org/ours"',
        '"https://example.org/index.html"',
        (
            ", line 5: `https://example.org/index.html` is the address of a page; give its "
            "folder's, up to a /"
        ),
    ),
    (
        '"https://example.org/ours"',
        '"https://example.org/?a=b"',
        (
            ", line 5: `https://example.org/?a=b` is the address of a page; give its folder's, up "
            "to a /"
        ),
    ),
    (
        '"https://example.org/ours"',
        '"https://me:pw@example.org/"',
        ", line 5: `https://me:pw@example.org/` contains a user name; take it out",
    ),
    (
        '"https://example.org/ours"',
        '"https://exam ple.org/"',
        ", line 5: `address` is not an address: `https://exam ple.org/`; write it without spaces",
    ),
    (
        '"https://example.org/ours"',
        '"https://localhost/"',
        ", line 5: `https://localhost/` has no host name; write one such as https://example.org/",
    ),
    (
        '"https://example.org/ours"',
        '"https://[::1"',
        ", line 5: `https://[::1` is not an address; begin with https://",
    ),
    (
        '"https://example.org/ours"',
        "5",
        ', line 5: `address` must be an address, not a number; write "https://…"',
    ),
    (
        'short = "example.org/ours"',
        'short = "https://example.org/ours"',
        ", line 6: `https://example.org/ours` is not short; write `example.org/ours`",
    ),
    (
        'short = "example.org/ours"',
        'short = "ours"',
        ", line 6: `ours` is not an address; write one such as example.org/vote",
    ),
    (
        '["en", "cy"]',
        '["en", "fr"]',
        (
            ", line 7: there are no words for the language `fr`; there are `cy`, `en`; or put "
            "words/fr.toml beside this file"
        ),
    ),
    (
        '["en", "cy"]',
        '["en", "English"]',
        ", line 7: there are no words for the language `English`; there are `cy`, `en`",
    ),
    (
        '["en", "cy"]',
        '["en", "en"]',
        ", line 7: `en` is in `languages` twice; take one out",
    ),
    (
        '["en", "cy"]',
        "[]",
        ', line 7: `languages` is empty; write `languages = ["en"]`',
    ),
    (
        '["en", "cy"]',
        '"en"',
        ', line 7: `languages` must be a list, not text; write `languages = ["…", "…"]`',
    ),
    (
        '["en", "cy"]',
        '["en", 5]',
        ', line 7: language 2 must be text, not a number; write `languages = ["…", "…"]`',
    ),
    (
        '["en", "cy"]',
        '["cy"]',
        ", line 1: `title` is given in `en`, which is not among `languages`; they are `cy`",
    ),
    (
        'plan = "plan.json"\n',
        "",
        ': `plan` is missing from the file; add `plan = "plan.json"`, or name the plan in the call',
    ),
    (
        '"plan.json"',
        '"plann.json"',
        (
            ", line 8: `plann.json` cannot be read: No such file or directory; name a file, as "
            "seen from this one's folder"
        ),
    ),
    (
        '"plan.json"',
        "5",
        ", line 8: `plan` must be text, not a number; put it in quotation marks",
    ),
    (
        'plan_name = "ours"',
        'plan_name = "our"',
        ", line 9: `plan.json` has no plan `our`; did you mean `ours`?",
    ),
    (
        "incomplete_lists = false",
        'incomplete_lists = "no"',
        ", line 10: `incomplete_lists` must be true or false, not text; write"
        " `incomplete_lists = true`, or false",
    ),
    (
        'partition = "place"',
        'partition = "places"',
        ", line 11: `partition` cannot be `places`; did you mean `place`?",
    ),
    (
        'partition = "place"',
        'partition = "surname"',
        ", line 36: `routes` has no meaning where the regions are not places; take it out",
    ),
    (
        "constituencies = 2010",
        "constituencies = 2017",
        ", line 12: there are no constituencies of 2017; write 2010 or 2024, or false",
    ),
    (
        "constituencies = 2010",
        "constituencies = true",
        (
            ", line 12: `constituencies` must be the year of their boundaries, not true or false; "
            "write 2010 or 2024, or false"
        ),
    ),
    (
        "constituencies = 2010",
        'constituencies = "2010"',
        (
            ", line 12: `constituencies` must be the year of their boundaries, not text; write "
            "2010 or 2024, or false"
        ),
    ),
    (
        "constituencies = 2010",
        "constituencies = false",
        ", line 40: there are [local_parties], but `constituencies = false`; take one of them out",
    ),
    (
        'visits = "totals"',
        'visits = "total"',
        ", line 13: `visits` cannot be `total`; did you mean `totals`?",
    ),
    (
        'visits = "totals"',
        'postcode = "x"',
        ", line 13: `postcode` is not a key of the file; did you mean `postcodes`?",
    ),
    (
        "opens = 2021-03-08T09:00:00",
        "opens = 2021-04-08T09:00:00",
        (
            ", line 18: `opens` (2021-04-08 09:00+01:00) is not before `closes` (2021-04-01 "
            "12:00+01:00); correct one of them"
        ),
    ),
    (
        "closes = 2021-04-01T12:00:00",
        "closes = 2021-03-01",
        (
            ", line 18: `opens` (2021-03-08 09:00+00:00) is not before `closes` (2021-03-01 "
            "00:00+00:00); correct one of them"
        ),
    ),
    (
        "closes = 2021-04-01T12:00:00",
        "closes = 2021-03-28T01:30:00",
        (
            ", line 18: `closes` does not exist: that night the clocks go forward; did you mean "
            "2021-03-28T02:30:00?"
        ),
    ),
    (
        "closes = 2021-04-01T12:00:00",
        "closes = 2021-10-31T01:30:00",
        (
            ", line 18: `closes` comes twice: that night the clocks go back; write "
            "2021-10-31T01:30:00+01:00 for the first, 2021-10-31T01:30:00+00:00 for the second"
        ),
    ),
    (
        "closes = 2021-04-01T12:00:00",
        'closes = "1 April 2021"',
        (
            ", line 18: `closes` must be a date, not text; write it as in `closes = "
            "2020-11-12T12:00:00`"
        ),
    ),
    (
        "closes = 2021-04-01T12:00:00",
        'closes = "2021-04-01 12:00"',
        (
            ", line 18: `closes` must be a date, not text; write `closes = 2021-04-01T12:00:00`, "
            "without quotation marks"
        ),
    ),
    (
        "closes = 2021-04-01T12:00:00",
        'closes = "2021-04-01"',
        (
            ", line 18: `closes` must be a date, not text; write `closes = 2021-04-01`, without "
            "quotation marks"
        ),
    ),
    (
        "closes = 2021-04-01T12:00:00",
        "closes = 12:00:00",
        (
            ", line 18: `closes` is a time without a day; write it as in `closes = "
            "2020-11-12T12:00:00`"
        ),
    ),
    (
        "closes = 2021-04-01T12:00:00",
        "closes = 20210401",
        (
            ", line 18: `closes` must be a date, not a number; write it as in `closes = "
            "2020-11-12T12:00:00`"
        ),
    ),
    (
        "closes = 2021-04-01T12:00:00",
        "closes = 0201-04-01",
        ", line 18: `closes` is in the year 201; correct the year",
    ),
    (
        "closes = 2021-04-01T12:00:00",
        "close = 2021-04-01",
        ", line 18: `close` is not a key of [dates]; did you mean `closes`?",
    ),
    (
        "closes = 2021-04-01T12:00:00",
        "closes = 2021-04-31",
        (
            ", line 18: this is not TOML: invalid date or datetime; write `key = value`, with "
            "text in quotation marks"
        ),
    ),
    (
        "[dates]",
        "[[dates]]",
        ", line 15: [dates] must be a table, not a list",
    ),
    (
        'intro = "Please follow the list."',
        'intro = ""',
        ", line 21: `intro` is empty",
    ),
    (
        "intro =",
        "introduction =",
        (
            ", line 21: `introduction` is not a key of [texts]; its keys are `intro`, `about`, "
            "`member_note`, `later`"
        ),
    ),
    (
        "[texts]",
        "[text]",
        ", line 20: `text` is not a key of the file; did you mean `texts`?",
    ),
    (
        '[regions."Coast"]',
        '[regions."Cost"]',
        ", line 25: the plan has no region `Cost`; did you mean `Coast`?",
    ),
    (
        'areas = ["Coast"]',
        'areas = ["Cost"]',
        ", line 27: there is no area `Cost`; did you mean `Coast`?",
    ),
    (
        'areas = ["Coast"]',
        'areas = ["Coast",\n "Hills"]',
        ", line 32: `Hills` is in the areas of `Coast` and of `Hills`; take one out",
    ),
    (
        'areas = ["Coast"]',
        'areas = ["Coast", "Coast"]',
        ", line 27: `Coast` is in `areas` twice; take one out",
    ),
    (
        'areas = ["Coast"]',
        "areas = []",
        (
            ", line 25: Coast belongs to no region of the plan; write the areas of one with it in "
            'guide.toml, under [regions."…"]: `areas = ["…", "Coast"]`'
        ),
    ),
    (
        'areas = ["Coast"]',
        'areas = "Coast"',
        ', line 27: `areas` must be a list, not text; write `areas = ["…", "…"]`',
    ),
    (
        'areas = ["Coast"]',
        'areas = [["Coast"]]',
        ', line 27: area 1 must be text, not a list; write `areas = ["…", "…"]`',
    ),
    (
        'areas = ["Coast"]',
        'keys = ["A-F"]',
        (
            ', line 27: `keys` has no meaning where the partition is "place"; write `areas = '
            "[…]`, or change `partition`"
        ),
    ),
    (
        'areas = ["Coast"]',
        'area = ["Coast"]',
        ', line 27: `area` is not a key of [regions."Coast"]; did you mean `areas`?',
    ),
    (
        '[regions."Hills"]',
        '[regions."Isles and abroad"]\nwhy = "Other."\n[regions."Hills"]',
        (
            ", line 31: `Isles and abroad` gives a different `why` from another region with the "
            "same list; give one of them only"
        ),
    ),
    (
        '"Bea Bell" = "Hills"',
        '"Bea Ball" = "Hills"',
        ", line 34: no list has `Bea Ball`; did you mean `Bea Bell`?",
    ),
    (
        '"Bea Bell" = "Hills"',
        '"Bea Bell" = "Hill"',
        ", line 34: the plan has no region `Hill`; did you mean `Hills`?",
    ),
    (
        'jersey = "Coast"',
        'jersey = "Cost"',
        ", line 37: the plan has no region `Cost`; did you mean `Coast`?",
    ),
    (
        'jersey = "Coast"',
        'jersy = "Coast"',
        ", line 37: `jersy` is not a key of [routes]; did you mean `jersey`?",
    ),
    (
        'jersey = "Coast"',
        "jersey = 5",
        (
            ", line 37: `jersey` must be the name of a region, not a number; write `jersey = "
            '"Coast"`, or `{ note = "…" }`'
        ),
    ),
    (
        'jersey = "Coast"',
        "jersey = {}",
        ", line 37: [routes.jersey] is empty; give its `region`, or a `note`",
    ),
    (
        'forces = { note = "Ask us." }',
        'forces = { not = "Ask us." }',
        ", line 38: `not` is not a key of [routes.forces]; did you mean `note`?",
    ),
    (
        'forces = { note = "Ask us." }',
        'forces = { region = "Nowhere" }',
        (
            ", line 38: the plan has no region `Nowhere`; its regions are `Coast`, `Hills`, "
            "`Isles and abroad`"
        ),
    ),
    (
        '"Moor" = "Coast"',
        '"Mor" = "Coast"',
        ", line 41: no constituency of 2010 is called `Mor`; did you mean `Moor`?",
    ),
    (
        '"Moor" = "Coast"',
        '"Westminster Abbey" = "Coast"',
        ", line 41: no constituency of 2010 is called `Westminster Abbey`; write its official name",
    ),
    (
        '"Moor" = "Coast"',
        '"Moor" = "Coost"',
        ", line 41: the plan has no region `Coost`; did you mean `Coast`?",
    ),
    (
        "[[contests]]",
        "[contests]",
        (
            ", line 43: `contests` must be a list of tables, not a table; write [[contests]] on a"
            " line of its own above each contest"
        ),
    ),
    (
        '[[contests]]\ntitle = "Treasurer"\n',
        "[[contests]]\n",
        ', line 43: `title` is missing from contest 1; add `title = "…"`',
    ),
    (
        'who = "All members."\n',
        "",
        ', line 43: `who` is missing from contest 1; add `who = "…"`',
    ),
    (
        'who = "All members."',
        'whom = "All members."',
        ", line 45: `whom` is not a key of contest 1; did you mean `who`?",
    ),
    (
        "seats = 1",
        "seats = 0",
        ", line 46: `seats` is 0; give a whole number from 1 to 999",
    ),
    (
        "seats = 1",
        "seats = 1.5",
        ", line 46: `seats` is 1.5, not a whole number",
    ),
    (
        "seats = 1",
        'seats = "one"',
        ", line 46: `seats` must be a number, not text; write a plain number",
    ),
    (
        'recommended = ["Dan Drew"]',
        'recommended = "Dan Drew"',
        ', line 47: `recommended` must be a list, not text; write `recommended = ["…", "…"]`',
    ),
    (
        'recommended = ["Dan Drew"]',
        'recommended = ["Dan Drew", "Dan Drew"]',
        ", line 47: `Dan Drew` is in `recommended` twice; take one out",
    ),
    (
        'recommended = ["Dan Drew"]',
        "recommended = []",
        (
            ", line 49: contest 1 says who recommends, but not whom; add `recommended = "
            '["…"]`, or take out `by`'
        ),
    ),
    (
        "ordered = true",
        "ordered = 1",
        (
            ", line 48: `ordered` must be true or false, not a number; write `ordered = true`, or "
            "false"
        ),
    ),
    (
        'by = "A friend"\n',
        "",
        ', line 52: `by` is missing from endorsement 1; add `by = "…"`',
    ),
    (
        '"https://example.org/friend"',
        '"javascript:alert(1)"',
        (
            ", line 55: links that begin with `javascript:` are not allowed; begin with https:// "
            "or mailto:"
        ),
    ),
    (
        '"mailto:union@example.org"',
        '"mailto:union"',
        ", line 59: `mailto:union` is not an address for mail; write mailto:name@example.org",
    ),
    (
        '"https://example.org/how"',
        '"data:text/html,<b>"',
        ", line 63: `address` is not an address: `data:text/html,<b>`; write it without spaces",
    ),
    (
        '"https://example.org/how"',
        '"data:text/html,hello"',
        ", line 63: links that begin with `data:` are not allowed; begin with https:// or mailto:",
    ),
    (
        '"https://example.org/how"',
        '"//example.org/how"',
        ", line 63: `//example.org/how` is not an address; begin with https:// or mailto:",
    ),
    (
        '"https://example.org/how"',
        '""',
        ", line 63: `address` is empty; write an address, or take it out",
    ),
    (
        'address = "https://example.org/how"\n',
        "",
        ', line 61: `address` is missing from link 1; add `address = "https://…"`',
    ),
    (
        '[[links]]\ntitle = "How to vote"',
        "[[links]]",
        ', line 61: `title` is missing from link 1; add `title = "…"`',
    ),
    (
        'slate = "Ours"',
        "slate = Ours",
        (
            ", line 2: this is not TOML: invalid value; write `key = value`, with text in "
            "quotation marks"
        ),
    ),
    (
        'slate = "Ours"',
        'slate = "Ours',
        (
            ", line 2: this is not TOML: illegal character '\\n'; write `key = value`, with text "
            "in quotation marks"
        ),
    ),
    (
        'slate = "Ours"',
        'slate = "Ours"\nslate = "Ours"',
        ", line 3: this is not TOML: a key or table appears here a second time; keep one",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in CONFIG
    with pytest.raises(InputError) as caught:
        load_in(tmp_path, CONFIG.replace(old, new, 1))
    assert str(caught.value).replace(f"{tmp_path}/", "") == f"guide.toml{said}"
