"""Letters on paper: to whom, in which order; code and QR code lead to the voter's ballot."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hustings.errors import InputError
from hustings.sealing.voters import links as codes
from hustings.voting.config.file import load
from hustings.voting.config.model import Setup
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO, officer_keys

HEADINGS = "Member,Name,E-mail,Language,Region,Address,Address 2,Town,Postcode\n"
# The order of the post: B2 before B10, those without a postcode last.
ROLL = (
    HEADINGS
    + "1,Una,una@example.org,,,1 Not Kept,,,B1 1AA\n"
    + "2,Vic Lee,,,,10 High Street,Flat 2,Birmingham,b10 0ab\n"
    + '3,Wyn Prŷs,,cy,Wales,"Tŷ Gwyn, Heol y Bont, Caernarfon LL55 1AA",,,\n'
    + "4,Xan,,,,2 Low Road,,Birmingham,B2 4QA\n"
    + "5,Yan,,,,Rue 3,,Lyon,\n"
    + "6,Zoe,,,,,,,\n"
)
ORDER = ["4", "2", "3", "5"]


def opened(folder: Folder, tmp_path: Path, text: str = ROLL, more: str = "") -> Setup:
    """A poll that is open, in English and Welsh, with the voters of `text`."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.voters import roll
    from hustings.voting.interfaces import roll_file

    elections.setup(folder)
    path = Path(folder.toml)
    toml = path.read_text("utf-8")
    toml = toml.replace(
        'title = "Committee"\norganisation',
        'title = { en = "Committee", cy = "Pwyllgor" }\nlanguages = ["en", "cy"]\norganisation',
    )
    texts = f'\n[texts]\nhelp = "Telephone 01234 567890."\n{more}\n[seal]'
    path.write_text(toml.replace("\n[seal]", texts, 1), "utf-8")
    setup = load(folder)
    file = tmp_path / "members.csv"
    file.write_text(text, "utf-8")
    roll.apply(roll.compare(roll_file.read(str(file), setup).lines), setup, WHO, file="", refused=0)
    poll.freeze(folder, setup, tuple(key.public for key in officer_keys()), WHO)
    poll.open_poll(WHO)
    return setup


def printed(folder: Folder, setup: Setup, *, only_new: bool = False) -> Any:
    from hustings.voting.domain.mails import letters
    from hustings.voting.interfaces.letters import sheets

    found = letters.to_print(folder, setup, only_new=only_new)
    made = sheets(setup, found)
    letters.printed(found, WHO)
    return found, made


def members(folder: Folder, setup: Setup, *, only_new: bool) -> list[str]:
    from hustings.voting.domain.mails import letters

    return [one.member for one in letters.to_print(folder, setup, only_new=only_new)]


def texts(content: bytes, tmp_path: Path) -> list[str]:
    """What each page says, one space between words."""
    path = tmp_path / "read.pdf"
    path.write_bytes(content)
    said = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True
    ).stdout
    return [" ".join(page.split()) for page in said.split("\f")[:-1]]


def test_the_roll_has_addresses_of_those_without_e_mail(election: Folder, tmp_path: Path) -> None:
    from hustings.voting.interfaces import roll_file
    from hustings.voting.models import Voter

    setup = opened(election, tmp_path)
    rows = list(Voter.objects.order_by("member").values_list("email", "address", "postcode"))
    assert rows == [
        ("una@example.org", "", ""),
        ("", "10 High Street\nFlat 2\nBirmingham", "B10 0AB"),
        ("", "Tŷ Gwyn\nHeol y Bont\nCaernarfon", "LL55 1AA"),
        ("", "2 Low Road\nBirmingham", "B2 4QA"),
        ("", "Rue 3\nLyon", ""),
    ]
    file = tmp_path / "more.csv"
    seven = ",".join("1234567")
    file.write_text(f'{HEADINGS}6,Zoe,,,,,,,\n7,Al,,,,"{seven}",,,\n8,Bo,,,,A\x01B,,,\n', "utf-8")
    assert [one.reason for one in roll_file.read(str(file), setup).refused] == [
        "no e-mail or postal address",
        "the postal address has more than 6 lines of 50 letters",
        "the postal address cannot be printed",
    ]
    # Without e-mail at all no such column is needed; an officer may add somebody, too.
    file.write_text("Member,Region,Address\n1,,1 High Street\n", "utf-8")
    (line,) = roll_file.read(str(file), setup).lines
    assert (line.email, line.address) == ("", "1 High Street")
    given = {"member": "9", "address": "3 Long Lane, York", "postcode": "yo1 1aa"}
    assert roll_file.one(given, setup)[-2:] == ("3 Long Lane\nYork", "YO1 1AA")
    with pytest.raises(InputError, match="no e-mail or postal address"):
        roll_file.one({"member": "9"}, setup)


