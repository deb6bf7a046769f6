"""Which address is which page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from hustings.voting.domain.results.counting import ARCHIVE
from hustings.voting.pages import again, board, photographs, turnout
from hustings.voting.pages.booth import views as booth
from hustings.voting.pages.nominations import entering, tally

handler404 = "hustings.voting.pages.faults.missing"
handler500 = "hustings.voting.pages.faults.broken"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", board.home, name="home"),
    path("v/", booth.enter, name="booth"),
    path("v/review", booth.review, name="review"),
    path("v/cast", booth.cast, name="cast"),
    path("nominations/", tally.tally, name="nominations"),
    path("nominations/<slug:contest>.csv", tally.table, name="nominations-table"),
    path("nominations/<slug:contest>.json", tally.document, name="nominations-document"),
    path("n/", entering.enter, name="nominating"),
    path("again/", again.again, name="again"),
    path("office/", include("hustings.voting.pages.office.urls")),
    path("receipt/", board.receipt, name="receipt"),
    path("statements/<slug:contest>/", board.statement, name="statements"),
    path("statements/<slug:contest>/<int:number>.<slug:language>.txt", board.text, name="text"),
    path("photographs/<slug:hash>.jpg", photographs.photograph, name="photograph"),
    path("documents/<slug:name>.json", board.document, name="document"),
    path("results/", board.result, name="results"),
    path("results/election.zip", board.result, {"name": ARCHIVE}, name="archive"),
    path("results/<str:name>", board.result, name="overview"),
    path("results/<slug:contest>/<str:name>", board.result, name="result"),
    path("turnout/", turnout.shown, name="turnout"),
    path("turnout/turnout.csv", turnout.table, name="turnout-table"),
    path("turnout/turnout.json", turnout.document, name="turnout-document"),
    path("boards/<slug:contest>.bin", board.entries, name="entries"),
]
