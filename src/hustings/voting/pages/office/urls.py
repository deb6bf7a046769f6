"""Which address is which page of the office."""

from __future__ import annotations

from django.urls import path

from hustings.voting.domain.results import counting
from hustings.voting.pages.office import (
    after,
    door,
    forget,
    mails,
    nominations,
    overview,
    poll,
    proof,
    roll,
    turnout,
    vacancy,
)

urlpatterns = [
    path("", overview.overview, name="office"),
    path("sign-in/", door.door, name="office-door"),
    path("sign-out/", door.leave, name="office-leave"),
    path("check/", overview.check, name="office-check"),
    path("ballot/", proof.ballot, name="office-ballot"),
    path("ballot/<int:number>/", proof.paper, name="office-paper"),
    path("nominations/", nominations.overview, name="office-nominations"),
    path("nominations/bodies/", nominations.bodies, name="office-bodies"),
    path(
        "nominations/mails/<slug:kind>/<slug:language>/",
        nominations.mail,
        name="office-nominations-mail",
    ),
    path("nominations/<int:number>/", nominations.one, name="office-nominee"),
    path(
        "photographs/<slug:hash>.jpg",
        nominations.photograph,
        name="office-photograph",
    ),
    path("roll/", roll.voters, name="office-roll"),
    path("voters/", roll.one, name="office-voters"),
    path("seal/", poll.seal, name="office-seal"),
    path("documents/<path:name>", poll.document, name="office-document"),
    path("open/", poll.opening, name="office-open"),
    path("mails/", mails.mails, name="office-mails"),
    path("mails/<slug:kind>/<slug:language>/", mails.read, name="office-mail"),
    path("turnout/", turnout.turnout, name="office-turnout"),
    path("turnout/turnout.csv", turnout.table, name="office-turnout-table"),
    path("turnout/turnout.json", turnout.document, name="office-turnout-document"),
    path("close/", poll.closing_, name="office-close"),
    path("after/", after.after, name="office-after"),
    path("results/", after.preview, name="office-results"),
    path("results/election.zip", after.preview, {"name": counting.ARCHIVE}),
    path("results/<str:name>", after.preview),
    path("results/<slug:contest>/<str:name>", after.preview),
    path("vacancy/<slug:contest>/", vacancy.vacancy, name="office-vacancy"),
    path("draw/", after.draw, name="office-draw"),
    path("forget/", forget.forget, name="office-forget"),
    path("forget/certificate-<int:number>.txt", forget.certificate, name="office-certificate"),
    path("log/", overview.log, name="office-log"),
]