def test_letters_by_post_with_code_and_link_in_the_voters_language(
    election: Folder, tmp_path: Path
) -> None:
    import zxingcpp
    from PIL import Image

    from hustings.voting.domain.queries import acts
    from hustings.voting.domain.voters import links, roll
    from hustings.voting.interfaces.letters import sheets

    setup = opened(election, tmp_path)
    found, made = printed(election, setup)
    assert [one.member for one in found] == ORDER
    assert (made.pages, made.unset) == (4, ())
    assert sheets(setup, [found[0]._replace(name="名 Li")]).unset == ("4",)
    pages = texts(made.content, tmp_path)
    for page, member in zip(pages, ORDER, strict=True):
        token = links.token(election, roll.find(member))
        assert codes.code(token) in page.replace("- ", "-")
        assert "http://127.0.0.1:8000/v/ " in page
    assert "Tea Club" in pages[0]
    assert "Xan 2 Low Road Birmingham B2 4QA" in pages[0]
    assert "Committee: your voting code Dear Xan," in pages[0]
    assert "You may vote in: Committee." in pages[0]
    assert "If something does not work: Telephone 01234 567890." in pages[0]
    assert pages[0].endswith("Letter 1, page 1 of 1")
    assert "Pwyllgor: eich cod pleidleisio Annwyl Wyn Prŷs," in pages[2]
    assert pages[2].endswith("Llythyr 3, tudalen 1 o 1")
    # What a camera sees on the paper, and what a window shows: the address, no code.
    subprocess.run(
        ["pdftoppm", "-r", "100", "-png", str(tmp_path / "read.pdf"), str(tmp_path / "page")],
        check=True,
    )
    for number, member in enumerate(ORDER, 1):
        with Image.open(tmp_path / f"page-{number}.png") as image:
            (code,) = zxingcpp.read_barcodes(image)
        assert code.text == links.address(election, setup.address, roll.find(member))
    window = ["-x", "79", "-y", "173", "-W", "354", "-H", "181", "-r", "100"]
    seen = subprocess.run(
        ["pdftotext", "-l", "1", *window, str(tmp_path / "read.pdf"), "-"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert seen.split() == ["Xan", "2", "Low", "Road", "Birmingham", "B2", "4QA"]
    last = acts()[-1]
    assert (last.act, last.details) == ("letters", '{"count":4}')
    assert printed(election, setup)[1].content == made.content


def test_only_those_who_have_none_with_their_link_as_it_is(
    election: Folder, tmp_path: Path
) -> None:
    from hustings.voting.domain import late
    from hustings.voting.domain.mails import letters, mailing
    from hustings.voting.domain.voters import links, roll
    from hustings.voting.interfaces import roll_file

    setup = opened(election, tmp_path)
    assert letters.waiting() == (4, 4)
    printed(election, setup)
    assert letters.waiting() == (4, 0)
    assert members(election, setup, only_new=True) == []
    assert members(election, setup, only_new=False) == ORDER
    # A link that was revoked; a letter that was lost; somebody left off the roll; one more contest.
    links.reissue(election, "3", WHO, "opened by another")
    mailing.send_again("5", setup, WHO)
    mailing.send_again("5", setup, WHO)
    given = {"member": "9", "address": "3 Long Lane, York", "postcode": "yo1 1aa"}
    late.admit(election, setup, roll_file.one(given, setup), WHO, "left out")
    late.entitle(setup, "2", "wales", WHO, "lives in Wales")
    assert members(election, setup, only_new=True) == ["2", "3", "9", "5"]
    found, made = printed(election, setup, only_new=True)
    assert {one.member: one.issue for one in found} == {"2": 1, "3": 2, "5": 1, "9": 1}
    token = links.token(election, roll.find("3"))
    assert codes.code(token) in texts(made.content, tmp_path)[1].replace("- ", "-")
    assert members(election, setup, only_new=True) == []
    # Whoever gets an e-mail address is written to there from now on.
    roll.readdress("4", "xan@example.org", WHO, "has one now")
    assert members(election, setup, only_new=False) == ["2", "3", "9", "5"]
    assert mailing.queue("invitation", 2, setup, WHO) == 2


def test_nothing_is_mailed_to_those_without_an_address(election: Folder, tmp_path: Path) -> None:
    from hustings.voting.domain.mails import mailing, outbox
    from hustings.voting.models import Entitlement

    setup = opened(election, tmp_path)
    printed(election, setup)
    assert mailing.queue("invitation", 1, setup, WHO) == 1
    assert [mail.kind for mail in outbox.waiting(10)] == ["invitation"]
    Entitlement.objects.filter(voter__member__in="12").update(used=True)
    with_host = setup.__class__(
        **{
            **{name: getattr(setup, name) for name in setup.__slots__},
            "mail": setup.mail._replace(host="127.0.0.1"),
        }
    )
    from hustings.voting.models import LogEntry

    LogEntry.objects.filter(act="open").update(at="2026-01-01T00:00:00Z")
    assert mailing.sweep(with_host) == 1
    claimed = [outbox.claim(), outbox.claim(), outbox.claim()]
    assert [one.kind if one else "" for one in claimed] == ["invitation", "voted", ""]
    assert outbox.Fate("letter", "sent", 4) in outbox.fates()


def test_a_long_text_takes_further_pages(election: Folder, tmp_path: Path) -> None:
    words = " ".join(f"Word{n}" for n in range(500))
    setup = opened(election, tmp_path, more=f'welcome = "{words}"\n')
    _, made = printed(election, setup)
    pages = texts(made.content, tmp_path)
    assert made.pages == len(pages) == 8
    assert [re.findall(r"(?:page|tudalen) (\d (?:of|o) \d)$", page)[0] for page in pages] == [
        *["1 of 2", "2 of 2"] * 2,
        *["1 o 2", "2 o 2"],
        *["1 of 2", "2 of 2"],
    ]
    said = " ".join(page.partition(" Letter ")[0] for page in pages[:2])
    assert re.findall(r"Word\d+", said) == words.split()


def test_no_letter_where_another_body_makes_the_links_nor_with_another_key(
    election: Folder, tmp_path: Path
) -> None:
    from dataclasses import replace

    from hustings.voting.config.model import Setting
    from hustings.voting.domain import poll
    from hustings.voting.domain.mails import letters
    from hustings.voting.models import Link

    setup = opened(election, tmp_path)
    elsewhere = replace(
        setup, setting=Setting.ORGANISATION, seal=setup.seal._replace(links="Mailing House")
    )
    with pytest.raises(InputError, match="Mailing House makes the links and mails them"):
        letters.to_print(election, elsewhere, only_new=False)
    hashed = bytes(Link.objects.get(voter__member="3").token_hash)
    Link.objects.filter(voter__member="3").update(token_hash=bytes(32))
    with pytest.raises(InputError, match="not the key that the links were made from"):
        letters.to_print(election, setup, only_new=False)
    Link.objects.filter(voter__member="3").update(token_hash=hashed)
    poll.close_poll(election, WHO)
    with pytest.raises(InputError, match="links are mailed from the freeze to the close"):
        letters.to_print(election, setup, only_new=False)
