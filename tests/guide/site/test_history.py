"""Builds and what came before them: numbers, changes, addresses that go on to lead somewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.errors import InputError
from hustings.guide.model import Build, Change, Guide, Partition, PublishedSequence, Region, Text
from hustings.guide.site import history
from hustings.report.slugs import slugs

DAY = date(2020, 10, 1)
LATER = date(2020, 10, 9)


def guide(**lists: tuple[str, ...]) -> Guide:
    """A guide in which each region has a list of its own."""
    regions = tuple(
        Region(name, Text((("en", name),)), slug, (), (), n)
        for n, (name, slug) in enumerate(
            zip(lists, slugs([[name] for name in lists], "r"), strict=True)
        )
    )
    orders = tuple(
        PublishedSequence(region.list + 1, region.slug, lists[region.name], (region.list,), Text())
        for region in regions
    )
    return Guide(Text(), "Slate", "Body", ("en",), Partition.PLACE, regions, orders)


def after(told: Guide, build: Build, earlier: history.Earlier, key: str) -> history.Earlier:
    return history.parse(history.written(told, build, earlier, key, ["index.html"]), "build.json")


def test_the_first_build_the_same_again_and_a_changed_one() -> None:
    first = guide(North=("A", "B"), South=("B", "A"))
    build = history.build_of(first, history.Earlier(), "k1", day=DAY, early=False)
    begun = Change(1, DAY, (("North", (), ("A", "B")), ("South", (), ("B", "A"))), first=True)
    assert build == Build(1, DAY, (begun,))
    known = after(first, build, history.Earlier(), "k1")
    assert known == history.Earlier(
        1,
        DAY,
        "k1",
        False,
        {"North": ("A", "B"), "South": ("B", "A")},
        (begun,),
        (("north", ("North",)), ("south", ("South",))),
        frozenset({"index.html"}),
    )

    assert history.build_of(first, known, "k1", day=LATER, early=False) == build

    words_only = history.build_of(first, known, "k2", day=LATER, early=False)
    assert words_only == Build(2, LATER, (begun,))

    second = guide(North=("A", "B"), South=("A", "B"))
    changed = history.build_of(second, known, "k3", day=LATER, early=False)
    change = Change(2, LATER, (("South", ("B", "A"), ("A", "B")),))
    assert changed == Build(2, LATER, (change, begun))


def test_an_address_that_is_gone_leads_to_the_regions_it_was_for() -> None:
    apart = guide(North=("A", "B"), South=("B", "A"))
    build = history.build_of(apart, history.Earlier(), "k1", day=DAY, early=False)
    known = after(apart, build, history.Earlier(), "k1")
    together = guide(North=("A", "B"), South=("A", "B"))
    one = PublishedSequence(1, "north-and-south", ("A", "B"), (0, 1), Text())
    together = replace(
        together, lists=(one,), regions=tuple(replace(r, list=0) for r in together.regions)
    )
    second = history.build_of(together, known, "k2", day=LATER, early=False)
    assert second.moved == (("north", ("North",)), ("south", ("South",)))
    known = after(together, second, known, "k2")
    third = history.build_of(apart, known, "k3", day=LATER, early=False)
    assert third.moved == (("north-and-south", ("North", "South")),)
    assert after(apart, third, known, "k3").addresses == (
        ("north", ("North",)),
        ("south", ("South",)),
        ("north-and-south", ("North", "South")),
    )


def test_a_region_that_is_gone_is_told_and_led_to_no_more() -> None:
    before = guide(North=("A",), South=("A",))
    build = history.build_of(before, history.Earlier(), "k1", day=DAY, early=False)
    known = after(before, build, history.Earlier(), "k1")
    second = history.build_of(guide(North=("A",)), known, "k2", day=LATER, early=False)
    assert second.changes[0].lists == (("South", ("A",), ()),)
    assert second.moved == (("south", ()),)


def test_an_early_build_tells_nothing_of_the_lists() -> None:
    secret = guide(North=("Ann", "Ben"))
    build = history.build_of(secret, history.Earlier(), "k1", day=DAY, early=True)
    assert build == Build(1, DAY, early=True)
    text = history.written(secret, build, history.Earlier(), "k1", [])
    assert "Ann" not in text
    assert "north" not in text
    known = history.parse(text, "build.json")
    seen = history.build_of(secret, known, "k2", day=LATER, early=False)
    assert seen == Build(2, LATER, (Change(2, LATER, (("North", (), ("Ann", "Ben")),), True),))


def test_an_early_build_after_a_seen_one_forgets_nothing() -> None:
    seen = guide(North=("Ann", "Ben"))
    build = history.build_of(seen, history.Earlier(), "k1", day=DAY, early=False)
    known = after(seen, build, history.Earlier(), "k1")
    hidden = history.build_of(seen, known, "k2", day=LATER, early=True)
    later = after(seen, hidden, known, "k2")
    assert (later.lists, later.changes, later.addresses) == (
        known.lists,
        known.changes,
        known.addresses,
    )


def test_only_so_many_changes_are_kept() -> None:
    known = history.Earlier()
    for n in range(history.MOST_CHANGES + 5):
        told = guide(North=("A", "B") if n % 2 else ("B", "A"))
        build = history.build_of(told, known, str(n), day=DAY, early=False)
        known = after(told, build, known, str(n))
    assert known.number == history.MOST_CHANGES + 5
    assert [change.number for change in known.changes] == list(
        range(known.number, known.number - history.MOST_CHANGES, -1)
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"format": "hustings-plan/1"}',
        '{"format": "hustings-guide/1"}',
        '{"format": "hustings-guide/1", "number": 1, "date": "yesterday", "key": ""}',
        "[" * 100_000,
        *(
            '{"format": "hustings-guide/1", "date": "2020-10-01", "key": "", "early": false,'
            f' "lists": {{}}, "changes": [], "files": [], {rest}}}'
            for rest in (
                *(
                    f'"number": 1, "addresses": {{"{slug}": []}}'
                    for slug in ("../../x", "/etc/x", "..", "", "a/b", "<b>", "a\\u0000", "a" * 101)
                ),
                *(
                    f'"number": {number}, "addresses": {{}}'
                    for number in ("0", "-5", "true", "1e999", "1.5", '"1"', "9" * 20)
                ),
            )
        ),
        '{"format": "hustings-guide/1", "number": 1, "date": "2020-10-01", "key": "", "early": 0,'
        ' "lists": {"North": "AB"}, "changes": [], "addresses": {}, "files": []}',
    ],
)
def test_a_build_json_that_is_not_ours_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        history.parse(text, "site/build.json")
    assert str(caught.value) == (
        "site/build.json: this was not written by a build of a guide; build into a new folder"
    )


names = st.text(min_size=1, max_size=5)
lists = st.dictionaries(names, st.lists(names, min_size=1, unique=True), min_size=1, max_size=4)


@given(st.lists(lists, min_size=1, max_size=5))
def test_changes_replayed_give_the_lists_of_the_day(told: list[dict[str, list[str]]]) -> None:
    known = history.Earlier()
    for n, one in enumerate(told):
        site = guide(**{name: tuple(order) for name, order in one.items()})
        build = history.build_of(site, known, str(n), day=DAY, early=False)
        known = after(site, build, known, str(n))
    replayed: dict[str, tuple[str, ...]] = {}
    for change in reversed(known.changes):
        for region, before, now in change.lists:
            assert replayed.get(region, ()) == before
            replayed[region] = now
    assert {name: order for name, order in replayed.items() if order} == known.lists
