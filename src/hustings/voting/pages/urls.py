"""Which address is which page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from hustings.voting.pages import again

urlpatterns: list[URLPattern | URLResolver] = [
    path("again/", again.again, name="again"),
    path("office/", include("hustings.voting.pages.office.urls")),
]
