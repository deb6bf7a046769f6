"""How the made-up voters cast: as a browser with the booth's script does, and as one without.

Knows forms and addresses of the site. Must not know tables: everything goes through HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from http.client import HTTPConnection
from urllib.parse import urlencode

from hustings.sealing.ballots.envelope import Envelope, seal
from hustings.sealing.ballots.payload import vote
from hustings.sealing.board.receipt import Receipt, read_receipt

_HIDDEN = re.compile(r'<input type="hidden" name="(server\.[a-z0-9-]+)" value="([0-9a-f]+)"')
_RECEIPT = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)

Rankings = Mapping[str, tuple[int, ...]]


class Site:
    """The election's site on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str) -> str:
        """A page.

        Raises:
            OSError: the site says something else than a page.
        """
        return self._answer("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> str:
        """The page that a form leads to.

        Raises:
            OSError: the site says something else than a page.
        """
        return self._answer("POST", path, urlencode(fields))

    def _answer(self, method: str, path: str, body: str | None = None) -> str:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        if answer.status != 200:
            raise OSError(f"the site answers {path} with {answer.status}")
        return page

    def cast_sealed(
        self, code: str, rankings: Rankings, envelopes: Mapping[str, Envelope]
    ) -> tuple[Receipt, ...]:
        """Ballots sealed here, as the booth's script does in a browser, and cast."""
        fields = {
            f"browser.{contest}": seal(vote(ranking), envelopes[contest]).hex()
            for contest, ranking in rankings.items()
        }
        return self.cast({"code": code, **fields})

    def cast(self, fields: Mapping[str, str]) -> tuple[Receipt, ...]:
        """The last form posted: the code, and ballots that are sealed."""
        return _receipts(self.post("/v/cast", fields))

    def visit(self, fields: Mapping[str, str]) -> tuple[Receipt, ...]:
        """Every page of a browser that seals: where the code is read, the paper, the cast."""
        self.get("/v/")
        self.post("/v/", {"code": fields["code"]})
        return self.cast(fields)

    def cast_by_forms(self, code: str, rankings: Rankings) -> tuple[Receipt, ...]:
        """A number in each box, checked on the next page, sealed by the server and cast."""
        marks = {
            f"rank.{contest}.{candidate}": str(place)
            for contest, ranking in rankings.items()
            for place, candidate in enumerate(ranking, 1)
        }
        return self.cast_by_form({"code": code, **marks})

    def cast_by_form(self, fields: Mapping[str, str]) -> tuple[Receipt, ...]:
        """Every page from the code on: the paper, the marks checked, the sealed ballots cast."""
        code = fields["code"]
        self.post("/v/", {"code": code})
        review = self.post("/v/review", fields)
        return self.cast({"code": code, **dict(_HIDDEN.findall(review))})


def _receipts(page: str) -> tuple[Receipt, ...]:
    return tuple(read_receipt(unescape(text).encode()) for text in _RECEIPT.findall(page))
