"""Signing in and out: one answer to whatever is wrong."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as verified

from hustings.voting.domain.office import officers
from hustings.voting.pages.office.shown import see, shown

MOST_LETTERS = 200


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Sign in with name, password and one-time code."""
    if request.method != "POST":
        return shown(request, "door", {}, wrong=False)
    name, password, code = (
        request.POST.get(key, "")[:MOST_LETTERS] for key in ("name", "password", "code")
    )
    device = officers.sign_in(name.strip(), password, "".join(code.split()))
    if device is None:
        return shown(request, "door", {"refused": True, "name": name}, wrong=True)
    login(request, device.user)
    verified(request, device)
    return see("office")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return see("office-door")
