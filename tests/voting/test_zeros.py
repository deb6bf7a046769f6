"""Forms with zeros and numbers without end, which databases refuse: each is answered in words."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from hustings.web.folder import Folder
from voting import nominations as noms
from voting.elections import WHO
from voting.nominations import bodies, choice, find, nominate, picture
from voting.pages.test_nominations import code
from voting.pages.test_office import PASSWORD, browser, entered

ZERO, MANY = "a\0b", "9" * 30
NAMES = {"new.committee.1": "Al Bo", "email.committee.1": "al@example.org"}
CANDIDATE: tuple[dict[str, str], ...] = (
    {"act": "accept", "slate": ZERO},
    {"act": "accept", "statement.en": ZERO},
    {"act": "accept", "photograph.en": ZERO},
    {"act": ZERO},
)
BODY: tuple[dict[str, str], ...] = (
    {"act": "send", **NAMES, "new.committee.1": ZERO},
    {"act": "send", **NAMES, "email.committee.1": "x\0@example.org"},
    {"act": "send", "name.committee": ZERO},
    {"act": "send", "name.committee": MANY},
    {"more": ZERO},
)
ANYBODY = (
    ("/n/", {"code": ZERO}),
    ("/v/", {"code": ZERO}),
    ("/again/", {"email": ZERO}),
    ("/receipt/", {"receipt": ZERO}),
    ("/office/sign-in/", {"name": ZERO, "password": ZERO, "code": ZERO}),
)
ONE: tuple[dict[str, str], ...] = (
    {"act": "decide", "valid": "no", "reason": ZERO},
    {"act": "correct", "name": ZERO, "email": "a@example.org", "reason": "Misspelt."},
    {"act": "correct", "name": "Al Bo", "email": "a\0@example.org", "reason": "Misspelt."},
    {"act": "photograph", "reason": ZERO},
    {"act": "merge", "same": ZERO, "reason": "The same."},
    {"act": "merge", "same": MANY, "reason": "The same."},
    {"act": "relink", "reason": ZERO},
)
OFFICE = (
    ("mails/", {"act": "call-off", "at": ZERO}),
    ("mails/", {"act": "call-off", "at": "0001-01-01T00:00:00+14:00"}),
    ("mails/", {"act": "by-hand", "mail": MANY}),
    ("nominations/", {"act": "by-hand", "mail": MANY}),
    ("forget/", {"confirmation": "delete", "early": ZERO, "also": ZERO}),
)
LOOKED_UP = ("voters/?q=a%00", "nominations/bodies/?q=a%00", f"nominations/{MANY}/")
LOOKED_UP += (f"forget/certificate-{MANY}.txt",)


def test_what_no_database_can_be_asked_for_breaks_no_page(election: Folder) -> None:
    from hustings.voting.domain.office import officers
    from hustings.voting.models import Nominee

    with override_settings(ELECTION=election, ALLOWED_HOSTS=["127.0.0.1"]):
        made = noms.setup(election, noms.PICTURED)
        (leeds,) = bodies(made, "Leeds")
        nominate(election, made, leeds, choice("committee", "Jo Ash"))
        jo = find("committee", "Jo Ash")
        officers.create(WHO, PASSWORD)
        office, anybody = entered(), browser()
        found: list[tuple[Any, ...]] = []

        def asked(client: Client, path: str, form: dict[str, Any] | None = None) -> None:
            client.raise_request_exception = False
            answer = client.get(path) if form is None else client.post(path, form)
            if answer.status_code >= 500:
                found.append((path, form))

        for holder, forms in ((jo, CANDIDATE), (leeds, BODY)):
            for form in forms:
                asked(anybody, "/n/", {"code": code(election, holder), "filled": "1", **form})
        file = SimpleUploadedFile("a\0.jpg", picture(60))
        sent = {"act": "accept", "photograph": file, "photograph.en": "Jo"}
        asked(anybody, "/n/", {"code": code(election, jo), **sent})
        for path, form in ANYBODY:
            asked(anybody, path, form)
        for form in ONE:
            asked(office, f"/office/nominations/{jo.pk}/", form)
        for path, form in OFFICE:
            asked(office, f"/office/{path}", form)
        for path in LOOKED_UP:
            asked(office, f"/office/{path}")
        assert found == []
        assert list(Nominee.objects.values_list("name", "answer")) == [("Jo Ash", "accepted")]
